//! Signatures of lines: minisign's, which is Ed25519. The only user of minisign.
//!
//! A signature in a register is the two lines of base64 of minisign's signature file with a blank between; both of its
//! comments are `mingbai`. Put back into four lines, minisign itself verifies it against the text of the line.

use minisign::{KeyPair, PublicKey, SecretKey, SecretKeyBox, SignatureBox};
use std::io::Cursor;

/// What minisign calls the comments of a signature.
const COMMENT: &str = "mingbai";

/// A secret key that was opened.
pub struct Key(SecretKey);

impl Key {
    /// The key in the text of a file; its password is asked for on the terminal where it has one. None where that is no
    /// secret key of minisign, or the password is wrong.
    pub fn open(text: &str) -> Option<Self> {
        let key = SecretKeyBox::from_string(text).ok()?;
        if let Ok(key) = key.into_unencrypted_secret_key() {
            return Some(Self(key));
        }
        if let Some(key) = unchecked(text) {
            return Some(Self(key));
        }
        let key = SecretKeyBox::from_string(text).ok()?;
        key.into_secret_key(None).ok().map(Self)
    }

    /// The public key, as roles.yaml names it.
    pub fn public(&self) -> Option<String> {
        PublicKey::from_secret_key(&self.0).ok().map(|key| key.to_base64())
    }

    /// The signature of a text, as a register bears it.
    pub fn sign(&self, text: &str) -> Option<String> {
        let signature = minisign::sign(None, &self.0, text.as_bytes(), Some(COMMENT), Some(COMMENT)).ok()?;
        let text = signature.into_string();
        let mut lines = text.lines().filter(|line| !line.contains("comment:"));
        Some(format!("{} {}", lines.next()?, lines.next()?))
    }
}

/// A key without a password as `minisign -G -W` writes it: with no checksum, which this library asks for.
fn unchecked(text: &str) -> Option<SecretKey> {
    let bytes = from_base64(text.lines().nth(1)?.trim())?;
    let (head, checksum) = bytes.split_at_checked(KEY)?;
    let is_plain =
        head.starts_with(b"Ed\0\0B2") && checksum.len() == CHECKSUM && checksum.iter().all(|byte| *byte == 0);
    is_plain.then(|| SecretKey::from_bytes(&bytes).ok()).flatten()
}

/// The bytes of a secret key before its checksum, and of that.
const KEY: usize = 126;
const CHECKSUM: usize = 32;

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut count) = (Vec::with_capacity(text.len()), 0_u32, 0_u32);
    for mark in text.trim_end_matches('=').bytes() {
        let value = match mark {
            b'A'..=b'Z' => mark - b'A',
            b'a'..=b'z' => mark - b'a' + 26,
            b'0'..=b'9' => mark - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        (bits, count) = (bits << 6 | u32::from(value), count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xFF) as u8);
        }
    }
    Some(bytes)
}

/// A new pair: the text of the file for the secret key, without a password, and the public key.
pub fn new_key() -> Option<(String, String)> {
    let pair = KeyPair::generate_unencrypted_keypair().ok()?;
    let public = pair.pk.to_base64();
    Some((pair.sk.to_box(Some(COMMENT)).ok()?.into_string(), public))
}

/// Whether a text is a public key, as roles.yaml names it.
pub fn is_public_key(text: &str) -> bool {
    PublicKey::from_base64(text.trim()).is_ok()
}

/// Whether a signature is that of a text by the secret key that belongs to `public`.
pub fn is_signed(text: &str, signature: &str, public: &str) -> bool {
    let Some((first, last)) = signature.split_once(' ') else { return false };
    let file = format!("untrusted comment: {COMMENT}\n{first}\ntrusted comment: {COMMENT}\n{last}\n");
    let (Ok(public), Ok(file)) = (PublicKey::from_base64(public.trim()), SignatureBox::from_string(&file))
    else {
        return false;
    };
    minisign::verify(&public, &file, Cursor::new(text.as_bytes()), true, false, false).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Key, is_public_key, is_signed, new_key};

    #[test]
    fn a_signature_holds_for_one_text_and_one_key() {
        let (secret, public) = new_key().unwrap();
        let key = Key::open(&secret).unwrap();
        assert_eq!(key.public().as_deref(), Some(public.as_str()));
        let signature = key.sign("step=approve\n").unwrap();
        assert!(is_signed("step=approve\n", &signature, &public));
        assert!(!is_signed("step=submit\n", &signature, &public));
        let (_, other) = new_key().unwrap();
        assert!(!is_signed("step=approve\n", &signature, &other));
        for broken in ["", "x", "RUQ= RUQ=", &signature.replace(' ', "")] {
            assert!(!is_signed("step=approve\n", broken, &public), "{broken}");
        }
        assert!(Key::open("no key").is_none());
        assert!(is_public_key(&public) && !is_public_key("RWQ") && !is_public_key(""));
    }

    #[test]
    fn a_key_that_minisign_wrote_without_a_password_and_a_checksum_is_opened() {
        let (secret, public) = new_key().unwrap();
        let line = secret.lines().nth(1).unwrap();
        let (head, _) = line.split_at(168);
        let bare = format!("{head}{}=", "A".repeat(43));
        let key = Key::open(&secret.replace(line, &bare)).unwrap();
        assert_eq!(key.public().as_deref(), Some(public.as_str()));
        let signature = key.sign("step=approve\n").unwrap();
        assert!(is_signed("step=approve\n", &signature, &public));
        let broken = format!("{head}{}=", "B".repeat(43));
        assert!(super::unchecked(&secret.replace(line, &broken)).is_none());
    }
}
