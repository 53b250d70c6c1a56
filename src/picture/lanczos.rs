//! Photographs made smaller by Lanczos' filter, a row at a time: no more is held than the picture, what is made of it,
//! and a row between them. The library's own `resize` holds what lies between at sixteen bytes a pixel, twice a photograph's
//! own size; what comes out here is within one step of what it gives.

use image::imageops::FilterType;
use image::{DynamicImage, ImageBuffer, Pixel};
use std::f32::consts::PI;

/// How far the filter reaches, in pixels of the smaller picture.
const REACH: f32 = 3.0;

/// The picture with its longer side `side`.
pub(super) fn resized(picture: DynamicImage, side: u32) -> DynamicImage {
    match picture {
        DynamicImage::ImageRgb8(pixels) => DynamicImage::ImageRgb8(rows::<_, 3>(&pixels, side)),
        DynamicImage::ImageLuma8(pixels) => DynamicImage::ImageLuma8(rows::<_, 1>(&pixels, side)),
        // Drawings: those of many pixels are rare.
        picture => picture.resize(side, side, FilterType::Lanczos3),
    }
}

type Pixels<P> = ImageBuffer<P, Vec<u8>>;

fn rows<P: Pixel<Subpixel = u8>, const COLOURS: usize>(picture: &Pixels<P>, side: u32) -> Pixels<P> {
    let (width, height) = picture.dimensions();
    let factor = f64::from(side) / f64::from(width.max(height).max(1));
    let scaled = |length: u32| ((f64::from(length) * factor).round() as u32).max(1);
    let (new_width, new_height) = (scaled(width), scaled(height));
    let (across, down) = (taps(width, new_width), taps(height, new_height));
    let row_length = width as usize * COLOURS;
    let mut between = vec![0f32; row_length];
    let mut new = Vec::with_capacity(new_width as usize * new_height as usize * COLOURS);
    for tap in &down {
        between.fill(0.0);
        let above = picture.as_raw().chunks_exact(row_length.max(1)).skip(tap.first);
        for (weight, row) in tap.weights.iter().zip(above) {
            between.iter_mut().zip(row).for_each(|(sum, value)| *sum += weight * f32::from(*value));
        }
        let (pixels, _) = between.as_chunks::<COLOURS>();
        for tap in &across {
            let mut sums = [0f32; COLOURS];
            for (weight, pixel) in tap.weights.iter().zip(pixels.iter().skip(tap.first)) {
                sums.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += weight * value);
            }
            new.extend(sums.map(|sum| sum.clamp(0.0, 255.0).round() as u8));
        }
    }
    ImageBuffer::from_raw(new_width, new_height, new).unwrap_or_default()
}

/// What a pixel of a row, or a row, is made of.
struct Tap {
    /// The first pixel, or row, that counts.
    first: usize,
    /// How much it and those after it do.
    weights: Vec<f32>,
}

fn taps(from: u32, to: u32) -> Vec<Tap> {
    let ratio = from as f32 / to as f32;
    // What becomes larger is made of as few as what stays as it is.
    let spread = ratio.max(1.0);
    let reach = REACH * spread;
    let tap = |at: u32| {
        let middle = (at as f32 + 0.5) * ratio;
        let first = ((middle - reach).floor().max(0.0) as u32).min(from.saturating_sub(1));
        let end = ((middle + reach).ceil().max(0.0) as u32).clamp(first + 1, from.max(first + 1));
        let weights: Vec<f32> =
            (first..end).map(|other| lanczos((other as f32 - (middle - 0.5)) / spread)).collect();
        let sum: f32 = weights.iter().sum();
        Tap { first: first as usize, weights: weights.into_iter().map(|weight| weight / sum).collect() }
    };
    (0..to).map(tap).collect()
}

fn lanczos(distance: f32) -> f32 {
    let wave = |at: f32| if at == 0.0 { 1.0 } else { (at * PI).sin() / (at * PI) };
    if distance.abs() < REACH { wave(distance) * wave(distance / REACH) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::resized;
    use image::imageops::FilterType;
    use image::{DynamicImage, GrayImage, RgbImage};

    #[test]
    fn rows_give_what_the_whole_picture_gives() {
        let value = |x: u32, y: u32| ((x * 37 + y * 91 + x * y * 7) % 256) as u8;
        for (width, height, side) in [(40, 30, 16), (31, 77, 20), (9, 200, 8), (300, 1, 13), (64, 64, 63)] {
            let grey = GrayImage::from_fn(width, height, |x, y| [value(x, y)].into());
            let colour =
                RgbImage::from_fn(width, height, |x, y| [value(x, y), value(y, x), value(x + y, 3)].into());
            for picture in [DynamicImage::ImageLuma8(grey), DynamicImage::ImageRgb8(colour)] {
                let whole = picture.resize(side, side, FilterType::Lanczos3);
                let by_rows = resized(picture, side);
                assert_eq!((by_rows.width(), by_rows.height()), (whole.width(), whole.height()));
                let pairs = by_rows.as_bytes().iter().zip(whole.as_bytes());
                assert!(
                    pairs.clone().count() > 0 && pairs.clone().all(|(one, other)| one.abs_diff(*other) <= 1)
                );
            }
        }
    }
}
