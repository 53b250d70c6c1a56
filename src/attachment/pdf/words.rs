//! The words of the pages of a PDF, by the places of their letters: what stands in one line is one line, wide gaps part
//! cells.

use super::{Unread, letters};
use crate::caught::caught;
use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, Paint, PathDrawMode,
    SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect, Vec2};
use std::panic::resume_unwind;

/// The most words that are read, in bytes.
const MOST_WORDS: usize = 4 << 20;
/// The most steps of drawing: forms that draw forms would make them endless. To begin a form takes as many steps as a
/// hundred letters, and one more for so many bytes of it.
const MOST_STEPS: usize = 1_000_000;
const OF_A_FORM: usize = 100;
const BYTES_A_STEP: usize = 256;
/// A page with fewer words than this and a picture is a scan.
const LEAST_WORDS: usize = 8;

/// Adds the words of the pages; why they are not all there, where they are not. The longest form has so many bytes.
pub(super) fn of_pages(pdf: &Pdf, longest_form: usize, words: &mut String) -> Option<Unread> {
    let mut reader = Reader { of_a_form: OF_A_FORM + longest_form / BYTES_A_STEP, ..Reader::default() };
    let mut is_scan = false;
    let read = caught(|| {
        let settings = letters::settings();
        let cache = InterpreterCache::new();
        for page in pdf.pages().iter() {
            let before = (reader.letters, reader.has_picture);
            reader.has_picture = false;
            reader.steps(page.page_stream().map_or(0, <[u8]>::len) / BYTES_A_STEP);
            let room = Rect::new(0.0, 0.0, 1.0, 1.0);
            let mut context = Context::new(Affine::IDENTITY, room, &cache, pdf.xref(), settings.clone());
            interpret_page(page, &mut context, &mut reader);
            is_scan |= reader.has_picture && reader.letters - before.0 < LEAST_WORDS;
            reader.line_ends();
        }
    });
    words.push_str(&reader.words);
    let is_unclear = reader.unknown * 4 > reader.letters + reader.unknown;
    match read {
        Err(stopped) if stopped.is::<Enough>() => Some(Unread::TooLarge),
        Err(_) => Some(Unread::Unclear),
        Ok(()) if is_unclear => Some(Unread::Unclear),
        Ok(()) => is_scan.then_some(Unread::Scan),
    }
}

/// Drawing has no way to end early but this.
struct Enough;

/// Draws nothing and keeps the letters.
#[derive(Default)]
struct Reader {
    words: String,
    /// How many letters were read.
    letters: usize,
    /// How many letters do not say what they mean.
    unknown: usize,
    has_picture: bool,
    steps: usize,
    of_a_form: usize,
    /// Where the letter before ended, and how large it was.
    last: Option<(Point, f64)>,
}

impl Reader {
    fn steps(&mut self, count: usize) {
        self.steps += count;
        if self.steps > MOST_STEPS || self.words.len() > MOST_WORDS {
            resume_unwind(Box::new(Enough));
        }
    }

    fn line_ends(&mut self) {
        self.last = None;
        if !self.words.is_empty() && !self.words.ends_with('\n') {
            self.words.push('\n');
        }
    }

    /// What parts a letter at `at` from the one before.
    fn part(&mut self, at: Point, along: Vec2, size: f64) {
        let Some((end, before)) = self.last else { return };
        let size = size.max(before).max(f64::MIN_POSITIVE);
        let (step, along) = (at - end, along / along.hypot().max(f64::MIN_POSITIVE));
        let (ahead, aside) = (step.dot(along) / size, step.cross(along).abs() / size);
        if aside > 0.5 || ahead < -1.5 {
            self.line_ends();
        } else if ahead > 0.8 {
            self.words.push('\t');
        } else if ahead > 0.2 {
            self.words.push(' ');
        }
    }
}

impl Device<'_> for Reader {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        self.steps(1);
        let letter = match glyph.as_unicode() {
            Some(BfString::Char(sign)) if sign != '\0' => sign.to_string(),
            Some(BfString::String(signs)) => signs,
            _ => {
                self.unknown += 1;
                return;
            }
        };
        // Letters are drawn in thousandths of their size.
        let place = transform * glyph_transform;
        let (at, em) = (place * Point::ORIGIN, place * Point::new(1000.0, 0.0));
        let wide = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width().map(f64::from),
            Glyph::Type3(_) => None,
        };
        let size = (em - at).hypot();
        self.part(at, em - at, size);
        self.letters += usize::from(!letter.trim().is_empty());
        self.words.push_str(&letter);
        self.last = Some((place * Point::new(wide.unwrap_or(500.0), 0.0), size));
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {
        self.has_picture = true;
        self.steps(1);
    }

    /// Called where a form begins, too.
    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {
        self.steps(self.of_a_form);
    }

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {
        self.steps(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.steps(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
