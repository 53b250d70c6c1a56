//! What kind of picture a file is, by its first bytes, and which kinds are refused.

use super::broken;
use crate::diagnostic::Diagnostic;
use crate::site_path::SitePath;
use crate::text::Text;
use image::ImageFormat;

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// JPEG, PNG or WebP.
    Raster(ImageFormat),
    /// SVG.
    Svg,
    /// The pictures of newer phones.
    Heic,
    /// A kind of picture that is not shown, by its name.
    Other(&'static str),
    /// No bytes.
    Empty,
    /// No picture.
    Unknown,
}

impl Kind {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let starts = |magic: &[u8]| bytes.starts_with(magic);
        let brand = |at: usize| bytes.get(at..at + 4).unwrap_or_default();
        if bytes.is_empty() {
            Self::Empty
        } else if starts(&[0xff, 0xd8, 0xff]) {
            Self::Raster(ImageFormat::Jpeg)
        } else if starts(b"\x89PNG\r\n\x1a\n") {
            Self::Raster(ImageFormat::Png)
        } else if starts(b"RIFF") && brand(8) == b"WEBP" {
            Self::Raster(ImageFormat::WebP)
        } else if brand(4) == b"ftyp" {
            match brand(8) {
                b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1" => Self::Heic,
                b"avif" | b"avis" => Self::Other("AVIF"),
                _ => Self::Other("MP4"),
            }
        } else if starts(b"GIF8") {
            Self::Other("GIF")
        } else if starts(b"BM") {
            Self::Other("BMP")
        } else if starts(b"II*\0") || starts(b"MM\0*") {
            Self::Other("TIFF")
        } else if starts(b"%PDF") {
            Self::Other("PDF")
        } else if starts(b"8BPS") {
            Self::Other("PSD")
        } else if starts(&[0x1f, 0x8b]) {
            Self::Other("SVGZ")
        } else if is_svg(bytes) {
            Self::Svg
        } else {
            Self::Unknown
        }
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default());
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with('<') && (head.contains("<svg") || head.contains(":svg"))
}

/// The finding for a file that is not shown.
pub(super) fn refuse(path: &SitePath, kind: Kind) -> Diagnostic {
    let name = path.name();
    match kind {
        Kind::Heic => {
            let message = Text::new(
                format!("“{name}”是 HEIC 照片，浏览器和打印都用不了"),
                format!("‘{name}’ is a HEIC photograph, which neither browsers nor printing can use"),
            );
            let help = Text::new(
                "手机“设置-相机-格式”里改成“兼容性最佳”（JPEG），或把照片另存为 JPG",
                "set the phone's camera to ‘most compatible’ (JPEG), or save the photograph as JPG",
            );
            Diagnostic::error("picture-heic", message).help(help)
        }
        Kind::Other(format) => {
            let message = Text::new(
                format!("“{name}”是 {format} 文件；图片要用 JPG、PNG、WebP 或 SVG"),
                format!("‘{name}’ is a {format} file; pictures are JPG, PNG, WebP or SVG"),
            );
            let help = Text::new(
                "用画图软件打开，另存为 JPG 或 PNG",
                "open it in a picture editor and save it as JPG or PNG",
            );
            Diagnostic::error("picture-kind", message).help(help)
        }
        Kind::Empty => broken(path, &Text::new("文件是空的", "the file is empty")),
        Kind::Unknown | Kind::Raster(_) | Kind::Svg => {
            let message =
                Text::new(format!("“{name}”的内容不是图片"), format!("what ‘{name}’ holds is no picture"));
            let help = Text::new("图片要用 JPG、PNG、WebP 或 SVG", "pictures are JPG, PNG, WebP or SVG");
            Diagnostic::error("picture-kind", message).help(help)
        }
    }
}
