//! Which setting an entry will about fill a single sheet with, reckoned from its words before anything is set: the first
//! setting that is tried is then mostly the right one.

use super::choose::{Design, Setting};
use super::data::SheetData;
use crate::document::{Block, BlockKind, Document, Inline, InlineKind, Row, Table, plain_text};
use crate::terms::{Orientation, Paper, SheetTemplate};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// The height that a picture may take, mm.
const PICTURE: f64 = 90.0;

/// How many of these settings, each larger than the one before, will about leave everything on one sheet; none where the
/// template does not say enough of its own height.
pub(super) fn largest(design: Design, larger: &[Setting], body: &Document, data: &SheetData) -> usize {
    let Some((width, height)) = block(design) else { return 0 };
    let fits = |setting: &&Setting| {
        let text = Column { setting, width };
        text.around(design, data) + text.blocks(&body.blocks) + text.notes(body) <= height
    };
    larger.iter().take_while(fits).count()
}

/// The width and height that text has on a sheet, in points.
fn block(design: Design) -> Option<(f64, f64)> {
    let (short, long, scale) = match design.paper {
        Paper::A4 => (210.0, 297.0, 1.0),
        Paper::A3 => (297.0, 420.0, 1.414),
    };
    let (wide, high) = match design.orientation {
        Orientation::Portrait => (short, long),
        Orientation::Landscape => (long, short),
    };
    let (beside, above_and_below) = match design.template {
        // Edges and the band.
        SheetTemplate::Notice => (40.0 * scale, 59.0 * scale),
        SheetTemplate::Large => (50.0 * scale / 1.414, 25.0 + 12.0 + 21.2 * scale),
        SheetTemplate::Table => (35.0, 42.0),
        SheetTemplate::Official | SheetTemplate::Roll | SheetTemplate::Guide => return None,
    };
    Some(((wide - beside) * MM, (high - above_and_below) * MM))
}

/// Text of a setting in a column of a width; all heights are in points.
#[derive(Clone, Copy)]
struct Column<'s> {
    setting: &'s Setting,
    width: f64,
}

impl Column<'_> {
    /// What stands above and below the body: title, signature, how to object.
    fn around(self, design: Design, data: &SheetData) -> f64 {
        let Setting { size, pitch, title, scale, .. } = *self.setting;
        let is_table = design.template == SheetTemplate::Table;
        let titles = lines(ems(&data.title) * title, self.width) * 1.4 * title;
        let signature = if is_table || data.signature.is_none() { 0.0 } else { 2.0 * pitch };
        let box_size = if is_table { size } else { size - 2.0 * scale };
        let objections = data
            .objections
            .as_ref()
            .map_or(0.0, |objections| (objections.facts.len() + 1) as f64 * 1.5 * box_size + 0.6 * box_size);
        titles + signature + objections + if is_table { 2.5 } else { 1.3 } * pitch
    }

    fn blocks(self, blocks: &[Block]) -> f64 {
        blocks.iter().map(|block| self.block(block)).sum()
    }

    fn block(self, block: &Block) -> f64 {
        let Setting { size, pitch, .. } = *self.setting;
        let narrower = |by: f64| Self { width: self.width - by * size, ..self };
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => self.paragraph(content),
            BlockKind::List { items, .. } => {
                items.iter().map(|item| narrower(3.5).blocks(&item.blocks)).sum()
            }
            BlockKind::Quote(blocks) => narrower(4.0).blocks(blocks),
            BlockKind::Code { text, .. } => text.lines().count() as f64 * 1.3 * size + pitch - size,
            BlockKind::Table(table) => self.table(table),
            BlockKind::TableFile(_) | BlockKind::Rule => pitch,
        }
    }

    fn paragraph(self, content: &[Inline]) -> f64 {
        let Setting { size, pitch, .. } = *self.setting;
        let pictures =
            content.iter().filter(|inline| matches!(inline.kind, InlineKind::Image { .. })).count();
        if pictures > 0 {
            return pictures as f64 * (PICTURE * MM + pitch - size);
        }
        lines((ems(&plain_text(content)) + 2.0) * size, self.width) * pitch
    }

    /// Rows as high as their text needs in columns as wide as their words.
    fn table(self, table: &Table) -> f64 {
        let Setting { size, pitch, table: type_size, row, .. } = *self.setting;
        let row_height = |cells: &Row| {
            let needed: f64 = cells.cells.iter().map(|cell| ems(&cell.text()) * type_size + 6.0 * MM).sum();
            row * MM + (lines(needed, self.width) - 1.0) * 1.3 * type_size
        };
        table.head.iter().chain(&table.rows).map(row_height).sum::<f64>() + pitch - size
    }

    fn notes(self, body: &Document) -> f64 {
        body.footnotes.iter().map(|note| 0.7 * self.blocks(&note.blocks)).sum()
    }
}

/// How many lines of a width a length takes.
fn lines(length: f64, width: f64) -> f64 {
    (length / width.max(1.0)).ceil().max(1.0)
}

/// The width of words, in ems.
fn ems(words: &str) -> f64 {
    words.chars().map(|character| if character.is_ascii() { 0.53 } else { 1.0 }).sum()
}

#[cfg(test)]
mod tests {
    use super::{ems, lines};

    #[test]
    fn han_characters_are_as_wide_as_high() {
        assert_eq!(ems("公示"), 2.0);
        assert!(ems("2022") < 2.5);
        assert_eq!(lines(ems("公示公告") * 10.0, 20.0), 2.0);
        assert_eq!(lines(0.0, 20.0), 1.0);
    }
}
