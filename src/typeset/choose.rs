//! Which template, paper and orientation an entry's sheets take, and the sizes of type that may be tried.

use crate::document::{Block, BlockKind, Document, Table};
use crate::model::{Entry, Site};
use crate::terms::{Kind, Orientation, Paper, SheetTemplate};
use serde::Serialize;

/// How a sheet is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Design {
    pub(super) template: SheetTemplate,
    pub(super) paper: Paper,
    pub(super) orientation: Orientation,
    pub(super) max_sheets: Option<u32>,
}

/// What a sheet template sees: lengths in points, but for `row`, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Setting {
    /// `a4` or `a3`.
    pub paper: &'static str,
    /// Whether the paper is turned.
    pub flipped: bool,
    /// 1 on A4, 1.414 on A3.
    pub scale: f64,
    /// The size of the text, pt.
    pub size: f64,
    /// From line to line, pt.
    pub pitch: f64,
    /// The size of the title, pt.
    pub title: f64,
    /// The size of the text in tables, pt.
    pub table: f64,
    /// The height of a row of one line, mm.
    pub row: f64,
    /// What is left free at the foot of the first sheet, mm.
    pub reserve: f64,
}

/// The design of an entry's sheets: as it or its catalogue row says, else by its kind and what it holds.
pub(super) fn design(site: &Site, entry: &Entry, body: &Document) -> Design {
    let row = entry.catalogue_item.as_ref().and_then(|id| site.row(&id.value)).map(|row| &row.sheet);
    let own = &entry.sheet;
    let large = own.large || row.is_some_and(|row| row.large);
    let template = own.template.or_else(|| row.and_then(|row| row.template));
    let template = template.unwrap_or_else(|| by_content(entry, body, large));
    let paper = own.paper.or_else(|| row.and_then(|row| row.paper));
    let paper = match template {
        // The standard knows one paper.
        SheetTemplate::Official => Paper::A4,
        SheetTemplate::Large | SheetTemplate::Roll => paper.unwrap_or(Paper::A3),
        _ if large => paper.unwrap_or(Paper::A3),
        SheetTemplate::Table => paper.unwrap_or(if widest(body) > A4_TABLE { Paper::A3 } else { Paper::A4 }),
        SheetTemplate::Notice | SheetTemplate::Guide => paper.unwrap_or(Paper::A4),
    };
    let orientation = own.orientation.or_else(|| row.and_then(|row| row.orientation));
    let orientation = match template {
        SheetTemplate::Official => Orientation::Portrait,
        SheetTemplate::Table => orientation.unwrap_or(Orientation::Landscape),
        _ => orientation.unwrap_or(Orientation::Portrait),
    };
    let max_sheets = own.max_sheets.as_ref().or_else(|| row.and_then(|row| row.max_sheets.as_ref()));
    Design { template, paper, orientation, max_sheets: max_sheets.map(|most| most.value) }
}

/// The ems that a table of 12 pt has on A4 landscape: 262 mm.
const A4_TABLE: f64 = 61.0;

/// The ems that a table of 15 pt has on A4 portrait: 170 mm.
const PORTRAIT_TABLE: f64 = 32.0;

fn by_content(entry: &Entry, body: &Document, large: bool) -> SheetTemplate {
    let many_columns = tables(&body.blocks).any(|table| table.columns.len() > 6);
    match entry.kind {
        Kind::ServiceGuide => SheetTemplate::Guide,
        Kind::Roll => SheetTemplate::Roll,
        _ if many_columns || widest(body) > PORTRAIT_TABLE => SheetTemplate::Table,
        _ if large => SheetTemplate::Large,
        Kind::Announcement | Kind::PublicNotice | Kind::Notice | Kind::Circular => SheetTemplate::Official,
        _ => SheetTemplate::Notice,
    }
}

fn tables(blocks: &[Block]) -> impl Iterator<Item = &Table> {
    blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    })
}

/// The least width of the widest table, in ems of its text.
fn widest(body: &Document) -> f64 {
    tables(&body.blocks).map(least_width).fold(0.0, f64::max)
}

