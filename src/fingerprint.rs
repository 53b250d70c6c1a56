//! Fingerprints, by which equal contents are known, and the compact bytes in which values are kept between builds. The
//! only user of blake3, postcard and sha2.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::fmt;

/// The fingerprint of this very program: of its sources, its theme and the versions of what it is built with. Whatever
/// another program has kept is of no use to this one.
pub const PROGRAM: &str = env!("MINGBAI_SOURCES");

/// The SHA-256 of bytes in 64 small hex digits: a name that other programs can work out too, for what is promised to
/// people and not only kept by the program.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
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
        pack(value).map(|bytes| Self::of(&bytes))
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
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
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
    use super::{Fingerprint, seal, sha256, unseal};

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
