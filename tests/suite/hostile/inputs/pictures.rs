//! Pictures that are small files and would be much in memory.

use super::{Expected, at, entry, on, write};
use std::fs::File;
use std::path::Path;

/// The side of the pictures, in pixels.
const SIDE: u32 = 50_000;

fn shows(content: &Path, file: &str) {
    write(content, "entries/shows.md", entry("", &format!("![图]({file})")));
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [kind.as_slice(), data].concat();
    let check = !named.iter().fold(u32::MAX, |check, byte| {
        (0..8).fold(check ^ u32::from(*byte), |check, _| {
            if check & 1 == 1 { (check >> 1) ^ 0xedb8_8320 } else { check >> 1 }
        })
    });
    [(data.len() as u32).to_be_bytes().as_slice(), &named, &check.to_be_bytes()].concat()
}

/// A PNG of one byte a pixel; `more` are chunks before its data.
fn png(side: u32, more: &[Vec<u8>], data: &[u8]) -> Vec<u8> {
    png_of(side, GREY, more, data)
}

/// Kinds of colours of a PNG file.
const GREY: u8 = 0;
const RGB: u8 = 2;

fn png_of(side: u32, colours: u8, more: &[Vec<u8>], data: &[u8]) -> Vec<u8> {
    let header = [side.to_be_bytes().as_slice(), &side.to_be_bytes(), &[8, colours, 0, 0, 0]].concat();
    let signature = b"\x89PNG\r\n\x1a\n".to_vec();
    [signature, chunk(b"IHDR", &header), more.concat(), chunk(b"IDAT", data), chunk(b"IEND", &[])].concat()
}

/// Bits as the deflate format takes them: into bytes from the lowest bit on.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    count: usize,
}

impl Bits {
    fn put(&mut self, bits: &str) {
        for bit in bits.bytes() {
            if self.count.is_multiple_of(8) {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= (bit - b'0') << (self.count % 8);
            self.count += 1;
        }
    }
}

/// At least `length` zeros in the zlib format, packed as tightly as can be: 258 of them in 13 bits.
fn zeros(length: u64) -> Vec<u8> {
    let copies = (length - 1).div_ceil(258);
    let mut bits = Bits::default();
    // The last block, with the fixed codes; a zero; then copies of 258 bytes from one byte back.
    bits.put("110");
    bits.put("00110000");
    let (copy, period) = ("1100010100000", 8);
    // Eight copies are 13 whole bytes, which repeat.
    let start = bits.count % 8;
    assert_eq!(start, 3);
    for _ in 0..copies.min(2 * period) {
        bits.put(copy);
    }
    if copies > 2 * period {
        let rounds = copies / period - 2;
        let last = bits.bytes.len() - 1;
        let pattern = bits.bytes[last - 13..last].to_vec();
        let open = bits.bytes.pop().unwrap();
        bits.bytes.extend(pattern.repeat(rounds as usize));
        bits.bytes.push(open);
        bits.count += rounds as usize * 13 * 8;
        (0..copies % period).for_each(|_| bits.put(copy));
    }
    bits.put("0000000");
    let whole = 1 + copies * 258;
    let check = ((whole % 65_521) as u32) << 16 | 1;
    [vec![0x78, 0x01], bits.bytes, check.to_be_bytes().to_vec()].concat()
}

pub(crate) fn a_png_of_50_000_pixels_by_header(content: &Path) -> Expected {
    write(content, "entries/a.png", png(SIDE, &[], &zeros(1_000)));
    shows(content, "a.png");
    vec![at("picture-too-large", "entries/a.png")]
}

/// 16 MB that are 2.5 GB of pixels.
pub(crate) fn a_png_of_50_000_pixels_in_full(content: &Path) -> Expected {
    let side = u64::from(SIDE);
    write(content, "entries/a.png", png(SIDE, &[], &zeros(side * (side + 1))));
    shows(content, "a.png");
    vec![at("picture-too-large", "entries/a.png")]
}

/// 10 MB, all of it there: every block takes two bits.
pub(crate) fn a_jpeg_of_50_000_pixels(content: &Path) -> Expected {
    let [high, low] = (SIDE as u16).to_be_bytes();
    let segment = |marker: u8, data: &[u8]| {
        [[0xff, marker].as_slice(), &(data.len() as u16 + 2).to_be_bytes(), data].concat()
    };
    let codes = |kind: u8| segment(0xc4, &[[kind, 1].as_slice(), &[0; 15], &[0]].concat());
    let blocks = (SIDE as usize).div_ceil(8).pow(2);
    let jpeg = [
        vec![0xff, 0xd8],
        segment(0xdb, &[[0].as_slice(), &[1; 64]].concat()),
        segment(0xc0, &[8, high, low, high, low, 1, 1, 0x11, 0]),
        codes(0x00),
        codes(0x10),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![0; blocks.div_ceil(4)],
        vec![0xff, 0xd9],
    ];
    write(content, "entries/a.jpg", jpeg.concat());
    shows(content, "a.jpg");
    vec![at("picture-too-large", "entries/a.jpg")]
}

/// A drawing has no pixels: it is shown at the size of its place. One that copies itself without end is refused.
pub(crate) fn an_svg_of_50_000_pixels(content: &Path) -> Expected {
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{SIDE}\" height=\"{SIDE}\">{inner}</svg>")
    };
    let rectangle = format!("<rect width=\"{SIDE}\" height=\"{SIDE}\"/>");
    write(content, "entries/plain.svg", svg(&rectangle));
    let copies: String = (1..30)
        .map(|at| format!("<g id=\"g{at}\"><use href=\"#g{0}\"/><use href=\"#g{0}\"/></g>", at - 1))
        .collect();
    write(content, "entries/copies.svg", svg(&format!("<g id=\"g0\">{rectangle}</g>{copies}")));
    let blur = "<filter id=\"f\"><feGaussianBlur stdDeviation=\"9999\"/></filter>";
    write(content, "entries/blur.svg", svg(&format!("{blur}<g filter=\"url(#f)\">{rectangle}</g>")));
    write(content, "entries/shows.md", entry("", "![图](plain.svg)\n\n![图](copies.svg)\n\n![图](blur.svg)"));
    vec![at("picture-too-large", "entries/copies.svg"), at("picture-svg", "entries/blur.svg")]
}

