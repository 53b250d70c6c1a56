//! Percentages of running text: of two figures of the same sentence, or of a column of the entry's tables.

use super::percentage::{QUOTIENT, fits, written};
use crate::check::Subject;
use crate::check::figures::{ColumnKind, Quantity, TableFigures, quantities};
use crate::decimal::Decimal;
use crate::diagnostic::Diagnostic;
use crate::text::Text;

/// How a percentage is told: what a sentence says before it, and how it comes about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// 占, 完成率: one figure in parts of the other.
    Part,
    /// 增长, 下降: how much one is more or less than the other, or the difference beside the one or the other.
    Change,
}

const PARTS: &[&str] = &[
    "占比",
    "进度",
    "比例",
    "占",
    "完成率",
    "执行率",
    "使用率",
    "支付率",
    "覆盖率",
    "入住率",
    "参保率",
    "到会率",
    "缴费率",
    "兑付率",
    "收回率",
    "回收率",
    "投票率",
    "参选率",
    "整改率",
    "办结率",
    "同意率",
    "在线率",
    "完好率",
    "完成",
    "执行",
];
const CHANGES: &[&str] = &["增长", "增加", "上升", "提高", "下降", "减少", "降低", "减幅", "增幅", "增速"];
/// Words by which a percentage is no exact one, or one of something else.
const VAGUE: &[&str] = &[
    "约",
    "近",
    "超过",
    "以上",
    "以下",
    "不足",
    "不低于",
    "不超过",
    "不得",
    "左右",
    "百分点",
    "达到",
    "应",
    "拟",
    "目标",
    "力争",
    "预计",
    "每",
    "平均",
    "年均",
    "利率",
    "税率",
    "补助",
    "补贴",
    "报销",
    "按",
    "扣",
];

/// What is counted, in the order of being looked for.
const UNITS: &[&str] = &[
    "元",
    "亩",
    "人",
    "户",
    "吨",
    "公斤",
    "件",
    "个",
    "平方米",
    "公里",
    "米",
    "株",
    "头",
    "项",
    "张",
    "名",
    "条",
    "处",
    "起",
    "次",
];

/// Percentages of running text that their figures do not make.
pub(super) fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if !subject.holds("%") {
        return;
    }
    for piece in subject.pieces().iter().filter(|piece| piece.text.contains('%')) {
        let found: Vec<Quantity<'_>> = quantities(piece).collect();
        for percent in found.iter().filter(|found| found.after().starts_with('%')) {
            let found = of_sentence(&found, percent).or_else(|| of_table(subject, percent));
            problems.extend(found.or_else(|| share_of_line(subject, percent)));
        }
    }
}

/// The sentence around a place of a text.
fn sentence<'p>(percent: &Quantity<'p>) -> Option<(usize, &'p str)> {
    let is_end = ['。', '；', ';', '！', '？', '\n'];
    let (text, range) = (percent.piece.text.as_str(), &percent.range);
    let before = text.get(..range.start)?;
    let start = before.rfind(is_end).and_then(|at| Some(at + before.get(at..)?.chars().next()?.len_utf8()));
    let start = start.unwrap_or(0);
    let end = text.get(range.end..)?.find(is_end).map_or(text.len(), |at| range.end + at);
    Some((start, text.get(start..end)?))
}

