//! What a sum that does not come out most likely comes from.

use crate::check::figures::{Fault, TableFigures, are_swapped, swapped};
use crate::decimal::Decimal;
use crate::text::Text;

/// The slip that explains the difference, where one does: two digits swapped, a row left out or counted twice, a zero
/// too many or too few.
pub(super) fn explain(table: &TableFigures<'_>, column: usize, fault: &Fault<'_>) -> Option<Text> {
    if fault.written.shifted(1) == Some(fault.sum) || fault.written.shifted(-1) == Some(fault.sum) {
        return Some(Text::new("像是多写或少写了一个 0", "it looks like a zero too many or too few"));
    }
    if are_swapped(fault.written, fault.sum) {
        return Some(Text::new(
            format!("像是 {} 有两位数字写颠倒了", fault.sum),
            format!("it looks like {} with two digits swapped", fault.sum),
        ));
    }
    let missing = fault.written.minus(fault.sum)?;
    let values = || fault.parts.iter().filter_map(|row| Some((*row, table.filled(*row, column)?)));
    let slip = |wrong: &dyn Fn(Decimal) -> Option<Decimal>| {
        only(values().filter_map(|(row, value)| Some((row, value, wrong(value)?))))
    };
    let right = |value: Decimal| value.plus(missing);
    let found = |row, zh: String, en: String| {
        let name = table.cell_name(row, column);
        Text::new(format!("{}{zh}", name.zh), format!("{}{en}", name.en))
    };
    if let Some((row, value, right)) =
        slip(&|value| right(value).filter(|right| swapped(value).any(|swapped| swapped == *right)))
    {
        let zh = format!("是 {value}，像是 {right} 有两位数字写颠倒了");
        return Some(found(row, zh, format!(" is {value}; it looks like {right} with two digits swapped")));
    }
    if let Some((row, value, _)) = slip(&|value| (value == missing.negated()).then_some(value)) {
        let zh = format!("的 {value} 正好是差额，像是合计漏了这一行");
        return Some(found(
            row,
            zh,
            format!(", {value}, is just the difference: the total seems to leave it out"),
        ));
    }
    if let Some((row, value, _)) = slip(&|value| (value == missing).then_some(value)) {
        let zh = format!("的 {value} 正好是差额，像是合计把这一行加了两次，或表里漏写了同样的一行");
        return Some(found(
            row,
            zh,
            format!(", {value}, is just the difference: it seems to be added twice"),
        ));
    }
    let ten_times = |value: Decimal| {
        right(value).filter(|right| {
            !value.is_zero() && (value.shifted(1) == Some(*right) || value.shifted(-1) == Some(*right))
        })
    };
    let (row, value, right) = slip(&ten_times)?;
    let right = right.trimmed();
    Some(found(
        row,
        format!("是 {value}，像是 {right} 多写或少写了一个 0"),
        format!(" is {value}; it looks like {right} with a zero too many or too few"),
    ))
}

/// The one item, where there is just one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let one = items.next()?;
    items.next().is_none().then_some(one)
}
