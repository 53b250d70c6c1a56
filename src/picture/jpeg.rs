//! A walk over the segments of a JPEG file, for what the decoder does not tell: it fills a file that was cut off with
//! grey and says nothing.

/// What a walk finds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Outline {
    /// The number of colours; four are the inks of a printing press.
    pub(super) colours: u8,
    /// Whether it comes in several scans, all of which are held until the last is read.
    pub(super) is_progressive: bool,
    /// Whether the mark of the picture's end is there.
    pub(super) ends: bool,
}

/// Walks over the segments up to the end of the picture; whatever a camera adds behind it does not count.
pub(super) fn outline(bytes: &[u8]) -> Outline {
    let mut outline = Outline::default();
    let mut at = 2;
    while let Some(marker) = next_marker(bytes, &mut at) {
        match marker {
            0xd9 => {
                outline.ends = true;
                break;
            }
            // These stand alone.
            0x01 | 0xd0..=0xd7 => {}
            _ => {
                let Some(&[high, low]) = bytes.get(at..at + 2) else { break };
                let is_frame = (0xc0..=0xcf).contains(&marker) && ![0xc4, 0xc8, 0xcc].contains(&marker);
                if is_frame {
                    outline.is_progressive = matches!(marker, 0xc2 | 0xc6 | 0xca | 0xce);
                    outline.colours = bytes.get(at + 7).copied().unwrap_or(0);
                }
                at += usize::from(u16::from_be_bytes([high, low])).max(2);
            }
        }
    }
    outline
}

/// Moves behind the next marker and gives its code; skips the data of a scan, where `FF 00` stands for a byte `FF`.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        let rest = bytes.get(*at..)?;
        *at += rest.iter().position(|byte| *byte == 0xff)? + 1;
        match *bytes.get(*at)? {
            0x00 => *at += 1,
            0xff => {}
            code => {
                *at += 1;
                return Some(code);
            }
        }
    }
}
