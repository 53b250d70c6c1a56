//! The way in for the fuzz targets in `tests/fuzz`.

use super::decode;

/// What a file was read as, or where it could not be.
pub type Outcome = Result<Decoded, BadByte>;

/// A text and the name of the encoding it was read from; none for UTF-8.
pub type Decoded = (String, Option<&'static str>);

/// The first byte that belongs to no character, with its line and its column.
pub type BadByte = (u8, usize, usize);

/// Decodes a file as a whole.
///
/// # Errors
/// Says where the bytes are no text.
pub fn decode(bytes: &[u8]) -> Outcome {
    match decode::decode(bytes) {
        Ok(decoded) => Ok((decoded.text, decoded.encoding)),
        Err(bad) => Err((bad.byte, bad.line, bad.column)),
    }
}
