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

/// Whether a picture is to be small or made quickly. The smallest takes a fifth of the whole time of a sheet, for a few
/// hundredths less.
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
    let rgb = pixels.data().chunks_exact(4).map(|pixel| match pixel {
        [red, green, blue, _] => [*red, *green, *blue],
        _ => [255; 3],
    });
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Indexed);
    let data: Vec<u8> = if colours {
        let pixels: Vec<[u8; 3]> = rgb.collect();
        let (palette, indexes) = palette::reduced(&pixels, &text_palette());
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.concat());
        indexes
    } else {
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(text_palette().concat());
        let indexes: Vec<u8> = rgb.map(index).collect();
        let rows = indexes.chunks(width.max(1) as usize);
        rows.flat_map(|row| {
            row.chunks(2)
                .map(|pair| pair.iter().fold(0, |byte, index| (byte << 4) | index) << (4 * (2 - pair.len())))
        })
        .collect()
    };
    encoder.set_compression(match compression {
        Compression::Balanced => png::Compression::Balanced,
        Compression::Fast => png::Compression::Fast,
    });
    encoder.set_filter(png::Filter::NoFilter);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&data));
    if written.is_ok() { file } else { Vec::new() }
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
