//! From bytes to text: a byte order mark, else UTF-8, else what the bytes look like.

/// Decodes a file as a whole.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes)
        .ok()
        .map(|text| text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n"))
}
