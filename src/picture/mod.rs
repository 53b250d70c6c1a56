//! Pictures made ready for pages and sheets: turned upright, small enough, and without what a camera writes beside them
//! (time, place, device). The only module that uses `image` and `usvg`.

mod jpeg;
mod kind;
mod lanczos;
mod raster;
mod room;
mod svg;

use crate::diagnostic::Diagnostic;
use crate::site_path::SitePath;
use crate::text::Text;
use kind::Kind;
pub(crate) use raster::THUMBNAIL;
pub use room::Room;

/// A picture as it goes into pages and sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The picture, at most 1600 pixels on its longer side.
    pub web: Vec<u8>,
    /// The same, at most 400 pixels on its longer side.
    pub thumbnail: Vec<u8>,
    /// The ending of both files: `jpg`, `png` or `svg`.
    pub ending: &'static str,
    /// The width of `web` in pixels.
    pub width: u32,
    /// The height of `web` in pixels.
    pub height: u32,
}

/// The largest file in bytes.
const LARGEST_FILE: usize = 60 << 20;

/// Makes a picture ready, in the `room` that it shares with others. What it is, is told by its bytes and not by its name;
/// the same bytes give the same picture.
///
/// # Errors
/// Says why the file cannot be shown, and how to save it so that it can.
pub fn prepare(path: &SitePath, bytes: &[u8], room: &Room) -> Result<Picture, Diagnostic> {
    let made = if bytes.len() > LARGEST_FILE {
        Err(too_large(path, &format!("{} MB", bytes.len() >> 20), &format!("{} MB", LARGEST_FILE >> 20)))
    } else {
        match Kind::of(bytes) {
            Kind::Raster(format) => raster::prepare(path, bytes, format, room),
            Kind::Svg => svg::prepare(path, bytes),
            other => Err(kind::refuse(path, other)),
        }
    };
    made.map_err(|problem| problem.in_file(path.clone()))
}

fn too_large(path: &SitePath, found: &str, most: &str) -> Diagnostic {
    let name = path.name();
    let message = Text::new(
        format!("图片“{name}”太大：{found}，最多 {most}"),
        format!("the picture ‘{name}’ is too large: {found}, at most {most}"),
    );
    let help = Text::new("用画图软件缩小后再放进来", "make it smaller in a picture editor");
    Diagnostic::error("picture-too-large", message).help(help)
}

fn broken(path: &SitePath, reason: &Text) -> Diagnostic {
    let name = path.name();
    let message = Text::new(
        format!("图片“{name}”已损坏或没有传完（{}）", reason.zh),
        format!("the picture ‘{name}’ is damaged or incomplete ({})", reason.en),
    );
    let help = Text::new("重新从手机或相机复制一份", "copy it again from the phone or the camera");
    Diagnostic::error("picture-broken", message).help(help)
}
