//! Fingerprints, by which equal contents are known, and the compact bytes in which values are kept between builds. The
//! only user of blake3, postcard and sha2.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::fmt;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};

/// The fingerprint of this very program: of its sources, its theme and the versions of what it is built with. Whatever
/// another program has kept is of no use to this one.
pub const PROGRAM: &str = env!("MINGBAI_SOURCES");

/// The SHA-256 of bytes in 64 small hex digits: a name that other programs can work out too, for what is promised to
/// people and not only kept by the program.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in small hex digits.
fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// A name of some bytes that no other bytes have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// The fingerprint of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::cut(&blake3::hash(bytes))
    }

    /// The fingerprint of a value with all that is in it; none where it cannot be written down.
    pub fn of_value(value: &impl Serialize) -> Option<Self> {
        let (hasher, ..) = postcard::serialize_with_flavor(value, Stream::to(None)).ok()?.end();
        Some(Self::cut(&hasher.finalize()))
    }

    /// Reads what [`fmt::Display`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        if text.len() != 32 {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    fn cut(hash: &blake3::Hash) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(hash.as_bytes().first_chunk::<16>().unwrap_or(&[0; 16]));
        Self(bytes)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

/// A value as compact bytes; none where it holds what these cannot say.
pub fn pack(value: &impl Serialize) -> Option<Vec<u8>> {
    postcard::serialize_with_flavor(value, Bytes::default()).ok()
}

/// Bytes that grow.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl postcard::ser_flavors::Flavor for Bytes {
    type Output = Vec<u8>;

    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(data);
        Ok(())
    }

    fn try_push(&mut self, data: u8) -> postcard::Result<()> {
        self.0.push(data);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<Vec<u8>> {
        Ok(self.0)
    }
}

/// The value that [`pack`] made bytes of.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Some(value),
        _ => None,
    }
}

/// Bytes as a value, taken as a whole and not one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob<B>(pub B);

impl<B: AsRef<[u8]>> Serialize for Blob<B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_ref())
    }
}

impl<'de> Deserialize<'de> for Blob<Vec<u8>> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(deserializer).map(|bytes| Self(bytes.to_vec()))
    }
}

/// The value as bytes that [`unseal`] takes only whole, unchanged, and from this very program.
pub fn seal(value: &impl Serialize) -> Option<Vec<u8>> {
    let packed = pack(&(PROGRAM, value))?;
    let mut sealed = Fingerprint::of(&packed).0.to_vec();
    sealed.extend(packed);
    Some(sealed)
}

/// Writes the same bytes to a file that is empty yet, for a value that is large: they are never in the memory as a whole.
///
/// # Errors
/// Fails when the disk does, or the value cannot be written down.
pub fn seal_to(file: &mut File, value: &impl Serialize) -> io::Result<()> {
    // What comes first is known last.
    file.write_all(&[0; 16])?;
    let stream = Stream::to(Some(&mut *file));
    let stream = postcard::serialize_with_flavor(&(PROGRAM, value), stream).map_err(io::Error::other)?;
    let (hasher, failure) = stream.end();
    match failure {
        Some(failure) => Err(failure),
        None => {
            file.seek(SeekFrom::Start(0))?;
            file.write_all(&Fingerprint::cut(&hasher.finalize()).0)
        }
    }
}

/// How many bytes are hashed and written at once.
const CHUNK: usize = 64 << 10;

/// Bytes that are hashed, and on their way to a file where there is one.
struct Stream<'f> {
    file: Option<&'f mut File>,
    pending: Vec<u8>,
    hasher: blake3::Hasher,
    failure: Option<io::Error>,
}

impl<'f> Stream<'f> {
    fn to(file: Option<&'f mut File>) -> Self {
        Self { file, pending: Vec::with_capacity(256), hasher: blake3::Hasher::new(), failure: None }
    }

    fn flush(&mut self) {
        self.hasher.update(&self.pending);
        if let Some(file) = self.file.as_mut().filter(|_| self.failure.is_none()) {
            self.failure = file.write_all(&self.pending).err();
        }
        self.pending.clear();
    }

    /// The hash of all bytes, and what went wrong with the file.
    fn end(mut self) -> (blake3::Hasher, Option<io::Error>) {
        self.flush();
        (self.hasher, self.failure)
    }
}

impl postcard::ser_flavors::Flavor for Stream<'_> {
    type Output = Self;

    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        self.pending.extend_from_slice(data);
        if self.pending.len() >= CHUNK {
            self.flush();
        }
        Ok(())
    }

    fn try_push(&mut self, data: u8) -> postcard::Result<()> {
        self.pending.push(data);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<Self> {
        Ok(self)
    }
}

/// The value that [`seal`] made bytes of; none where so much as a bit is wrong.
pub fn unseal<T: DeserializeOwned>(sealed: &[u8]) -> Option<T> {
    let (seal, packed) = sealed.split_first_chunk::<16>()?;
    if Fingerprint::of(packed).0 != *seal {
        return None;
    }
    // The program's name comes first: what follows it has the form that this program knows.
    let (program, rest): (String, _) = postcard::take_from_bytes(packed).ok()?;
    if program == PROGRAM { unpack(rest) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, seal, seal_to, sha256, unseal};

    #[test]
    fn the_sha_256_of_a_text_is_the_one_others_work_out() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), expected);
    }

    #[test]
    fn a_fingerprint_is_read_as_it_was_written() {
        let print = Fingerprint::of(b"1");
        assert_eq!(Fingerprint::read(&print.to_string()), Some(print));
        assert_ne!(print, Fingerprint::of(b"2"));
        for bad in ["", "12", "zz345678901234567890123456789012", "公345678901234567890123456789012"] {
            assert_eq!(Fingerprint::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_large_value_is_sealed_on_its_way_to_the_disk_as_in_the_memory() {
        let value: Vec<String> = (0..50_000).map(|number| format!("第{number}号事项")).collect();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sealed");
        seal_to(&mut std::fs::File::create(&path).unwrap(), &value).unwrap();
        assert_eq!(std::fs::read(path).unwrap(), seal(&value).unwrap());
    }

    #[test]
    fn a_seal_breaks_with_every_bit() {
        let value = vec!["公示".to_owned(), String::new()];
        let sealed = seal(&value).unwrap();
        assert_eq!(unseal::<Vec<String>>(&sealed), Some(value));
        for at in 0..sealed.len() {
            let mut broken = sealed.clone();
            broken[at] ^= 1;
            assert_eq!(unseal::<Vec<String>>(&broken), None);
            assert_eq!(unseal::<Vec<String>>(&sealed[..at]), None);
        }
    }
}
