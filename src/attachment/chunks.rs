//! PNG files without the words, times and camera data beside the picture.

/// What every PNG begins with.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The file without those chunks and without what stands behind the picture's end; none where it is no sound PNG.
pub(super) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut made = SIGNATURE.to_vec();
    let mut at = SIGNATURE.len();
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let name = bytes.get(at + 4..at + 8)?;
        let chunk = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
        if !matches!(name, b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME") {
            made.extend(chunk);
        }
        at += chunk.len();
        if name == b"IEND" {
            return Some(made);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SIGNATURE, bare};

    #[test]
    fn words_beside_the_picture_are_left_out() {
        let chunk = |name: &[u8], data: &[u8]| {
            let mut chunk = (data.len() as u32).to_be_bytes().to_vec();
            chunk.extend(name);
            chunk.extend(data);
            chunk.extend([0; 4]);
            chunk
        };
        let (head, data, end) = (chunk(b"IHDR", &[1; 13]), chunk(b"IDAT", &[2; 5]), chunk(b"IEND", &[]));
        let words = [chunk(b"tEXt", b"Author\0somebody"), chunk(b"eXIf", b"MM\0*")].concat();
        let whole = [SIGNATURE, &head, &words, &data, &end, b"behind"].concat();
        let plain = [SIGNATURE, &head, &data, &end].concat();
        assert_eq!(bare(&whole), Some(plain));
        assert_eq!(bare(&whole[..40]), None);
    }
}
