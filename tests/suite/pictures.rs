//! Pictures made ready for pages and sheets.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use mingbai::picture::{Picture, Room, prepare};
use mingbai::site_path::SitePath;
use std::io::Cursor;
use std::time::{Duration, Instant};

fn made(bytes: &[u8]) -> Picture {
    prepare(&path("图.jpg"), bytes, &Room::default()).unwrap()
}

fn refused(bytes: &[u8]) -> String {
    let start = Instant::now();
    let problem = prepare(&path("图.jpg"), bytes, &Room::default()).unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(5), "took {:?}", start.elapsed());
    assert_eq!(problem.place.as_ref().unwrap().path().as_str(), "entries/图.jpg");
    problem.code.to_owned()
}

fn path(name: &str) -> SitePath {
    SitePath::new(&format!("entries/{name}")).unwrap()
}

/// Red at the left, blue at the right, with noise so that JPEG is the smaller form.
fn photograph(width: u32, height: u32) -> DynamicImage {
    let mut noise = 1_u32;
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (noise >> 26) as u8;
        if x < width / 2 { Rgb([220 - grain, grain, grain]) } else { Rgb([grain, grain, 220 - grain]) }
    }))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG with an EXIF block: turned by orientation 6, taken at a place by its GPS tags.
fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    let mut tiff: Vec<u8> = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [tag.to_le_bytes().as_slice(), &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
    };
    tiff.extend(2_u16.to_le_bytes());
    tiff.extend(entry(0x0112, 3, 1, [6, 0, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, 38_u32.to_le_bytes()));
    tiff.extend(0_u32.to_le_bytes());
    tiff.extend(2_u16.to_le_bytes());
    tiff.extend(entry(1, 2, 2, *b"N\0\0\0"));
    tiff.extend(entry(2, 5, 3, 68_u32.to_le_bytes()));
    tiff.extend(0_u32.to_le_bytes());
    for (number, divisor) in [(31_u32, 1_u32), (14, 1), (1234, 100)] {
        tiff.extend(number.to_le_bytes());
        tiff.extend(divisor.to_le_bytes());
    }
    tiff.extend(b"GPSPLACE");
    let mut block = b"Exif\0\0".to_vec();
    block.extend(tiff);
    let (start, rest) = jpeg.split_at(2);
    let length = (block.len() as u16 + 2).to_be_bytes();
    [start, &[0xff, 0xe1], &length, &block, rest].concat()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn a_photograph_is_turned_upright_and_loses_its_exif() {
    let bytes = with_exif(&encoded(&photograph(2400, 1200), ImageFormat::Jpeg));
    assert!(holds(&bytes, b"Exif") && holds(&bytes, b"GPSPLACE"));
    let picture = made(&bytes);
    assert_eq!((picture.width, picture.height, picture.ending), (800, 1600, "jpg"));
    for made in [&picture.web, &picture.thumbnail] {
        assert!(!holds(made, b"Exif") && !holds(made, b"GPS"));
    }
    // What was at the left is at the top after a turn to the right.
    let upright = image::load_from_memory(&picture.web).unwrap().to_rgb8();
    assert_eq!((upright.width(), upright.height()), (800, 1600));
    let (top, bottom) = (upright.get_pixel(400, 100), upright.get_pixel(400, 1500));
    assert!(top.0[0] > 150 && top.0[2] < 80, "{top:?}");
    assert!(bottom.0[2] > 150 && bottom.0[0] < 80, "{bottom:?}");
    let small = image::load_from_memory(&picture.thumbnail).unwrap();
    assert_eq!((small.width(), small.height()), (200, 400));
}

#[test]
fn the_same_bytes_give_the_same_picture() {
    let bytes = encoded(&photograph(900, 500), ImageFormat::Jpeg);
    assert_eq!(made(&bytes), made(&bytes));
    assert_eq!(made(&bytes).width, 900, "a small picture is not made larger");
}

#[test]
fn a_picture_is_known_by_its_bytes() {
    let picture = photograph(64, 32);
    assert_eq!(made(&encoded(&picture, ImageFormat::WebP)).ending, "jpg");
    assert_eq!(made(&encoded(&picture, ImageFormat::Png)).ending, "jpg");
    let drawing = DynamicImage::ImageRgb8(RgbImage::from_pixel(300, 300, Rgb([255, 255, 255])));
    assert_eq!(made(&encoded(&drawing, ImageFormat::Png)).ending, "png");
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(30, 30, Rgba([9, 9, 9, 0])));
    assert_eq!(made(&encoded(&clear, ImageFormat::WebP)).ending, "png");
}

#[test]
fn a_picture_of_50_000_by_50_000_pixels_is_refused_at_its_head() {
    let mut png = encoded(&photograph(8, 8), ImageFormat::Png);
    png[16..20].copy_from_slice(&50_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&50_000_u32.to_be_bytes());
    // The sum over the head block, so that only its size is wrong.
    let sum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(refused(&png), "picture-too-large");
    let mut jpeg = encoded(&photograph(8, 8), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xc3, 0x50, 0xc3, 0x50]);
    assert_eq!(refused(&jpeg), "picture-too-large");
    assert_eq!(refused(&vec![0xff; (60 << 20) + 1]), "picture-too-large");
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 },
        )
    })
}

