//! Looking over a finished sheet: where every glyph lies, and how full the last sheet is.

use std::collections::BTreeMap;
use ttf_parser::GlyphId;
use typst::foundations::{Content, Label, Value};
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{Em, Frame, FrameItem, Point, Transform};
use typst::model::TableCell;
use typst::pdf::ArtifactElem;
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// Nothing stands nearer to the edge of the paper, in points: 10 mm.
const SAFE_EDGE: f64 = 28.34;

/// By how much a glyph may pass a limit before it counts, in points.
const SLACK: f64 = 1.0;

/// What was seen.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Seen {
    /// Characters drawn as an empty box.
    pub(super) missing: Vec<char>,
    /// Words that leave the block, their table cell or the safe area, each with the number of its sheet.
    pub(super) outside: Vec<(usize, String)>,
    /// How much of the last sheet's block is used, 0 to 1.
    pub(super) last_fill: f64,
    /// The highest part of the last sheet's block with nothing in it, 0 to 1.
    pub(super) free: f64,
    /// Short cells of tables that break over two lines.
    pub(super) broken: usize,
    /// Whether a table is there.
    pub(super) has_table: bool,
}

/// An upright rectangle, in points from the upper left corner of the paper.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn holds(&self, other: &Self) -> bool {
        other.left >= self.left - SLACK
            && other.right <= self.right + SLACK
            && other.top >= self.top - SLACK
            && other.bottom <= self.bottom + SLACK
    }
}

/// Looks over all sheets of a document.
pub(super) fn examine(document: &PagedDocument) -> Seen {
    let mut seen = Seen::default();
    let mut block = None;
    let mut closing = false;
    for (at, page) in document.pages().iter().enumerate() {
        let (wide, high) = (page.frame.width().to_pt(), page.frame.height().to_pt());
        let paper =
            Area { left: SAFE_EDGE, top: SAFE_EDGE, right: wide - SAFE_EDGE, bottom: high - SAFE_EDGE };
        let mut walk = Walk {
            sheet: at + 1,
            paper,
            block,
            closing,
            seen: &mut seen,
            artifacts: Vec::new(),
            columns: Vec::new(),
            cells: Vec::new(),
            lines: BTreeMap::new(),
            marks: BTreeMap::new(),
        };
        walk.frame(&page.frame, Point::zero());
        let (lines, marks) = (walk.lines, walk.marks);
        block = walk.block;
        closing = walk.closing;
        seen.last_fill = fill(&lines, &block.unwrap_or(paper));
        seen.free = free(&marks, &block.unwrap_or(paper));
    }
    seen
}

/// The part of the block that lines of text use, each with the gap below it or two lines' worth at most.
fn fill(lines: &BTreeMap<i64, f64>, block: &Area) -> f64 {
    let tops: Vec<(f64, f64)> = lines.iter().map(|(y, size)| (*y as f64, *size)).collect();
    let used: f64 = tops
        .iter()
        .enumerate()
        .map(|(at, (y, size))| {
            let gap = tops.get(at + 1).map_or(f64::INFINITY, |(next, _)| next - y);
            gap.min(1.8 * size)
        })
        .sum();
    used / (block.bottom - block.top).max(1.0)
}

/// The part of the block that the highest gap between lines takes, or that below the last.
fn free(marks: &BTreeMap<i64, f64>, block: &Area) -> f64 {
    let tops = marks.iter().skip(1).map(|(y, size)| *y as f64 - size).chain([block.bottom]);
    let gaps = marks.keys().zip(tops).map(|(y, next)| next - *y as f64);
    gaps.fold(0.0, f64::max) / (block.bottom - block.top).max(1.0)
}

struct Walk<'a> {
    sheet: usize,
    paper: Area,
    block: Option<Area>,
    /// Whether the text is over and what follows only signs it: a last sheet with nothing else counts as empty.
    closing: bool,
    seen: &'a mut Seen,
    /// What lies outside the text: heads, foot lines, bands, marks.
    artifacts: Vec<Location>,
    /// The left edges and widths of the columns of the table at hand.
    columns: Vec<(f64, f64)>,
    /// The cells that are open, with the columns they span.
    cells: Vec<(Location, f64, f64)>,
    /// The baselines of the text, rounded, with the size of their type.
    lines: BTreeMap<i64, f64>,
    /// The same with those that close the sheet and with pictures.
    marks: BTreeMap<i64, f64>,
}

