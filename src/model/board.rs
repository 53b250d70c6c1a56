//! Physical boards (公开栏).

use super::Id;
use crate::source::Spanned;
use crate::terms::{BoardKind, Section};

/// A board. Lengths are millimetres of its inner, usable face.
#[derive(Debug, Clone)]
pub struct Board {
    /// The id: `town-main`.
    pub id: Spanned<Id>,
    /// Its name: 镇政府大门公开栏.
    pub name: String,
    /// What it is.
    pub kind: BoardKind,
    /// Where it stands.
    pub place: String,
    /// The unit in charge.
    pub unit: Spanned<Id>,
    /// The post that keeps it.
    pub keeper: Option<String>,
    /// Inner width, mm.
    pub width_mm: u32,
    /// Inner height, mm.
    pub height_mm: u32,
    /// Height of the strip with the board's title, mm.
    pub head_strip_mm: u32,
    /// Gap between sheets, mm.
    pub gap_mm: u32,
    /// Columns from the left; empty where sheets hang in the order of their dates.
    pub columns: Vec<BoardColumn>,
    /// Whether it can be read at any hour.
    pub readable_24h: bool,
    /// Whether an opinion box hangs beside it.
    pub opinion_box: bool,
}

/// A column of a board, kept for a unit or a section.
#[derive(Debug, Clone)]
pub struct BoardColumn {
    /// The unit whose sheets hang there.
    pub unit: Option<Spanned<Id>>,
    /// The section that hangs there.
    pub section: Option<Section>,
    /// Width, mm.
    pub width_mm: u32,
}