#[test]
fn what_is_no_usable_picture_is_refused_by_kind() {
    for (bytes, code) in [
        (b"\0\0\0\x18ftypheic\0\0\0\0".as_slice(), "picture-heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "picture-heic"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "picture-kind"),
        (b"GIF89a....", "picture-kind"),
        (b"BM......", "picture-kind"),
        (b"II*\0....", "picture-kind"),
        (b"<html>404</html>", "picture-kind"),
        (b"", "picture-broken"),
        (b"\xff\xd8\xff", "picture-broken"),
        (b"\x89PNG\r\n\x1a\n", "picture-broken"),
        (b"RIFF\0\0\0\0WEBP", "picture-broken"),
    ] {
        assert_eq!(refused(bytes), code, "{bytes:?}");
    }
}

#[test]
fn a_file_that_was_cut_off_is_refused() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = encoded(&photograph(200, 200), format);
        for part in [10, 50, 90] {
            let mut bytes = whole.clone();
            bytes.truncate(whole.len() * part / 100);
            assert_eq!(refused(&bytes), "picture-broken", "{format:?} cut at {part} %");
        }
    }
    // The small picture inside an EXIF block ends by itself and does not stand for the whole.
    let mut bytes = with_exif(&encoded(&photograph(200, 200), ImageFormat::Jpeg));
    let at = bytes.windows(8).position(|window| window == b"GPSPLACE").unwrap();
    bytes[at..at + 2].copy_from_slice(&[0xff, 0xd9]);
    bytes.truncate(bytes.len() - 20);
    assert_eq!(refused(&bytes), "picture-broken");
}

#[test]
fn a_picture_for_the_press_is_refused() {
    let mut jpeg = encoded(&photograph(8, 8), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    jpeg[frame + 9] = 4;
    assert_eq!(refused(&jpeg), "picture-cmyk");
}

#[test]
fn bent_pictures_never_panic() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = encoded(&photograph(60, 60), format);
        for step in 0..40 {
            let mut bytes = whole.clone();
            for at in (16 + step..bytes.len()).step_by(61) {
                bytes[at] ^= 0x2b;
            }
            let _ = prepare(&path("图.jpg"), &bytes, &Room::default());
        }
    }
}

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

#[test]
fn a_drawing_keeps_its_shapes_and_nothing_that_acts() {
    let svg = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\
         {SVG} width=\"120\" height=\"80\" onload=\"alert(1)\"><script>alert(2)</script><style>rect{{fill:url(http://a.example/x)}}\
         @import 'http://b.example';</style><a xlink:href=\"http://c.example\"><rect width=\"60\" height=\"40\" fill=\"#c00\" \
         onclick=\"alert(3)\"/></a><animate attributeName=\"x\"/></svg>"
    );
    let picture = made(svg.as_bytes());
    assert_eq!((picture.width, picture.height, picture.ending), (120, 80, "svg"));
    let text = String::from_utf8(picture.web).unwrap();
    for word in ["script", "alert", "example", "onload", "onclick", "animate", "DOCTYPE", "href"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    assert!(text.contains("<path"), "{text}");
}

#[test]
fn drawings_that_reach_out_or_explode_are_refused() {
    let svg = |inside: &str| format!("{SVG} width=\"9\" height=\"9\">{inside}</svg>");
    let uses = |level: usize| format!("<use xlink:href=\"#g{level}\"/>").repeat(9);
    let laughs: String = (1..11).map(|level| format!("<g id=\"g{level}\">{}</g>", uses(level - 1))).collect();
    let masks: String = (1..30)
        .map(|level| {
            format!(
                "<mask id=\"m{level}\">{}</mask>",
                format!("<rect mask=\"url(#m{})\"/>", level - 1).repeat(9)
            )
        })
        .collect();
    for (text, code) in [
        (svg("<text>字</text>"), "picture-svg"),
        (svg("<image href=\"/etc/passwd\"/>"), "picture-svg"),
        (svg("<foreignObject/>"), "picture-svg"),
        (format!("<!DOCTYPE svg [<!ENTITY a \"b\">]>{}", svg("&a;")), "picture-svg"),
        (svg(&("<g>".repeat(5_000) + &"</g>".repeat(5_000))), "picture-too-large"),
        (svg(&"<g/>".repeat(60_000)), "picture-too-large"),
        (svg(&laughs), "picture-too-large"),
        (svg(&(masks + "<rect mask=\"url(#m29)\"/>")), "picture-too-large"),
        (svg(&" ".repeat(3 << 20)), "picture-too-large"),
        (svg("<g>"), "picture-broken"),
    ] {
        assert_eq!(refused(text.as_bytes()), code, "{}", text.chars().take(160).collect::<String>());
    }
}