/// The least width of a table: figures and words whole, running text in lines of six characters.
fn least_width(table: &Table) -> f64 {
    let ems =
        |text: &str| text.chars().map(|character| if character.is_ascii() { 0.56 } else { 1.0 }).sum::<f64>();
    let column = |at: usize| {
        let body = table.rows.iter().filter_map(|row| row.cells.get(at));
        let wide = body.map(|cell| {
            let text = cell.text();
            let figures = text.is_ascii();
            if figures { ems(&text).min(14.0) } else { ems(&text).min(6.0) }
        });
        let head =
            table.head.iter().filter_map(|row| row.cells.get(at)).map(|cell| ems(&cell.text()).min(5.0));
        wide.chain(head).fold(0.0, f64::max) + 1.1
    };
    (0..table.columns.len()).map(column).sum()
}

impl Design {
    /// The template's file in the theme's `sheets/`.
    pub(super) fn file(self) -> String {
        format!("{}.typ", self.template.id())
    }

    /// The settings that may be tried, the usual one first, each tighter than the one before; type never gets smaller
    /// than can be read at arm's length (16 pt, 10.5 pt in table sheets, 22 pt in large type).
    pub(super) fn settings(self) -> Vec<Setting> {
        let large = self.paper == Paper::A3;
        match self.template {
            SheetTemplate::Notice => self.grown(NOTICE),
            SheetTemplate::Large => self.grown(LARGE),
            SheetTemplate::Official => self.grown(OFFICIAL),
            SheetTemplate::Table if large => self.grown(TABLE_A3),
            SheetTemplate::Table => self.grown(TABLE_A4),
            SheetTemplate::Roll if large => self.grown(ROLL_A3),
            SheetTemplate::Roll => self.grown(ROLL_A4),
            SheetTemplate::Guide => self.grown(GUIDE),
        }
    }

    /// The settings for one sheet with room to spare, each larger than the one before: people read it standing.
    pub(super) fn larger(self) -> Vec<Setting> {
        let large = self.paper == Paper::A3;
        match self.template {
            SheetTemplate::Notice => self.grown(NOTICE_UP),
            SheetTemplate::Large => self.grown(LARGE_UP),
            SheetTemplate::Official => Vec::new(),
            SheetTemplate::Table if large => self.grown(TABLE_A3_UP),
            SheetTemplate::Table => self.grown(TABLE_A4_UP),
            SheetTemplate::Roll if large => self.grown(ROLL_A3_UP),
            SheetTemplate::Roll => self.grown(ROLL_A4_UP),
            SheetTemplate::Guide => self.grown(GUIDE_UP),
        }
    }

    /// The settings of a list; notices and guides grow with their paper.
    fn grown(self, list: &[[f64; 5]]) -> Vec<Setting> {
        let large = self.paper == Paper::A3;
        let factor = match self.template {
            SheetTemplate::Notice | SheetTemplate::Guide if large => 1.4,
            _ => 1.0,
        };
        let round = |length: f64| (length * factor * 10.0).round() / 10.0;
        let setting = |[size, pitch, title, table, row]: &[f64; 5]| Setting {
            paper: if large { "a3" } else { "a4" },
            flipped: self.orientation == Orientation::Landscape,
            scale: if large { 1.414 } else { 1.0 },
            size: round(*size),
            pitch: round(*pitch),
            title: round(*title),
            table: round(*table),
            row: round(*row),
            reserve: 0.0,
        };
        list.iter().map(setting).collect()
    }
}

/// Text, pitch, title and table text in points, row in millimetres.
const NOTICE: &[[f64; 5]] = &[
    [18.0, 32.0, 26.0, 15.0, 9.0],
    [17.5, 30.5, 26.0, 15.0, 8.6],
    [17.0, 29.0, 25.0, 14.0, 8.2],
    [16.5, 27.5, 24.0, 13.5, 7.8],
    [16.0, 26.0, 24.0, 13.0, 7.4],
];
const LARGE: &[[f64; 5]] = &[
    [26.0, 44.0, 42.0, 23.0, 14.0],
    [25.0, 41.5, 41.0, 22.0, 13.2],
    [24.0, 39.0, 40.0, 22.0, 12.6],
    [23.0, 37.0, 38.0, 22.0, 12.0],
    [22.0, 35.0, 36.0, 22.0, 11.4],
];
/// The standard fixes the type; only tables may be set closer.
const OFFICIAL: &[[f64; 5]] =
    &[[15.75, 28.99, 22.0, 12.0, 10.227], [15.75, 28.99, 22.0, 12.0, 9.0], [15.75, 28.99, 22.0, 11.0, 8.0]];
