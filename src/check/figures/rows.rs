//! What the rows of a table are: items, parts of items, subtotals, totals.

use crate::document::{Row, numbering_level};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Role {
    /// An item.
    Item,
    /// A part of the item above: 其中.
    OfWhich,
    /// The sum of some items: 小计.
    Subtotal,
    /// The sum of all: 合计.
    Total,
    /// Neither an item nor a sum of the items above: 本年累计, a remark over the whole width, an empty row.
    Aside,
}

/// The role of a row by its label.
pub(super) fn role(row: &Row, label: &str, is_declared: bool, filled: usize) -> Role {
    let words = without_blanks(label);
    let words = words.trim_end_matches(['：', ':']);
    let words = super::split_unit(words).0;
    if row.total {
        return Role::Total;
    }
    if words.is_empty() {
        return if filled == 0 { Role::Aside } else { Role::Item };
    }
    let numbered =
        words.trim_start_matches(|mark: char| "（(）)、.．0123456789一二三四五六七八九十".contains(mark));
    if ["其中", "其中：", "#其中"].iter().any(|word| numbered.starts_with(word)) {
        return Role::OfWhich;
    }
    let is = |list: &[&str]| list.contains(&words);
    if is(TOTALS) && !is_declared {
        return Role::Total;
    }
    if words.contains("累计") && words.chars().count() <= 6 {
        return Role::Aside;
    }
    // A row of averages is neither an item nor a sum.
    if ["平均", "人均", "户均", "均值"].iter().any(|word| words.starts_with(word))
        && words.chars().count() <= 8
    {
        return Role::Aside;
    }
    let ends = |word: &str| words.ends_with(word) && words.chars().count() <= 12;
    if ends("小计") || ends("合计") || ends("总计") || ends("共计") {
        return Role::Subtotal;
    }
    // The total once more, in capital numerals.
    if words.contains("大写") {
        return Role::Aside;
    }
    let is_remark =
        filled == 1 && ["备注", "注：", "注:", "说明", "附注"].iter().any(|word| words.starts_with(word));
    if is_remark { Role::Aside } else { Role::Item }
}

const TOTALS: &[&str] = &[
    "合计",
    "总计",
    "共计",
    "总和",
    "合计数",
    "总计数",
    "全镇合计",
    "全镇总计",
    "全村合计",
    "全村总计",
    "全县合计",
    "全乡合计",
];

/// A text without its blanks: 合 计 is 合计.
pub(in crate::check) fn without_blanks(text: &str) -> String {
    text.chars().filter(|mark| !mark.is_whitespace()).collect()
}

/// How deep the label of a row stands in the numbering: 1 for 一、, 2 for （一）; none without a number.
pub(super) fn level(row: &Row, label: Option<usize>) -> Option<u8> {
    numbering_level(&row.cells.get(label?)?.content)
}
