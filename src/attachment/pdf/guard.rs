//! What a PDF unpacks to, measured before it is read: the reader unpacks without limit.

use super::Unread;
use flate2::read::ZlibDecoder;
use std::io::Read;
use std::ops::Range;

/// The largest file that is read, in bytes.
const MOST_BYTES: usize = 64 << 20;
/// The most that all of its streams may unpack to, in bytes.
const MOST_UNPACKED: u64 = 192 << 20;
/// How much a packed byte can at most unpack to, by the way it is packed.
const DEFLATE: u64 = 1032;
const LZW: u64 = 2730;
const RUNS: u64 = 64;
/// How far before its data the properties of a stream are looked for, in bytes.
const LONGEST_HEAD: usize = 16 << 10;

/// The file with zeros in the place of its pictures, which nobody reads here; an error where the rest would unpack to too
/// much. With it the bytes that the longest of its forms unpacks to.
pub(super) fn without_pictures(bytes: &[u8]) -> Result<(Vec<u8>, usize), Unread> {
    if bytes.len() > MOST_BYTES {
        return Err(Unread::TooLarge);
    }
    if find(bytes, b"/Encrypt", 0).is_some_and(|at| is_encrypted(bytes, at)) {
        return Err(Unread::Encrypted);
    }
    let mut safe = bytes.to_vec();
    let mut unpacked = 0_u64;
    let (mut at, mut longest_form) = (0, 0);
    while let Some(stream) = next_stream(bytes, at) {
        at = stream.data.end;
        let data = bytes.get(stream.data.clone()).unwrap_or_default();
        if stream.is_picture {
            safe.get_mut(stream.data).unwrap_or_default().fill(0);
            continue;
        }
        let size = size(&stream.packing, data, MOST_UNPACKED.saturating_sub(unpacked));
        unpacked = unpacked.saturating_add(size);
        if stream.is_form {
            longest_form = longest_form.max(usize::try_from(size).unwrap_or(usize::MAX));
        }
        if unpacked > MOST_UNPACKED {
            return Err(Unread::TooLarge);
        }
    }
    Ok((safe, longest_form))
}

/// `/Encrypt` as a key: with a reference or a dictionary behind it.
fn is_encrypted(bytes: &[u8], at: usize) -> bool {
    let behind = bytes.get(at + b"/Encrypt".len()..).unwrap_or_default();
    let next = behind.iter().find(|byte| !byte.is_ascii_whitespace());
    next.is_some_and(|byte| byte.is_ascii_digit() || *byte == b'<')
}

/// The data of a stream.
struct Stream {
    data: Range<usize>,
    is_picture: bool,
    is_form: bool,
    packing: Packing,
}

/// How a stream is packed.
enum Packing {
    /// It is as it is.
    Plain,
    /// Deflated once, and nothing else.
    Deflated,
    /// In another way: so many bytes for each at most.
    Other(u64),
}

/// The next stream whose data begin behind `from`.
fn next_stream(bytes: &[u8], from: usize) -> Option<Stream> {
    let mut at = from;
    loop {
        let keyword = find(bytes, b"stream", at)?;
        at = keyword + b"stream".len();
        let is_end = keyword >= 3 && bytes.get(keyword - 3..keyword) == Some(b"end".as_slice());
        if is_end || !matches!(bytes.get(at), Some(b'\r' | b'\n' | b' ')) {
            continue;
        }
        let blanks =
            bytes.get(at..)?.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n' | b' ')).count();
        let start = at + blanks;
        let end = find(bytes, b"endstream", start).unwrap_or(bytes.len());
        let head = bytes.get(from.max(keyword.saturating_sub(LONGEST_HEAD))..keyword)?;
        let head = plain_names(after_last(head, b"obj"));
        let is_picture = find(&head, b"/Image", 0).is_some()
            && find(&head, b"/Width", 0).is_some()
            && find(&head, b"/Height", 0).is_some();
        let is_form = find(&head, b"/Form", 0).is_some() || find(&head, b"/BBox", 0).is_some();
        return Some(Stream { data: start..end, is_picture, is_form, packing: packing(&head) });
    }
}