const TABLE_A4: &[[f64; 5]] = &[
    [12.0, 20.0, 22.0, 12.0, 8.0],
    [11.5, 18.5, 22.0, 11.5, 7.6],
    [11.0, 17.5, 20.0, 11.0, 7.2],
    [10.5, 16.5, 20.0, 10.5, 6.8],
];
const TABLE_A3: &[[f64; 5]] = &[
    [16.0, 26.0, 30.0, 16.0, 10.0],
    [15.0, 24.5, 28.0, 15.0, 9.6],
    [14.0, 23.0, 28.0, 14.0, 9.0],
    [13.0, 21.5, 26.0, 13.0, 8.5],
    [12.0, 20.0, 26.0, 12.0, 8.0],
];
const ROLL_A3: &[[f64; 5]] = &[
    [20.0, 34.0, 42.0, 20.0, 13.0],
    [20.0, 32.0, 40.0, 20.0, 12.2],
    [19.0, 30.5, 40.0, 19.0, 11.5],
    [18.0, 29.0, 38.0, 18.0, 10.8],
];
const ROLL_A4: &[[f64; 5]] =
    &[[18.0, 30.0, 28.0, 18.0, 11.0], [17.0, 28.0, 28.0, 17.0, 10.2], [16.0, 26.0, 26.0, 16.0, 9.6]];
const GUIDE: &[[f64; 5]] = &[
    [16.0, 25.0, 28.0, 14.0, 9.0],
    [16.0, 24.0, 28.0, 14.0, 8.6],
    [16.0, 23.0, 26.0, 14.0, 8.2],
    [16.0, 21.5, 26.0, 13.5, 7.8],
];
const NOTICE_UP: &[[f64; 5]] = &[
    [19.0, 33.5, 27.5, 16.0, 9.8],
    [20.0, 35.0, 29.0, 17.0, 10.6],
    [21.0, 36.5, 30.5, 18.0, 11.3],
    [22.0, 38.0, 32.0, 19.0, 12.0],
];
const LARGE_UP: &[[f64; 5]] =
    &[[28.0, 47.0, 45.0, 25.0, 15.0], [30.0, 50.0, 48.0, 27.0, 16.0], [32.0, 53.0, 50.0, 28.0, 17.0]];
const TABLE_A4_UP: &[[f64; 5]] = &[
    [13.0, 21.5, 23.5, 13.0, 8.8],
    [14.0, 23.0, 25.0, 14.0, 9.8],
    [15.0, 24.5, 26.5, 15.0, 10.8],
    [16.0, 26.0, 28.0, 16.0, 11.8],
    [17.0, 27.5, 29.0, 17.0, 12.8],
    [18.0, 29.0, 30.0, 18.0, 14.0],
];
const TABLE_A3_UP: &[[f64; 5]] =
    &[[18.0, 29.0, 33.0, 18.0, 11.5], [20.0, 32.0, 36.0, 20.0, 13.0], [22.0, 35.0, 39.0, 22.0, 15.0]];
const ROLL_A3_UP: &[[f64; 5]] = &[[22.0, 37.0, 44.0, 22.0, 14.5], [24.0, 40.0, 46.0, 24.0, 16.0]];
const ROLL_A4_UP: &[[f64; 5]] = &[[20.0, 33.0, 31.0, 20.0, 12.5], [22.0, 36.0, 34.0, 22.0, 14.0]];
const GUIDE_UP: &[[f64; 5]] = &[
    [17.0, 26.5, 29.0, 15.0, 9.6],
    [18.0, 28.0, 30.0, 16.0, 10.2],
    [19.0, 29.5, 31.0, 17.0, 10.8],
    [20.0, 31.0, 32.0, 18.0, 11.4],
];