/// A percentage whose sentence has two figures of one unit, and no third.
fn of_sentence(all: &[Quantity<'_>], percent: &Quantity<'_>) -> Option<Diagnostic> {
    let (start, words) = sentence(percent)?;
    let within: Vec<&Quantity<'_>> =
        all.iter().filter(|one| (start..start + words.len()).contains(&one.range.start)).collect();
    let is_percent = |one: &Quantity<'_>| one.after().starts_with(['%', '％']);
    // 应参保 and 应到 count, and promise nothing.
    let counted = words.replace("应参", "").replace("应到", "").replace("应缴", "").replace("应发", "");
    let is_vague = VAGUE.iter().any(|word| counted.contains(word));
    if is_vague || within.iter().filter(|one| is_percent(one)).count() != 1 {
        return None;
    }
    let told = told(percent.clause())?;
    let values = UNITS.iter().find_map(|unit| {
        let counted: Vec<(&Quantity<'_>, Decimal)> =
            within.iter().filter_map(|one| Some((*one, one.in_unit(unit, 0)?))).collect();
        (counted.len() >= 2).then_some(counted)
    })?;
    // 120万元 stays so in what is said.
    let is_wan = values.iter().all(|(one, _)| one.after().starts_with('万'));
    let shift = if is_wan { -4 } else { 0 };
    let values: Vec<_> =
        values.into_iter().filter_map(|(one, value)| Some((one, value.shifted(shift)?.trimmed()))).collect();
    if let [_, (compared, whole), (_, difference)] = values.as_slice() {
        return of_change(percent, told, compared, *whole, *difference);
    }
    let [(first, one), (second, other)] = values.as_slice() else { return None };
    let ways: &[(Decimal, Decimal)] = &match told {
        Told::Part => vec![(*one, *other), (*other, *one)],
        // 由80万元增加到100万元 says which is the whole.
        Told::Change if goes_from_to(percent.piece.text.get(start..)?, start, first, second) => {
            vec![(one.minus(*other)?.abs(), *one)]
        }
        Told::Change => {
            let difference = one.minus(*other)?.abs();
            vec![
                (difference, *other),
                (difference, *one),
                (*other, difference),
                (*other, one.plus(*other)?),
                (*one, difference),
                (*one, one.plus(*other)?),
                (*other, *one),
                (*one, *other),
            ]
        }
    };
    differs(percent, ways)
}

/// 收入120万元，比上年100万元增加20万元，增长20%: the difference in parts of what it is compared with.
fn of_change(
    percent: &Quantity<'_>,
    told: Told,
    compared: &Quantity<'_>,
    whole: Decimal,
    difference: Decimal,
) -> Option<Diagnostic> {
    let is_compared = compared.clause().trim_start_matches('，').starts_with(['比', '较', '与']);
    if told != Told::Change || !is_compared || difference.abs() >= whole.abs() {
        return None;
    }
    differs(percent, &[(difference, whole)])
}

/// A percentage that none of the ways to compute it makes.
fn differs(percent: &Quantity<'_>, ways: &[(Decimal, Decimal)]) -> Option<Diagnostic> {
    let computed: Vec<(Decimal, Decimal, Decimal)> = ways
        .iter()
        .filter_map(|(part, whole)| Some((part.shifted(2)?.over(*whole, 6)?, *part, *whole)))
        .collect();
    let stated = percent.value;
    if computed.iter().any(|(value, ..)| fits(stated, value.abs())) {
        return None;
    }
    // What is far off is told of other figures.
    let near = computed.into_iter().filter(|(value, ..)| is_near(stated, *value));
    let (right, part, whole) = near.min_by_key(|(value, ..)| stated.minus(*value).map(Decimal::abs))?;
    let right = right.rounded(stated.scale().max(1));
    let message = Text::new(
        format!("文中是 {stated}%，{part} ÷ {whole} 是 {right}%"),
        format!("the text says {stated}%, but {part} ÷ {whole} is {right}%"),
    );
    Some(QUOTIENT.finding(message).placed(percent.piece.place(percent.range.clone())))
}

/// Whether a sentence that begins at `start` goes from the first figure to the second: 由, 增加到.
fn goes_from_to(sentence: &str, start: usize, first: &Quantity<'_>, second: &Quantity<'_>) -> bool {
    let text = |from: usize, to: usize| {
        from.checked_sub(start).and_then(|from| sentence.get(from..to.checked_sub(start)?))
    };
    let before = text(start, first.range.start).unwrap_or_default();
    let between = text(first.range.end, second.range.start).unwrap_or_default();
    let goes = [
        "增加到",
        "增加至",
        "增长到",
        "增长至",
        "提高到",
        "提高至",
        "上升到",
        "上升至",
        "减少到",
        "减少至",
        "下降到",
        "下降至",
        "降低到",
        "降至",
        "升至",
        "增至",
        "减至",
    ];
    before.contains(['由', '从']) && goes.iter().any(|word| between.contains(word))
}

/// What the clause before a percentage says it is.
fn told(clause: &str) -> Option<Told> {
    let place = |words: &[&str]| words.iter().filter_map(|word| clause.rfind(word)).max();
    match (place(PARTS), place(CHANGES)) {
        (Some(part), Some(change)) if change > part => Some(Told::Change),
        (Some(_), _) => Some(Told::Part),
        (None, Some(_)) => Some(Told::Change),
        (None, None) => None,
    }
}

/// Whether a percentage may have been meant: within a third of what is computed, or ten times it.
fn is_near(stated: Decimal, computed: Decimal) -> bool {
    let three = Decimal::new(3, 0).unwrap_or(Decimal::ZERO);
    let off = stated.minus(computed).map(Decimal::abs).and_then(|off| off.times(three));
    let is_ten =
        [-1, 1].iter().any(|power| computed.shifted(*power).is_some_and(|value| fits(stated, value)));
    off.is_some_and(|off| off <= computed.abs()) || is_ten
}

/// 执行率为95.5%, where the total of the column 执行率 has another.
fn of_table(subject: &Subject<'_>, percent: &Quantity<'_>) -> Option<Diagnostic> {
    let clause = percent.clause().trim_end_matches(['为', '是', '达', '到', ' ', '：', '共', '总']);
    let total = |table: &TableFigures<'_>, column: usize| {
        let name = &table.columns.get(column)?.bare;
        let is_named = name.ends_with('率') && clause.ends_with(name.as_str());
        let value = table.total().and_then(|row| written(table, row, column)).filter(|_| is_named)?;
        Some((value, table.cell_name(table.total()?, column)))
    };
    let is_vague = VAGUE.iter().chain(&["上年", "去年", "上季", "同比"]).any(|word| clause.contains(word));
    let totals: Vec<_> = subject
        .figures()
        .iter()
        .flat_map(|table| table.columns_of(ColumnKind::Percent).filter_map(|column| total(table, column)))
        .collect();
    let [(value, cell)] = totals.as_slice() else { return None };
    let half = percent.value.half_of_last_digit();
    let is_same = value.minus(percent.value)?.abs() <= half;
    if is_same || is_vague {
        return None;
    }
    let stated = percent.value;
    let message = Text::new(
        format!("文中是 {stated}%，{}是 {value}%", cell.zh),
        format!("the text says {stated}%, but {} is {value}%", cell.en),
    );
    Some(QUOTIENT.finding(message).placed(percent.piece.place(percent.range.clone())))
}

/// Words between 占 and a percentage by which the whole is that of the table.
const WHOLES: &[&str] =
    &["", "比", "总数的", "总额的", "总量的", "合计的", "全部的", "总投入的", "总收入的", "总支出的"];

/// 上级补助60万元，占40%, where the share of the line 上级补助 in the one table with such a line is another: as its column
/// of shares has it, else its part of the total of the only column of amounts.
fn share_of_line(subject: &Subject<'_>, percent: &Quantity<'_>) -> Option<Diagnostic> {
    let (start, words) = sentence(percent)?;
    let before = percent.before().get(start..)?;
    let (said, whole) = before.rsplit_once('占')?;
    let whole = whole.trim_matches(['为', '是', '达', ' ']);
    let others = ["年", "季", "月", "同期", "%", "％"];
    let is_other = VAGUE.iter().any(|word| words.contains(word) && !matches!(*word, "补助" | "补贴"))
        || others.iter().any(|word| said.contains(word));
    if is_other || !WHOLES.contains(&whole) {
        return None;
    }
    let lines = subject.figures().iter().flat_map(|table| {
        let labelled = |label: &str| label.chars().count() >= 2 && said.contains(label);
        table.items().filter(move |(_, row)| labelled(&row.label)).map(move |(row, _)| (table, row))
    });
    let [(table, row)] = lines.collect::<Vec<_>>().try_into().ok()?;
    let (value, cell) = share(table, row)?;
    let stated = percent.value;
    let allowed = stated.half_of_last_digit().max(value.half_of_last_digit());
    if value.minus(stated)?.abs() <= allowed {
        return None;
    }
    let message = Text::new(
        format!("文中是 {stated}%，{}是 {value}%", cell.zh),
        format!("the text says {stated}%, but {} is {value}%", cell.en),
    );
    Some(QUOTIENT.finding(message).placed(percent.piece.place(percent.range.clone())))
}

/// What a line is of the whole of its table, and what tells so.
fn share(table: &TableFigures<'_>, row: usize) -> Option<(Decimal, Text)> {
    let is_share = |column: &usize| {
        let head = table.columns.get(*column).map(|column| column.bare.as_str()).unwrap_or_default();
        ["占比", "比重", "比例", "构成"].iter().any(|word| head.contains(word))
    };
    let mut shares = table.columns_of(ColumnKind::Percent).filter(is_share);
    match (shares.next(), shares.next()) {
        (Some(column), None) => return Some((written(table, row, column)?, table.cell_name(row, column))),
        (None, _) => {}
        _ => return None,
    }
    let [column] = table.columns_of(ColumnKind::Amount).collect::<Vec<_>>().try_into().ok()?;
    let (part, whole) = (table.filled(row, column)?, table.filled(table.total()?, column)?);
    let value = part.shifted(2)?.over(whole, 6)?.rounded(2);
    let name = table.cell_name(row, column);
    let made = Text::new(
        format!("按表里{}，{part} ÷ {whole} ", name.zh),
        format!("by the table ({}), {part} ÷ {whole}", name.en),
    );
    Some((value, made))
}