/// Each filter would be painted as a picture of its own.
pub(crate) fn a_drawing_of_filters(content: &Path) -> Expected {
    let drawing = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2000\" height=\"2000\">{inner}</svg>")
    };
    let named = "<filter id=\"f\"><feGaussianBlur stdDeviation=\"1000\"/></filter>".to_owned()
        + &"<rect filter=\"url(#f)\" width=\"2000\" height=\"2000\"/>".repeat(50);
    let styled = "<style>rect { filter: blur(900px) }</style>".to_owned()
        + &"<rect width=\"2000\" height=\"2000\"/>".repeat(50);
    write(content, "entries/named.svg", drawing(&named));
    write(content, "entries/styled.svg", drawing(&styled));
    write(content, "entries/shows.md", entry("", "![图](named.svg)\n\n![图](styled.svg)"));
    ["named", "styled"].map(|name| at("picture-svg", &format!("entries/{name}.svg"))).to_vec()
}

/// What no phone takes and no page shows: 100 megapixels, far less as a file.
pub(crate) fn a_png_of_100_megapixels(content: &Path) -> Expected {
    let side = 10_000;
    let pixels = zeros(u64::from(side) * u64::from(3 * side + 1));
    write(content, "entries/a.png", png_of(side, RGB, &[], &pixels));
    shows(content, "a.png");
    vec![at("picture-too-large", "entries/a.png")]
}

/// What a phone takes, eight of them in one entry.
pub(crate) fn photographs_of_12_megapixels(content: &Path) -> Expected {
    let side = 3_464;
    let pixels = zeros(u64::from(side) * u64::from(3 * side + 1));
    let mut body = String::new();
    for number in 0..8u8 {
        let name = format!("{number}.png");
        // No two are the same file.
        let note = chunk(b"tEXt", &[b"Comment\0".as_slice(), &[b'0' + number]].concat());
        write(content, &format!("entries/{name}"), png_of(side, RGB, &[note], &pixels));
        body.push_str(&format!("![图]({name})\n\n"));
    }
    write(content, "entries/shows.md", entry("", &body));
    Vec::new()
}

/// Two megabytes of shapes, shown a hundred times.
pub(crate) fn a_drawing_shown_without_end(content: &Path) -> Expected {
    let shapes = "<path d=\"M0 0L9 9L3 4z\"/>".repeat(40_000);
    let svg =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"500\" height=\"500\">{shapes}</svg>");
    write(content, "entries/a.svg", svg);
    write(content, "entries/shows.md", entry("", &"![图](a.svg)\n\n".repeat(100)));
    vec![at("sheet-too-long", "entries/shows.md")]
}

/// Fifty pixels square, with a gigabyte behind them.
pub(crate) fn a_png_with_more_data_than_pixels(content: &Path) -> Expected {
    write(content, "entries/a.png", png(50, &[], &zeros(1 << 30)));
    shows(content, "a.png");
    Vec::new()
}

/// Words and colours beside the pixels, a gigabyte each.
pub(crate) fn a_png_with_a_bomb_beside_its_pixels(content: &Path) -> Expected {
    let bomb = [b"a\0\0".as_slice(), &zeros(1 << 30)].concat();
    let more = [chunk(b"iCCP", &bomb), chunk(b"zTXt", &bomb)];
    write(content, "entries/a.png", png(50, &more, &zeros(51 * 50)));
    shows(content, "a.png");
    Vec::new()
}

pub(crate) fn a_picture_of_200_megabytes(content: &Path) -> Expected {
    File::create(content.join("entries/a.png")).unwrap().set_len(200 << 20).unwrap();
    shows(content, "a.png");
    vec![on("unreadable-picture", "shows.md", super::BODY_LINE)]
}
