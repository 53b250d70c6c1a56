//! Whether a photograph tells where it was taken.

use super::chunks;

/// The tag of the directory that holds the place (GPS), and that of the latitude within it.
const PLACE: usize = 0x8825;
const LATITUDE: usize = 2;
/// A camera writes beside the picture before it, within so many bytes.
const HEAD: usize = 512 << 10;

/// Whether a picture holds the place where it was taken.
pub fn tells_place(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let is_picture = bytes.starts_with(&[0xff, 0xd8])
        || bytes.starts_with(chunks::SIGNATURE)
        || bytes.starts_with(b"RIFF");
    is_picture
        && ([&b"Exif\0\0"[..], b"eXIf", b"EXIF"].iter().any(|word| is_in_tiff(behind(head, word)))
            || !behind(head, b"exif:GPSLatitude").is_empty())
}

/// What stands behind a word.
fn behind<'b>(bytes: &'b [u8], word: &[u8]) -> &'b [u8] {
    let at = bytes.windows(word.len()).position(|window| window == word);
    at.and_then(|at| bytes.get(at + word.len()..)).unwrap_or_default()
}

/// Whether the directories of a TIFF tell a latitude. In WebP the length of the part stands before them.
fn is_in_tiff(bytes: &[u8]) -> bool {
    let is_tiff = |bytes: &&[u8]| bytes.starts_with(b"MM\0*") || bytes.starts_with(b"II*\0");
    let Some(tiff) = [bytes, bytes.get(4..).unwrap_or_default()].into_iter().find(is_tiff) else {
        return false;
    };
    let tiff = Tiff { bytes: tiff, big: tiff.starts_with(b"MM") };
    let place = tiff
        .number(4, 4)
        .and_then(|first| tiff.entry(first, PLACE))
        .and_then(|entry| tiff.number(entry + 8, 4));
    place.and_then(|directory| tiff.entry(directory, LATITUDE)).is_some()
}

struct Tiff<'b> {
    bytes: &'b [u8],
    big: bool,
}

impl Tiff<'_> {
    fn number(&self, at: usize, bytes: usize) -> Option<usize> {
        let own = self.bytes.get(at..at.checked_add(bytes)?)?;
        let join = |number: usize, byte: &u8| (number << 8) | usize::from(*byte);
        Some(if self.big { own.iter().fold(0, join) } else { own.iter().rev().fold(0, join) })
    }

    /// Where the entry of a directory with this tag begins.
    fn entry(&self, directory: usize, tag: usize) -> Option<usize> {
        let count = self.number(directory, 2)?;
        let entries = (0..count).filter_map(|at| directory.checked_add(2 + at * 12));
        entries.take_while(|at| *at < self.bytes.len()).find(|at| self.number(*at, 2) == Some(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::tells_place;

    /// A JPEG whose EXIF has a directory of places with one entry of this tag.
    fn photo(tag: u8) -> Vec<u8> {
        let mut made = vec![0xff, 0xd8, 0xff, 0xe1, 0, 60];
        made.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0");
        made.extend([0, 1, 0, tag, 0, 5, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0]);
        made
    }

    #[test]
    fn a_photograph_with_a_latitude_tells_its_place() {
        assert!(tells_place(&photo(2)));
        // The version of the directory alone is no place.
        assert!(!tells_place(&photo(0)));
        assert!(!tells_place(&photo(2)[2..]) && !tells_place(b"\xff\xd8\xff\xe1Exif\0\0MM\0*\xff\xff"));
        let whole = photo(2);
        for end in 0..whole.len() {
            tells_place(&whole[..end]);
        }
    }
}
