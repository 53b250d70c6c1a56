//! Figures in running text, with what stands before and behind them: 救助金76,000元.

use crate::check::piece::{Piece, PieceKind};
use crate::decimal::Decimal;
use std::ops::Range;

/// A figure in running text.
#[derive(Debug, Clone)]
pub(in crate::check) struct Quantity<'p> {
    /// The text it stands in.
    pub(in crate::check) piece: &'p Piece,
    /// Where its digits stand in the text.
    pub(in crate::check) range: Range<usize>,
    /// Its number.
    pub(in crate::check) value: Decimal,
}

impl<'p> Quantity<'p> {
    /// The words before it.
    pub(in crate::check) fn before(&self) -> &'p str {
        self.piece.text.get(..self.range.start).unwrap_or_default()
    }

    /// The words behind it, from its unit on.
    pub(in crate::check) fn after(&self) -> &'p str {
        self.piece.text.get(self.range.end..).unwrap_or_default().trim_start_matches(' ')
    }

    /// What it counts in a unit; none where it is counted in another.
    pub(in crate::check) fn in_unit(&self, unit: &str, power: i32) -> Option<Decimal> {
        let (own, rest) = power_of(self.after());
        let bare = unit.trim_start_matches(['万', '亿']);
        let behind = rest.strip_prefix(bare)?;
        // 元/亩 is no 元, 人次 no 人, 个工作日 no 个.
        let ends = ["/", "／", "次", "工", "月", "以", "左"].iter().all(|other| !behind.starts_with(other));
        (ends && !bare.is_empty()).then(|| self.value.shifted(own - power)).flatten()
    }

    /// The words since the last mark of a clause before it.
    pub(in crate::check) fn clause(&self) -> &'p str {
        let before = self.before();
        let marks = ['，', '。', '；', '、', '！', '？', '：', ',', ';', '\n', '（', '('];
        // The commas of 1,500 part nothing.
        let is_within_number = |at: usize| {
            let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
            let bytes = before.as_bytes();
            bytes.get(at) == Some(&b',')
                && is_digit(at.checked_sub(1).and_then(|at| bytes.get(at)))
                && is_digit(bytes.get(at + 1))
        };
        let start = before.rmatch_indices(marks).map(|(at, _)| at).find(|at| !is_within_number(*at));
        start.and_then(|at| before.get(at..)).unwrap_or(before)
    }
}

/// The power of ten of the 万 or 亿 at the start of a text, and the rest.
fn power_of(text: &str) -> (i32, &str) {
    let of = |mark, power| text.strip_prefix(mark).map(|rest: &str| (power, rest));
    of('万', 4).or_else(|| of('亿', 8)).or_else(|| of('千', 3)).unwrap_or((0, text))
}

/// The figures of a text that people read as running text: not those of cells, nor of addresses and file names.
pub(in crate::check) fn quantities(piece: &Piece) -> impl Iterator<Item = Quantity<'_>> {
    let is_running = match piece.kind {
        PieceKind::Title | PieceKind::Field(_) | PieceKind::Heading | PieceKind::Paragraph => true,
        PieceKind::Cell { .. }
        | PieceKind::Code
        | PieceKind::Picture
        | PieceKind::Target
        | PieceKind::FileName => false,
    };
    let text = if is_running { piece.text.as_str() } else { "" };
    numbers(text).map(move |(range, value)| Quantity { piece, range, value })
}

/// The figures of any text.
pub(in crate::check) fn numbers(text: &str) -> impl Iterator<Item = (Range<usize>, Decimal)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
            let run = bytes
                .get(at..)?
                .iter()
                .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
                .count();
            let start = at;
            at += run;
            let end = text.get(start..at)?.trim_end_matches([',', '.']).len() + start;
            // What hangs together with letters, strokes or colons is a number of something, a date or a time.
            let joins = |byte: Option<&u8>| {
                byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"-_/:~*".contains(byte))
            };
            let before = start.checked_sub(1).and_then(|at| bytes.get(at));
            let is_apart = !joins(before) && !joins(bytes.get(end)) || before == Some(&b'-') && start == 1;
            if let Some(value) = text.get(start..end).filter(|_| is_apart).and_then(Decimal::parse) {
                return Some((start..end, value));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::numbers;
    use proptest::prelude::{any, proptest};

    #[test]
    fn figures_stand_apart_from_names_and_dates() {
        let found = |text| numbers(text).map(|(_, value)| value.to_string()).collect::<Vec<_>>();
        assert_eq!(found("大米1,400公斤、棉被140床，共76,000.50元。"), ["1,400", "140", "76,000.50"]);
        assert_eq!(found("见FB-2022-031，8:30开门，A3纸，3.5.1版，电话0000-1234567"), Vec::<String>::new());
        assert_eq!(found("12,34元，1,234,"), ["1,234"]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>(), digits in "[0-9,.中 -]{0,60}") {
            let _ = (numbers(&text).count(), numbers(&digits).count());
        }
    }
}
