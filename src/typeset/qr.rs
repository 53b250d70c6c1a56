//! The code for phones that leads from a sheet to its page.

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, QRCode};
use std::fmt::Write;

/// The code for `address` as an SVG picture: one path, so that no seams show. Paper needs large modules more than it
/// needs much redundancy, hence level L. The white of four modules around it (ISO/IEC 18004, 6.3.8) is the layout's.
/// None for an address too long for a code.
pub(super) fn svg(address: &str) -> Option<String> {
    let code: QRCode = QRBuilder::new(address).ecl(ECL::L).build().ok()?;
    let side = code.size;
    let mut path = String::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let length = (column..code.size).take_while(|column| code[row][*column].value()).count();
            if length > 0 {
                let _ = write!(path, "M{column} {row}h{length}v1h-{length}z");
            }
            column += length.max(1);
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">\
         <path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_code_is_a_path_of_modules() {
        let svg = super::svg("https://www.example.cn/entry/mzb/09.html").unwrap();
        assert!(svg.contains("viewBox=\"0 0 29 29\"") && svg.contains("M0 0h7v1h-7z"), "{svg}");
        assert_eq!(super::svg(&"x".repeat(5000)), None);
    }
}
