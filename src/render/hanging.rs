//! Sheets on a board as a keeper hangs them: side by side from the top, each at its real size, none over another.

use super::context::Slip;
use crate::model::SheetFacts;
use crate::terms::{Orientation, Paper};

/// A sheet of paper, mm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sheet {
    width: u32,
    height: u32,
}

impl Sheet {
    /// The sheets of an entry; one upright A4 where nothing is known of them.
    pub(super) fn of(facts: Option<&SheetFacts>) -> impl Iterator<Item = Self> + use<> {
        let (short, long) = match facts.map(|facts| facts.paper) {
            Some(Paper::A3) => (297, 420),
            Some(Paper::A4) | None => (210, 297),
        };
        let sheet = match facts.map(|facts| facts.orientation) {
            Some(Orientation::Landscape) => Self { width: long, height: short },
            Some(Orientation::Portrait) | None => Self { width: short, height: long },
        };
        std::iter::repeat_n(sheet, facts.map_or(1, |facts| facts.pages))
    }
}

/// A part of a board where sheets hang, mm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Space {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
    /// What stays free between two sheets.
    pub(super) gap: u32,
}

impl Space {
    /// Where sheets hang in their order, row below row; one that has no room in its row opens the next. Those that
    /// find none are left out, and smaller ones after them may still find some.
    pub(super) fn hang(&self, sheets: &[Sheet]) -> Vec<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        // The row that is being filled: its upper edge, its height, and how much of its width is taken.
        let (mut top, mut height, mut taken) = (0_u32, 0_u32, 0_u32);
        for sheet in sheets {
            let fresh = taken.saturating_add(sheet.width) > self.width;
            let row = if fresh { top.saturating_add(height).saturating_add(self.gap) } else { top };
            let lower = row.saturating_add(sheet.height);
            if sheet.width > self.width || lower > self.height {
                continue;
            }
            if fresh {
                (top, height, taken) = (row, 0, 0);
            }
            slips.push(Slip {
                x_mm: self.x.saturating_add(taken),
                y_mm: self.y.saturating_add(top),
                width_mm: sheet.width,
                height_mm: sheet.height,
            });
            height = height.max(sheet.height);
            taken = taken.saturating_add(sheet.width).saturating_add(self.gap);
        }
        // What stays free is the same on both sides of the widest row.
        let right =
            slips.iter().map(|slip| slip.x_mm.saturating_add(slip.width_mm)).max().unwrap_or_default();
        let aside = self.x.saturating_add(self.width).saturating_sub(right) / 2;
        for slip in &mut slips {
            slip.x_mm = slip.x_mm.saturating_add(aside);
        }
        slips
    }
}

#[cfg(test)]
mod tests {
    use super::{Sheet, Space};
    use crate::render::context::Slip;
    use proptest::prelude::*;

    const UPRIGHT: Sheet = Sheet { width: 210, height: 297 };
    const WIDE: Sheet = Sheet { width: 297, height: 210 };

    #[test]
    fn sheets_hang_side_by_side_and_then_below() {
        let space = Space { x: 10, y: 100, width: 450, height: 640, gap: 20 };
        let slips = space.hang(&[UPRIGHT, UPRIGHT, WIDE, UPRIGHT, WIDE]);
        let places: Vec<_> = slips.iter().map(|slip| (slip.x_mm, slip.y_mm)).collect();
        assert_eq!(places, [(15, 100), (245, 100), (15, 417)], "the fourth would reach 844 below 740");
    }

    #[test]
    fn a_sheet_wider_than_its_column_is_left() {
        let space = Space { x: 0, y: 0, width: 220, height: 900, gap: 20 };
        assert_eq!(space.hang(&[WIDE, UPRIGHT]).len(), 1);
    }

    fn apart(a: &Slip, b: &Slip, gap: u32) -> bool {
        a.x_mm + a.width_mm + gap <= b.x_mm
            || b.x_mm + b.width_mm + gap <= a.x_mm
            || a.y_mm + a.height_mm + gap <= b.y_mm
            || b.y_mm + b.height_mm + gap <= a.y_mm
    }

    proptest! {
        #[test]
        fn no_sheet_covers_another_or_leaves_the_column(
            sizes in prop::collection::vec((1_u32..500, 1_u32..500), 0..20),
            width in 0_u32..1500, height in 0_u32..1500, gap in 0_u32..40,
        ) {
            let space = Space { x: 7, y: 9, width, height, gap };
            let sheets: Vec<_> = sizes.into_iter().map(|(width, height)| Sheet { width, height }).collect();
            let slips = space.hang(&sheets);
            for (at, slip) in slips.iter().enumerate() {
                prop_assert!(slip.x_mm + slip.width_mm <= 7 + width && slip.y_mm + slip.height_mm <= 9 + height);
                prop_assert!(slips.iter().skip(at + 1).all(|other| apart(slip, other, gap)));
            }
        }
    }
}
