//! JPEG, PNG and WebP.

use super::{Picture, Room, broken, jpeg, lanczos, too_large};
use crate::diagnostic::Diagnostic;
use crate::site_path::SitePath;
use crate::text::Text;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, ImageResult, Limits};
use std::io::{Cursor, ErrorKind};

/// The longer side of a picture on a page, in pixels.
const WEB: u32 = 1600;
/// The longer side of a thumbnail, in pixels.
pub(crate) const THUMBNAIL: u32 = 400;
/// The most bytes that reading the pixels may take: 52 megapixels of a common JPEG or PNG, above what phones take by
/// default.
const MOST_BYTES: u64 = 150 << 20;
/// The most bytes that words and colour profiles beside the pixels may take.
const MOST_BESIDE: u64 = 32 << 20;

/// The quality of JPEG files, of 100.
const QUALITY: u8 = 82;

/// Decodes a picture behind limits, turns it upright, and encodes it anew: none of the old bytes remain.
pub(super) fn prepare(
    path: &SitePath,
    bytes: &[u8],
    format: ImageFormat,
    room: &Room,
) -> Result<Picture, Diagnostic> {
    // Of WebP the decoder holds the colours beside the picture, of a progressive JPEG what its scans add to.
    let copies = match format {
        ImageFormat::Jpeg => 1 + u64::from(check_jpeg(path, bytes)?.is_progressive),
        ImageFormat::WebP => 2,
        _ => 1,
    };
    let failed = |error: ImageError| broken(path, &cause(&error));
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BESIDE);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(failed)?;
    let (width, height) = decoder.dimensions();
    let taken = decoder.total_bytes().saturating_mul(copies);
    if taken > MOST_BYTES {
        let pixels = u64::from(width) * u64::from(height);
        let most = u128::from(pixels) * u128::from(MOST_BYTES) / u128::from(taken);
        let found = format!("{width} × {height}");
        return Err(too_large(path, &found, &format!("{} megapixels", most / 1_000_000)));
    }
    let place = room.enter(taken);
    let mut limits = Limits::default();
    limits.max_alloc = Some(2 * MOST_BYTES);
    decoder.set_limits(limits).map_err(failed)?;
    let orientation = decoder.orientation().map_err(failed)?;
    let decoded = DynamicImage::from_decoder(decoder).map_err(failed)?;
    let mut web = plain(shrink(decoded, WEB));
    drop(place);
    web.apply_orientation(orientation);
    let as_png =
        is_transparent(&web) || (format == ImageFormat::Png && png_is_smaller(&web).map_err(failed)?);
    let thumbnail = shrink(web.clone(), THUMBNAIL);
    Ok(Picture {
        width: web.width(),
        height: web.height(),
        ending: if as_png { "png" } else { "jpg" },
        web: encode(&web, as_png).map_err(failed)?,
        thumbnail: encode(&thumbnail, as_png).map_err(failed)?,
    })
}

/// What kept a picture from being read.
fn cause(error: &ImageError) -> Text {
    let zh = match error {
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => "后面少了一截",
        ImageError::IoError(_) => "读不出来",
        ImageError::Unsupported(_) => "这种写法读不了",
        ImageError::Limits(_) => "里面写的尺寸太大",
        ImageError::Decoding(_) | ImageError::Encoding(_) | ImageError::Parameter(_) => "里面的数据不对",
    };
    Text::new(zh, error.to_string())
}

fn check_jpeg(path: &SitePath, bytes: &[u8]) -> Result<jpeg::Outline, Diagnostic> {
    let outline = jpeg::outline(bytes);
    if outline.colours == 4 {
        let name = path.name();
        let message = Text::new(
            format!("“{name}”是印刷用的 CMYK 图片，网页上颜色会变"),
            format!("‘{name}’ is in the CMYK colours of printing presses, which pages show wrongly"),
        );
        let help = Text::new(
            "在制图软件里转成 RGB 再导出",
            "turn it into RGB in the picture editor and export it again",
        );
        return Err(Diagnostic::error("picture-cmyk", message).help(help));
    }
    if outline.ends {
        Ok(outline)
    } else {
        Err(broken(path, &Text::new("没有文件结尾", "no end of file")))
    }
}

/// The picture with its longer side at most `side`.
fn shrink(picture: DynamicImage, side: u32) -> DynamicImage {
    let longer = picture.width().max(picture.height());
    if longer <= side {
        return picture;
    }
    // From far above the goal, a plain average down to twice the goal first: as good, and many times as fast.
    if longer > 4 * side {
        let smaller = picture.thumbnail(2 * side, 2 * side);
        drop(picture);
        return lanczos::resized(smaller, side);
    }
    lanczos::resized(picture, side)
}

/// The picture in 8 bits a colour, the depth of JPEG.
fn plain(picture: DynamicImage) -> DynamicImage {
    match (picture.color().has_color(), picture.color().has_alpha()) {
        (_, true) => DynamicImage::ImageRgba8(picture.into_rgba8()),
        (true, false) => DynamicImage::ImageRgb8(picture.into_rgb8()),
        (false, false) => DynamicImage::ImageLuma8(picture.into_luma8()),
    }
}

fn is_transparent(picture: &DynamicImage) -> bool {
    picture.as_rgba8().is_some_and(|pixels| pixels.pixels().any(|pixel| pixel.0[3] < 255))
}

/// Whether the picture takes less as PNG than as JPEG, as drawings and screens do.
fn png_is_smaller(picture: &DynamicImage) -> ImageResult<bool> {
    Ok(encode(picture, true)?.len() <= encode(picture, false)?.len())
}

fn encode(picture: &DynamicImage, as_png: bool) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    if as_png {
        let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, PngFilter::Adaptive);
        picture.write_with_encoder(encoder)?;
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        match picture {
            DynamicImage::ImageLuma8(pixels) => pixels.write_with_encoder(encoder)?,
            _ => picture.to_rgb8().write_with_encoder(encoder)?,
        }
    }
    Ok(bytes)
}
