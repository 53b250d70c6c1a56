//! JPEG files without what a camera writes beside the picture: time, place, device, a small picture of the whole. How the
//! picture is turned stays, and its colours.

/// The file without those segments and without what stands behind the picture's end; none where it is no sound JPEG.
pub(super) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut made = vec![0xff, 0xd8];
    let mut at = 2;
    let mut turned = None;
    let mut rest = Vec::new();
    loop {
        // Segments begin with FF; more of them may stand before the code.
        let mut marker = *bytes.get(at)?;
        if marker != 0xff {
            return None;
        }
        while marker == 0xff {
            at += 1;
            marker = *bytes.get(at)?;
        }
        at += 1;
        if matches!(marker, 0x01 | 0xd0..=0xd7) {
            continue;
        }
        if marker == 0xd9 {
            rest.extend([0xff, 0xd9]);
            break;
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        let segment = bytes.get(at..at + length.max(2))?;
        at += length.max(2);
        if marker == 0xe1 {
            turned = turned.or_else(|| orientation(segment.get(2..)?));
        }
        // JFIF, colour profiles and Adobe's word on colours say how the picture looks.
        let is_beside = matches!(marker, 0xe1 | 0xe3..=0xed | 0xef | 0xfe)
            || (marker == 0xe2 && !segment.get(2..).is_some_and(|own| own.starts_with(b"ICC_PROFILE")));
        if !is_beside {
            rest.extend([0xff, marker]);
            rest.extend(segment);
        }
        if marker == 0xda {
            let end = scan_end(bytes, at)?;
            rest.extend(bytes.get(at..end)?);
            at = end;
        }
    }
    if let Some(turned) = turned.filter(|turned| (2..=8).contains(turned)) {
        made.extend(only_orientation(turned));
    }
    made.extend(rest);
    Some(made)
}

/// Where the data of a scan ends: at the next marker that is no part of it.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match *bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

/// How the picture is turned, by the first directory of its EXIF.
fn orientation(segment: &[u8]) -> Option<u8> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let big = tiff.starts_with(b"MM");
    let short = |at: usize| -> Option<u16> {
        let pair = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let long = |at: usize| -> Option<usize> {
        let (first, second) = (usize::from(short(at)?), usize::from(short(at + 2)?));
        Some(if big { (first << 16) | second } else { (second << 16) | first })
    };
    let directory = long(4)?;
    let count = usize::from(short(directory)?);
    let entry = (0..count).map(|number| directory + 2 + number * 12).find(|at| short(*at) == Some(0x0112))?;
    u8::try_from(short(entry + 8)?).ok()
}

/// An EXIF segment that says nothing but how the picture is turned.
fn only_orientation(turned: u8) -> Vec<u8> {
    let mut segment = vec![0xff, 0xe1, 0x00, 0x22];
    segment.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend([turned, 0, 0, 0, 0, 0, 0]);
    segment
}

#[cfg(test)]
mod tests {
    use super::{bare, only_orientation, orientation};

    /// A JPEG of a frame, a scan and segments beside them.
    fn picture(beside: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8];
        bytes.extend(beside);
        bytes.extend([0xff, 0xdb, 0x00, 0x03, 0x01, 0xff, 0xda, 0x00, 0x03, 0x02, 0x11, 0xff, 0x00, 0x22]);
        bytes.extend([0xff, 0xd9]);
        bytes.extend(b"behind");
        bytes
    }

    #[test]
    fn what_a_camera_writes_is_left_out_and_the_turn_stays() {
        let turned = only_orientation(6);
        assert_eq!(turned.len(), 2 + 0x22);
        assert_eq!(orientation(&turned[4..]), Some(6));
        let mut beside = turned.clone();
        beside.extend([0xff, 0xfe, 0x00, 0x08]);
        beside.extend(b"secret");
        beside.extend([0xff, 0xe1, 0x00, 0x0b]);
        beside.extend(b"http:xmp!");
        let made = bare(&picture(&beside)).unwrap();
        let holds = |words: &[u8]| made.windows(words.len()).any(|window| window == words);
        assert!(!holds(b"secret") && !holds(b"xmp") && !holds(b"behind"));
        assert!(holds(&turned) && made.ends_with(&[0x11, 0xff, 0x00, 0x22, 0xff, 0xd9]));
        assert_eq!(bare(&made), Some(made.clone()));
    }

    #[test]
    fn a_broken_file_is_left_alone() {
        for bytes in [&b"\xff\xd8"[..], b"\xff\xd8\xff", b"\xff\xd8\xff\xda\x00\x02\x11", b"\xff\xd8abc"] {
            assert_eq!(bare(bytes), None);
        }
    }
}
