//! A picture of a sheet for the site: small, in a few greys and reds unless the sheet holds pictures.

use super::palette;
use crate::terms::Paper;
use typst_layout::Page;
use typst_render::RenderOptions;

/// Dots per inch: an A4 sheet becomes 794 pixels wide, an A3 sheet 936.
fn resolution(paper: Paper) -> f64 {
    match paper {
        Paper::A4 => 96.0,
        Paper::A3 => 80.0,
    }
}

/// Eight greys from black to white, then the red of heads and rules thinned out in seven steps.
const GREYS: u8 = 9;
const REDS: u8 = 7;
const RED: [u8; 3] = [0xb3, 0x14, 0x1b];

/// How hard pictures of the site are pressed, of 9: what comes above takes twice the time for three hundredths less.
const LEVEL: u8 = 4;

/// Whether a picture is to be small or made quickly.
#[derive(Debug, Clone, Copy)]
pub(super) enum Compression {
    Balanced,
    Fast,
}

/// The PNG of a sheet; empty where it could not be written, which only a lack of memory could cause.
pub(super) fn png(page: &Page, paper: Paper, colours: bool, compression: Compression) -> Vec<u8> {
    let options = RenderOptions { pixel_per_pt: (resolution(paper) / 72.0).into(), render_bleed: false };
    let pixels = typst_render::render(page, &options);
    let (width, height) = (pixels.width(), pixels.height());
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Indexed);
    let data: Vec<u8> = if colours {
        let rgb = pixels.data().chunks_exact(4).map(|pixel| match pixel {
            [red, green, blue, _] => [*red, *green, *blue],
            _ => [255; 3],
        });
        let pixels: Vec<[u8; 3]> = rgb.collect();
        let (palette, indexes) = palette::reduced(&pixels, &text_palette());
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.concat());
        indexes
    } else {
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(text_palette().concat());
        packed(pixels.data(), width as usize)
    };
    match compression {
        Compression::Balanced => encoder.set_deflate_compression(png::DeflateCompression::Level(LEVEL)),
        Compression::Fast => encoder.set_compression(png::Compression::Fast),
    }
    encoder.set_filter(png::Filter::NoFilter);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&data));
    if written.is_ok() { file } else { Vec::new() }
}

/// The nearest colour of each pixel (four bytes), two pixels a byte; every row begins with a byte of its own.
fn packed(pixels: &[u8], width: usize) -> Vec<u8> {
    // Most pixels are white, and nearly all others grey.
    let greys: [u8; 256] = std::array::from_fn(|grey| index([grey as u8; 3]));
    let nearest = |pixel: &[u8; 4]| match *pixel {
        [red, green, blue, _] if red == green && green == blue => {
            greys.get(usize::from(red)).copied().unwrap_or_default()
        }
        [red, green, blue, _] => index([red, green, blue]),
    };
    let white = index([255; 3]);
    let mut packed = Vec::with_capacity(pixels.len() / 8 + pixels.len() / (4 * width.max(1)));
    for row in pixels.chunks(4 * width.max(1)) {
        let (pairs, last) = row.as_chunks::<8>();
        packed.extend(pairs.iter().map(|pair| {
            let [left, right] = [pair.first_chunk::<4>(), pair.last_chunk::<4>()];
            let of = |pixel: Option<&[u8; 4]>| pixel.map_or(white, nearest);
            if *pair == [255; 8] { (white << 4) | white } else { (of(left) << 4) | of(right) }
        }));
        packed.extend(last.first_chunk::<4>().map(|pixel| nearest(pixel) << 4));
    }
    packed
}

/// The colours of sheets without pictures.
fn text_palette() -> Vec<[u8; 3]> {
    let greys = (0..GREYS).map(|step| [(u16::from(step) * 255 / u16::from(GREYS - 1)) as u8; 3]);
    let reds = (0..REDS).map(|step| {
        RED.map(|part| part + ((255 - u16::from(part)) * u16::from(step) / u16::from(REDS)) as u8)
    });
    greys.chain(reds).collect()
}

/// The colour of the palette that comes nearest.
fn index([red, green, blue]: [u8; 3]) -> u8 {
    let (red, green, blue) = (u16::from(red), u16::from(green), u16::from(blue));
    if red > green + 24 && red > blue + 24 {
        let span = 255 - u16::from(RED[1]);
        let paleness = green.saturating_sub(u16::from(RED[1]));
        return GREYS + ((paleness * u16::from(REDS) + span / 2) / span).min(u16::from(REDS - 1)) as u8;
    }
    let grey = (red * 3 + green * 6 + blue) / 10;
    ((grey * u16::from(GREYS - 1) + 127) / 255) as u8
}

#[cfg(test)]
mod tests {
    use super::{RED, packed};

    #[test]
    fn rows_of_an_odd_width_end_with_half_a_byte() {
        let [red, green, blue] = RED;
        let row = [[255; 4], [0, 0, 0, 255], [red, green, blue, 255]].concat();
        assert_eq!(packed(&[row, vec![255; 12]].concat(), 3), [0x80, 0x90, 0x88, 0x80]);
    }
}
