//! Amounts of money in running text whose commas part no thousands: 98,00.00元.

use super::push_some;
use super::untidy::UNTIDY;
use crate::check::Subject;
use crate::check::figures::Reading;
use crate::check::piece::{Piece, PieceKind};
use crate::decimal::Decimal;
use crate::diagnostic::Diagnostic;
use crate::text::Text;
use std::ops::Range;

/// Reports them.
pub(super) fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    for piece in subject.pieces().iter().filter(|piece| is_running(subject, piece)) {
        for range in slips(&piece.text) {
            let written = piece.text.get(range.clone()).unwrap_or_default();
            let digits: String = written.chars().filter(|mark| !matches!(mark, ',' | '，')).collect();
            let Some(value) = Decimal::parse(&digits) else { continue };
            let message = Text::new(
                format!("“{written}”的千分位逗号位置不对，按数字是 {value}"),
                format!("‘{written}’ has commas that part no thousands; by its digits it is {value}"),
            );
            let help = Text::new("核对金额，照千分位重写", "check the amount, and write its thousands apart");
            found.push(UNTIDY.finding(message).help(help).placed(piece.place(range)));
        }
    }
    push_some(found, problems);
}

/// Whether a piece is running text, or a cell that is no figure: those are told with their column.
fn is_running(subject: &Subject<'_>, piece: &Piece) -> bool {
    if !piece.text.contains([',', '，']) || !piece.text.contains(['元', '￥', '¥']) {
        return false;
    }
    match piece.kind {
        PieceKind::Title | PieceKind::Heading | PieceKind::Paragraph | PieceKind::Field(_) => true,
        PieceKind::Cell { table, row, column } => {
            let figures = subject.figures().get(table);
            let reading = figures.and_then(|figures| {
                let row = row.checked_sub(figures.table.head.len())?;
                figures.rows.get(row)?.cells.get(column)
            });
            reading == Some(&Reading::Words)
        }
        _ => false,
    }
}

/// Where such amounts stand. Commas may as well part several amounts (10,20元): what is one slip and no enumeration ends
/// in a group of three, or in decimals behind a group that is none.
fn slips(text: &str) -> Vec<Range<usize>> {
    let is_digit = |mark: char| mark.is_ascii_digit() || ('０'..='９').contains(&mark);
    let mut slips = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(is_digit)) {
        let start = at + found;
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|mark| !is_digit(mark) && !",，.．".contains(mark)).unwrap_or(rest.len());
        let written = rest.get(..length).unwrap_or_default().trim_end_matches([',', '，', '.', '．']);
        at = start + length;
        let behind = text.get(start + written.len()..).unwrap_or_default().trim_start();
        let before = text.get(..start).unwrap_or_default().trim_end();
        let is_money = behind.starts_with('元') && !behind.starts_with("元旦")
            || behind.starts_with("万元")
            || before.ends_with(['￥', '¥']);
        if is_money && !before.ends_with(['-', '/', ':', '.']) && is_slip(written) {
            slips.push(start..start + written.len());
        }
    }
    slips
}

fn is_slip(written: &str) -> bool {
    // A full-width comma between narrow digits parts a sentence.
    let comma = if written.is_ascii() { ',' } else { '，' };
    if Decimal::parse(written).is_some()
        || !written.is_ascii() && written.contains(|mark: char| mark.is_ascii())
    {
        return false;
    }
    let (whole, decimals) = match written.split_once(['.', '．']) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (written, None),
    };
    let groups: Vec<usize> = whole.split(comma).map(|group| group.chars().count()).collect();
    let [first, middle @ .., last] = groups.as_slice() else { return false };
    let is_plain = decimals
        .is_none_or(|decimals| matches!(decimals.chars().count(), 1 | 2) && !decimals.contains(comma));
    let ends_in_thousands = *last == 3 && (*first > 3 || middle.iter().any(|group| *group != 3));
    let has_cents = decimals.is_some() && *last != 3 && *first <= 3;
    is_plain && groups.iter().all(|group| *group > 0) && (ends_in_thousands || has_cents)
}

#[cfg(test)]
mod tests {
    use super::slips;

    #[test]
    fn commas_in_the_wrong_place_are_told_from_enumerations() {
        let found = |text: &'static str| {
            slips(text).into_iter().map(|range| text.get(range).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(
            found("共支出98,00.00元，另1,25,000元、￥1234,567。"),
            ["98,00.00", "1,25,000", "1234,567"]
        );
        assert_eq!(found("合计１２，３４．５０元"), ["１２，３４．５０"]);
        for text in [
            "支出9,800.00元、1,234,567元",
            "分别为10,20,30元",
            "每人100,200元不等",
            "2022年12月20日，98元",
            "编号2021,2022，100元",
            "12，34元",
            "2022.12.23元旦",
            "1.5万元",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