impl Walk<'_> {
    fn frame(&mut self, frame: &Frame, offset: Point) {
        for (position, item) in frame.items() {
            let at = offset + *position;
            match item {
                FrameItem::Group(group) => match shift(&group.transform) {
                    Some(shift) => self.frame(&group.frame, at + shift),
                    // What is turned is a mark across the sheet, which the layout places by itself.
                    None => self.glyphs_only(&group.frame),
                },
                FrameItem::Text(text) => self.text(text, at),
                FrameItem::Tag(Tag::Start(content, _)) => self.start(content, at),
                FrameItem::Tag(Tag::End(location, ..)) => {
                    self.artifacts.retain(|open| open != location);
                    self.cells.retain(|(open, ..)| open != location);
                }
                FrameItem::Image(_, size, _) if self.artifacts.is_empty() => {
                    let (top, high) = (at.y.to_pt(), size.y.to_pt());
                    self.marks.insert((top + high).round() as i64, high);
                }
                FrameItem::Image(..) | FrameItem::Shape(..) | FrameItem::Link(..) => {}
            }
        }
    }

    fn glyphs_only(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.glyphs_only(&group.frame),
                FrameItem::Text(text) => self.missing(text),
                _ => {}
            }
        }
    }

    fn missing(&mut self, text: &TextItem) {
        for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
            self.seen.missing.extend(text.text.get(glyph.range()).unwrap_or_default().chars().next());
        }
    }

    fn start(&mut self, content: &Content, at: Point) {
        let location = content.location();
        if content.is::<ArtifactElem>() {
            self.artifacts.extend(location);
        } else if let Some(data) = content.to_packed::<MetadataElem>() {
            match content.label().map(Label::resolve) {
                Some(name) if name.as_str() == "block" => self.block = area(&data.value),
                Some(name) if name.as_str() == "closing" => self.closing = true,
                Some(name) if name.as_str() == "columns" => {
                    self.seen.has_table = true;
                    self.columns = columns(&data.value, at.x.to_pt());
                    self.seen.broken += broken(&data.value);
                }
                _ => {}
            }
        } else if let Some(cell) = content.to_packed::<TableCell>()
            && let (Some(location), Some(x)) = (location, number_of_column(cell))
        {
            let last = x + cell.colspan.get(Default::default()).get() - 1;
            if let (Some((left, _)), Some((start, width))) = (self.columns.get(x), self.columns.get(last)) {
                self.cells.push((location, *left, start + width));
            }
        }
    }

    fn text(&mut self, text: &TextItem, at: Point) {
        self.missing(text);
        let size = text.size.to_pt();
        let baseline = at.y.to_pt();
        let Some((left, right)) = ink(text) else { return };
        let here = Area {
            left: at.x.to_pt() + left,
            top: baseline - 0.8 * size,
            right: at.x.to_pt() + right,
            bottom: baseline + 0.1 * size,
        };
        let mut limits = vec![self.paper];
        if self.artifacts.is_empty() {
            limits.extend(self.block);
            self.marks.entry(baseline.round() as i64).or_insert(size);
            if !self.closing {
                self.lines.entry(baseline.round() as i64).or_insert(size);
            }
            if let Some((_, left, right)) = self.cells.last() {
                limits.push(Area { left: *left, right: *right, ..self.paper });
            }
        }
        if !limits.iter().all(|limit| limit.holds(&here)) {
            self.seen.outside.push((self.sheet, text.text.to_string()));
        }
    }
}

/// From where to where a run leaves ink, in points from its start; none where it leaves none. The advance of the last
/// glyph says too much: it may hold the gap between Han and Latin, or the white half of a full-width stop.
fn ink(text: &TextItem) -> Option<(f64, f64)> {
    let size = text.size;
    let mut origin = Em::zero();
    let mut ink: Option<(f64, f64)> = None;
    let mut drawn = Vec::with_capacity(text.glyphs.len());
    for glyph in &text.glyphs {
        drawn.push((glyph.id, origin + glyph.x_offset));
        origin += glyph.x_advance;
    }
    let bounds = |(id, origin): &(u16, Em)| {
        let bounds = text.font.ttf().glyph_bounding_box(GlyphId(*id))?;
        let at = |units: i16| (*origin + text.font.to_em(units)).at(size).to_pt();
        Some((at(bounds.x_min), at(bounds.x_max)))
    };
    for (left, right) in drawn.iter().find_map(bounds).into_iter().chain(drawn.iter().rev().find_map(bounds))
    {
        let (first, last) = ink.unwrap_or((left, right));
        ink = Some((first.min(left), last.max(right)));
    }
    ink
}

fn number_of_column(cell: &TableCell) -> Option<usize> {
    match cell.x.get(Default::default()) {
        typst::foundations::Smart::Custom(x) => Some(x),
        typst::foundations::Smart::Auto => None,
    }
}

/// How far a transform shifts, where it does nothing else.
fn shift(transform: &Transform) -> Option<Point> {
    let plain = Transform { tx: transform.tx, ty: transform.ty, ..Transform::identity() };
    (*transform == plain).then(|| Point::new(transform.tx, transform.ty))
}

/// The block that a layout tells of.
fn area(value: &Value) -> Option<Area> {
    let Value::Dict(dict) = value else { return None };
    let length = |name: &str| number(dict.get(name).ok()?);
    Some(Area {
        left: length("left")?,
        top: length("top")?,
        right: length("right")?,
        bottom: length("bottom")?,
    })
}

/// The columns of a table: `widths`, and `left`, from where the metadata stands.
fn columns(value: &Value, at: f64) -> Vec<(f64, f64)> {
    let Value::Dict(dict) = value else { return Vec::new() };
    let (Ok(Value::Array(widths)), Some(left)) = (dict.get("widths"), dict.get("left").ok().and_then(number))
    else {
        return Vec::new();
    };
    let mut x = at + left;
    let mut columns = Vec::with_capacity(widths.len());
    for width in widths.iter().filter_map(number) {
        columns.push((x, width));
        x += width;
    }
    columns
}

/// How many short cells of a table break.
fn broken(value: &Value) -> usize {
    let Value::Dict(dict) = value else { return 0 };
    dict.get("broken").ok().and_then(number).map_or(0, |count| count as usize)
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Float(number) => Some(*number),
        Value::Int(number) => Some(*number as f64),
        _ => None,
    }
}