/// How the properties of a stream say it is packed.
fn packing(head: &[u8]) -> Packing {
    let count = |word: &[u8]| {
        let mut count = 0_u32;
        let mut at = 0;
        while let Some(found) = find(head, word, at) {
            count += 1;
            at = found + word.len();
        }
        count
    };
    let filter = find(head, b"/Filter", 0).and_then(|at| {
        let behind = head.get(at + b"/Filter".len()..)?;
        behind.iter().find(|byte| !byte.is_ascii_whitespace()).copied()
    });
    let Some(first) = filter else { return Packing::Plain };
    let deflated = count(b"/FlateDecode") + count(b"/Fl ") + count(b"/Fl]") + count(b"/Fl/");
    let others = count(b"/LZW") + count(b"/RunLength") + count(b"/RL");
    let coded = count(b"/ASCII") + count(b"/A85") + count(b"/AHx");
    match (deflated, others) {
        // A filter that stands elsewhere in the file may be any.
        _ if !matches!(first, b'/' | b'[') => Packing::Other(u64::MAX),
        (0, 0) => Packing::Plain,
        (1, 0) if coded == 0 => Packing::Deflated,
        (1, 0) => Packing::Other(DEFLATE),
        (0, 1) if count(b"/LZW") == 1 => Packing::Other(LZW),
        (0, 1) => Packing::Other(RUNS),
        _ => Packing::Other(u64::MAX),
    }
}

/// How much a stream unpacks to; no further than `most` is looked.
fn size(packing: &Packing, data: &[u8], most: u64) -> u64 {
    let packed = data.len() as u64;
    match packing {
        Packing::Plain => packed,
        Packing::Other(most) => packed.saturating_mul(*most),
        Packing::Deflated => {
            let counted = |reader: &mut dyn Read| {
                // What is broken is read as far as it goes.
                let mut limited = reader.take(most.saturating_add(1));
                let mut room = vec![0; 64 << 10];
                let mut size = 0_u64;
                while let Ok(read @ 1..) = limited.read(&mut room) {
                    size += read as u64;
                }
                size
            };
            counted(&mut ZlibDecoder::new(data)).max(match data.first() {
                // Other than zlib writes it: the reader tries without its head.
                Some(first) if first & 0x0f != 8 => counted(&mut flate2::read::DeflateDecoder::new(data)),
                _ => 0,
            })
        }
    }
}

/// Names as they are meant: `/F#69lter` is `/Filter`.
fn plain_names(head: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(head.len());
    let mut rest = head;
    while let Some((byte, behind)) = rest.split_first() {
        let hex = |at: usize| behind.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        if let (b'#', Some(high), Some(low)) = (byte, hex(0), hex(1)) {
            plain.extend(u8::try_from(high * 16 + low).ok());
            rest = behind.get(2..).unwrap_or_default();
        } else {
            plain.push(*byte);
            rest = behind;
        }
    }
    plain
}

fn after_last<'b>(bytes: &'b [u8], word: &[u8]) -> &'b [u8] {
    let at = bytes.windows(word.len()).rposition(|window| window == word).map_or(0, |at| at + word.len());
    bytes.get(at..).unwrap_or_default()
}

/// Where a word stands behind `from`.
fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let first = *word.first()?;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == first)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Unread, without_pictures};
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut made = ZlibEncoder::new(Vec::new(), Compression::best());
        made.write_all(bytes).unwrap();
        made.finish().unwrap()
    }

    fn stream(head: &str, data: &[u8]) -> Vec<u8> {
        [format!("1 0 obj <<{head}>> stream\n").as_bytes(), data, b"\nendstream endobj "].concat()
    }

    #[test]
    fn what_unpacks_to_too_much_is_not_read() {
        let bomb = deflated(&vec![0; 64 << 20]);
        let one = stream("/Filter /FlateDecode", &bomb);
        assert!(without_pictures(&one).is_ok());
        assert_eq!(without_pictures(&one.repeat(4)), Err(Unread::TooLarge));
        for head in [
            "/Filter [/FlateDecode /FlateDecode]",
            "/F#69lter [/Flate#44ecode/FlateDecode]",
            "/Filter 7 0 R",
            "/Filter [/ASCII85Decode /FlateDecode]",
            "/Filter /LZWDecode",
        ] {
            let data = vec![b'a'; 256 << 10];
            assert_eq!(without_pictures(&stream(head, &data)), Err(Unread::TooLarge), "{head}");
        }
    }

    #[test]
    fn pictures_are_not_unpacked_and_nothing_moves() {
        let picture =
            stream("/Subtype /Image /Width 9 /Height 9 /Filter /FlateDecode", &deflated(&[7; 4096]));
        let words = stream("/Filter /FlateDecode", &deflated(b"BT (a) Tj ET"));
        let (safe, form) = without_pictures(&[picture.as_slice(), &words].concat()).unwrap();
        assert_eq!(form, 0);
        assert_eq!(safe.len(), picture.len() + words.len());
        assert!(safe.ends_with(&words) && !safe.starts_with(&picture));
    }

    #[test]
    fn an_encrypted_file_is_told() {
        assert_eq!(without_pictures(b"trailer <</Encrypt 5 0 R>>"), Err(Unread::Encrypted));
        assert!(without_pictures(b"(/EncryptMetadata) /Encrypted").is_ok());
    }
}
