//! The columns of a table: what their heads say and what their cells hold.

use super::reading::Reading;
use crate::text::WordSet;
use std::sync::LazyLock;

/// A column.
#[derive(Debug)]
pub(in crate::check) struct Column {
    /// Its head: 金额（万元）.
    pub(in crate::check) name: String,
    /// Its head without the unit: 金额.
    pub(in crate::check) bare: String,
    /// Its unit: 万元; empty where the head has none.
    pub(in crate::check) unit: String,
    /// What its cells hold.
    pub(in crate::check) kind: ColumnKind,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum ColumnKind {
    /// The numbers of the rows.
    Serial,
    /// Shares and rates.
    Percent,
    /// Figures that add up: amounts, heads, areas.
    Amount,
    /// Figures that do not: prices, standards, years.
    Rate,
    /// Numbers that are names: phones, accounts, codes. They are written as their givers write them.
    Code,
    /// Words.
    Words,
}

const SERIAL: &[&str] = &["序号", "序", "编号", "No.", "No", "NO.", "NO", "№", "#", "号"];

/// Words in heads of shares.
const PERCENT: &[&str] = &["率", "占比", "比例", "比重", "百分比", "%", "％", "进度", "幅度", "同比", "环比"];

/// Words in heads of figures that do not add up.
const RATE: &[&str] = &[
    "单价", "标准", "均", "每", "价格", "定价", "限价", "年龄", "岁", "年份", "年度", "名次", "排名", "温",
    "宽", "厚", "深", "高度", "倍", "指数", "系数", "日期", "时间", "月份", "期数", "期次", "比上", "起点",
    "天数", "年限", "学期", "月标",
];

/// Words in heads of numbers that are names.
const CODES: &[&str] = &[
    "电话",
    "手机",
    "联系方式",
    "热线",
    "传真",
    "号码",
    "账号",
    "帐号",
    "卡号",
    "证号",
    "身份证",
    "文号",
    "编号",
    "房号",
    "编码",
    "代码",
    "邮编",
    "微信",
];

static PERCENTS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(PERCENT.iter().copied()));
static RATES: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(RATE.iter().copied()));
static NAMES: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(CODES.iter().copied()));

impl Column {
    /// The column with this head whose cells hold this.
    pub(in crate::check) fn new<'r>(name: String, cells: impl Iterator<Item = &'r Reading>) -> Self {
        let (bare, unit) = split_unit(&name);
        let (bare, unit) = (bare.to_owned(), unit.to_owned());
        let kind = kind(&name, &bare, &unit, cells);
        Self { name, bare, unit, kind }
    }

    /// Whether its cells hold figures of any kind.
    pub(in crate::check) fn has_figures(&self) -> bool {
        matches!(self.kind, ColumnKind::Amount | ColumnKind::Percent | ColumnKind::Rate)
    }

    /// The power of ten of its unit, where that is money: 4 for 万元.
    pub(in crate::check) fn money_power(&self) -> Option<i32> {
        money_power(&self.unit)
    }

    /// The power of ten of its unit, whatever it is a unit of: 4 for 万亩.
    pub(in crate::check) fn power(&self) -> i32 {
        match self.unit.chars().next() {
            Some('万') => 4,
            Some('亿') => 8,
            Some('千') if self.unit == "千元" => 3,
            Some('百') if self.unit == "百万元" => 6,
            _ => 0,
        }
    }
}

fn kind<'r>(name: &str, bare: &str, unit: &str, cells: impl Iterator<Item = &'r Reading>) -> ColumnKind {
    let (mut figures, mut words, mut percents) = (0, 0, 0);
    for cell in cells {
        match cell {
            Reading::Figure(figure) if figure.unit == "%" || figure.unit == "‰" => percents += 1,
            Reading::Figure(_) => figures += 1,
            Reading::Words => words += 1,
            Reading::Blank | Reading::Nothing => {}
        }
    }
    if figures + percents <= words {
        ColumnKind::Words
    } else if SERIAL.contains(&bare.trim()) {
        ColumnKind::Serial
    } else if unit.is_empty() && NAMES.is_in(name) && !name.contains(['费', '数', '额', '量']) {
        ColumnKind::Code
    } else if percents > figures || PERCENTS.is_in(name) {
        ColumnKind::Percent
    } else if RATES.is_in(name) || unit.contains(['/', '／']) {
        ColumnKind::Rate
    } else {
        ColumnKind::Amount
    }
}

/// A head as its words and its unit: 金额（万元） is 金额 in 万元, 面积/亩 is 面积 in 亩.
pub(in crate::check) fn split_unit(name: &str) -> (&str, &str) {
    let name = name.trim();
    let bracket = name.rfind(['（', '(']).filter(|at| *at > 0 && name.ends_with(['）', ')']));
    if let Some((bare, unit)) = bracket.and_then(|at| name.split_at_checked(at)) {
        let unit = unit.trim_matches(['（', '(', '）', ')']).trim();
        let unit = unit.strip_prefix("单位").map_or(unit, |unit| unit.trim_start_matches([':', '：']).trim());
        if unit.chars().count() <= 6 {
            return (bare.trim(), unit);
        }
    }
    match name.rsplit_once(['/', '／']) {
        Some((bare, unit)) if !bare.is_empty() && UNITS.contains(&unit.trim()) => (bare.trim(), unit.trim()),
        _ => (name, ""),
    }
}

/// Units that stand in heads behind a stroke.
const UNITS: &[&str] =
    &["元", "万元", "亿元", "亩", "人", "户", "公斤", "吨", "个", "平方米", "公里", "米", "%"];

/// The power of ten of a unit of money: 0 for 元, 4 for 万元; none for other units.
pub(in crate::check) fn money_power(unit: &str) -> Option<i32> {
    match unit.trim().trim_start_matches("人民币") {
        "元" | "圆" => Some(0),
        "千元" => Some(3),
        "万元" => Some(4),
        "百万元" => Some(6),
        "亿元" => Some(8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::split_unit;

    #[test]
    fn heads_end_with_their_units() {
        for (head, parts) in [
            ("金额（万元）", ("金额", "万元")),
            ("金额(单位：元)", ("金额", "元")),
            ("面积/亩", ("面积", "亩")),
            ("标准（元/学期）", ("标准", "元/学期")),
            ("村/组", ("村/组", "")),
            ("名单（按村民小组先后为序排列）", ("名单（按村民小组先后为序排列）", "")),
            ("（元）", ("（元）", "")),
            ("金额", ("金额", "")),
            ("", ("", "")),
        ] {
            assert_eq!(split_unit(head), parts, "{head}");
        }
    }
}
