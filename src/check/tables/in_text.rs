//! Totals that the text tells otherwise than the table.

use crate::check::figures::{ColumnKind, Quantity, Role, TableFigures, quantities};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::check::{Piece, PieceKind};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "text-differs",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "文中说的总数和表里的合计不一致",
        "A total that the text tells otherwise than the table",
    ),
    why: Words::new(
        "同一件事两个数，群众不知道信哪个（政府信息公开条例第六条：及时、准确）",
        "Two figures of one matter: nobody knows which is true (Regulation on Open Government Information art. 6)",
    ),
    mend: Words::new("核对后改文字或改表", "check them, and mend the text or the table"),
    look: Look::Entry(look),
};

/// Words of a clause that make a figure another matter than the total of a table.
const OTHER: &[&str] = &[
    "每", "人均", "户均", "平均", "其中", "标准", "单价", "计划", "目标", "上年", "去年", "上期", "同期",
    "上季", "超过", "不足", "剩", "余", "拟", "预计", "最高", "最低", "以上", "以下", "增加", "减少", "比",
    "退回", "年初", "月", "季", "首", "第", "另", "新增", "净增", "新纳", "退出",
];

/// What stands between a total and the table right below it.
const LEADS: &[&str] = &[
    "",
    "，如下",
    "，具体如下",
    "，明细如下",
    "，具体明细如下",
    "，具体情况如下",
    "，情况如下",
    "，详情如下",
    "，分配如下",
    "，具体分配如下",
    "，发放如下",
    "，名单如下",
];

/// More figures in the text than this are not held against tables.
const MOST_QUANTITIES: usize = 1000;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    // Above a table without a total only what is said to be one is held against its rows.
    let has_totals = subject.figures().iter().any(|table| table.total().is_some());
    let says_total = || subject.may_hold_any(&["合计", "总计", "共计", "总额", "总金额", "如下"]);
    if subject.figures().is_empty() || !has_totals && !says_total() {
        return;
    }
    let quantities: Vec<Quantity<'_>> =
        subject.pieces().iter().flat_map(quantities).take(MOST_QUANTITIES).collect();
    for table in subject.figures() {
        let Some(total) = table.total() else {
            problems.extend(leading(subject, table, None, &quantities));
            continue;
        };
        let mut found = Vec::new();
        for column in table.columns_of(ColumnKind::Amount) {
            found.extend(fault(table, total, column, &quantities));
        }
        if found.is_empty() {
            found.extend(beside_others(table, total, &quantities));
        }
        if found.is_empty() {
            found.extend(leading(subject, table, Some(total), &quantities));
        }
        if found.is_empty() {
            found.extend(trailing(subject, table, total, &quantities));
        }
        problems.extend(found);
    }
}

/// 全镇救助15户42人，发放12,000.00元, where the totals are 14, 42 and 12,000.00: a sentence tells the totals of a table by
/// their units, and one of them otherwise.
fn beside_others(table: &TableFigures<'_>, total: usize, quantities: &[Quantity<'_>]) -> Option<Diagnostic> {
    let all: Vec<usize> = table.columns_of(ColumnKind::Amount).collect();
    // Only what one column alone counts.
    let of_unit = |quantity: &Quantity<'_>| {
        let mut columns = all.iter().filter_map(|at| {
            let column = table.columns.get(*at).filter(|column| !column.unit.is_empty())?;
            Some((*at, quantity.in_unit(&column.unit, column.power())?, table.filled(total, *at)?))
        });
        columns.next().filter(|_| columns.next().is_none())
    };
    let sentence = |quantity: &Quantity<'_>| {
        let before = quantity.before();
        (std::ptr::from_ref(quantity.piece), before.rfind(['。', '；', '\n']).unwrap_or(0))
    };
    let told: Vec<_> = quantities.iter().filter_map(|one| Some((one, of_unit(one)?))).collect();
    told.iter().find_map(|(quantity, (column, value, written))| {
        let same: Vec<_> = told.iter().filter(|(other, _)| sentence(other) == sentence(quantity)).collect();
        let fitting = same.iter().filter(|(_, (_, value, written))| value == written).count();
        let alone = same.iter().filter(|(_, (other, ..))| other == column).count() == 1;
        let is_told_elsewhere =
            told.iter().any(|(_, (other, value, written))| other == column && value == written);
        // What is far off is another matter.
        let is_near = value.minus(*written)?.abs().times(Decimal::new(2, 0)?)? <= written.abs();
        let clause = quantity.clause();
        let words = quantity.before().rsplit(['。', '；', '\n']).next().unwrap_or_default();
        let is_other = OTHER.iter().any(|word| clause.contains(word))
            || ["其中", "上年", "计划"].iter().any(|word| words.contains(word));
        if value == written || fitting < 2 || !alone || is_told_elsewhere || !is_near || is_other {
            return None;
        }
        let (cell, unit) = (table.cell_name(total, *column), &table.columns.get(*column)?.unit);
        let message = Text::new(
            format!("文中是 {value} {unit}，{}是 {written}", cell.zh),
            format!("the text has {value} {unit}, but {} is {written}", cell.en),
        );
        Some(RULE.finding(message).placed(quantity.piece.place(quantity.range.clone())))
    })
}

/// 支出合计1,600.00元： or 共发放救助金1,600.00元，具体如下： right above a table with one column of amounts whose total is 1,500.00.
fn leading(
    subject: &Subject<'_>,
    table: &TableFigures<'_>,
    total: Option<usize>,
    quantities: &[Quantity<'_>],
) -> Option<Diagnostic> {
    let [column] = table.columns_of(ColumnKind::Amount).collect::<Vec<_>>().try_into().ok()?;
    let facts = table.columns.get(column).filter(|facts| !facts.unit.is_empty())?;
    let (written, cell) = match total {
        Some(total) => (table.filled(total, column)?, table.cell_name(total, column)),
        None => sum(table, column)?,
    };
    let pieces = subject.pieces();
    let is_of_table =
        |piece: &Piece| matches!(piece.kind, PieceKind::Cell { table: number, .. } if number == table.number);
    let first = pieces.iter().position(is_of_table)?;
    // 主要捐赠单位如下 lists some only, and so does a table above 其余……
    let is_some = |piece: &Piece| {
        ["节选", "部分", "主要", "其余", "其他", "另有"].iter().any(|word| piece.text.contains(word))
    };
    if total.is_none() && pieces.iter().any(|piece| piece.kind == PieceKind::Paragraph && is_some(piece)) {
        return None;
    }
    let is_unit = |piece: &&Piece| piece.text.starts_with("单位") && piece.text.chars().count() <= 8;
    let lead = pieces.get(..first)?.iter().rev().find(|piece| !is_unit(piece))?;
    let own: Vec<_> = quantities
        .iter()
        .filter(|one| std::ptr::eq(one.piece, lead) && lead.kind == PieceKind::Paragraph)
        .filter_map(|one| Some((one, one.in_unit(&facts.unit, facts.power())?)))
        .collect();
    if own.iter().any(|(_, value)| *value == written) {
        return None;
    }
    // 全镇共发放救助金9,000.00元，具体如下：
    let is_led_in = own.len() == 1 && lead.text.contains("如下");
    let is_given = |clause: &str| {
        let says = |words: &[&str]| words.iter().any(|word| clause.contains(word));
        says(&["共"]) && says(&["发放", "支付", "兑付", "兑现", "分配"]) && !says(&["全年", "本年", "年度"])
    };
    own.into_iter().find_map(|(quantity, value)| {
        let clause = quantity.clause();
        let said = clause.trim_end_matches(['为', '是', '达', ' ', '：', '人', '民', '币']);
        let is_total = ["合计", "总计", "共计", "总额", "总金额"].iter().any(|word| said.ends_with(word))
            || is_led_in && is_given(clause);
        let other = OTHER.iter().filter(|word| !matches!(**word, "月" | "季" | "第"));
        let is_other = other.chain(&["累计", "约", "近", "已"]).any(|word| clause.contains(word));
        // What is far off is another matter.
        let is_near = value.minus(written)?.abs().times(Decimal::new(5, 0)?)? <= written.abs();
        // 16.5万元 may be rounded; 1,600.00元，剔除上年结转后： is no total of the table's.
        let leads = quantity
            .after()
            .strip_prefix(facts.unit.as_str())
            .is_some_and(|rest| LEADS.contains(&rest.trim_end_matches(['：', ':', '。', ' '])));
        if !is_total || is_other || !is_near || !leads {
            return None;
        }
        let unit = &facts.unit;
        let message = Text::new(
            format!("文中是 {value} {unit}，{}是 {written}", cell.zh),
            format!("the text has {value} {unit}, but {} is {written}", cell.en),
        );
        Some(RULE.finding(message).placed(quantity.piece.place(quantity.range.clone())))
    })
}

/// What the rows of a table without a total make, where all of them are plain items with a figure.
fn sum(table: &TableFigures<'_>, column: usize) -> Option<(Decimal, Text)> {
    if table.rows.len() < 2 || table.rows.iter().any(|row| row.role != Role::Item || row.level.is_some()) {
        return None;
    }
    let mut sum = Decimal::ZERO;
    for (row, _) in table.items() {
        sum = sum.plus(table.filled(row, column)?)?;
    }
    let name = &table.columns.get(column)?.name;
    let cell = Text::new(format!("表里“{name}”各行相加"), format!("the sum of the table's column ‘{name}’"));
    Some((sum, cell))
}

/// 以上共计12人。 right below a table whose only column of 人 has the total 7.
fn trailing(
    subject: &Subject<'_>,
    table: &TableFigures<'_>,
    total: usize,
    quantities: &[Quantity<'_>],
) -> Option<Diagnostic> {
    let is_own =
        |piece: &Piece| matches!(piece.kind, PieceKind::Cell { table: number, .. } if number == table.number);
    let pieces = subject.pieces();
    let last = pieces.iter().rposition(is_own)?;
    let below = pieces.get(last + 1).filter(|piece| piece.kind == PieceKind::Paragraph)?;
    let is_said = |clause: &str| {
        let clause = clause.trim_end_matches(['为', '是', ' ', '：']);
        clause.starts_with("以上") && ["共", "共计", "合计", "总计"].iter().any(|word| clause.ends_with(word))
    };
    // 共7户、770元, where the households are right.
    let begins = |one: &Quantity<'_>| {
        ["共", "合计", "总计", "以上"].iter().any(|word| one.piece.text.starts_with(word))
            && !one.before().contains(['。', '；'])
            && !OTHER.iter().filter(|word| **word != "以上").any(|word| one.before().contains(word))
    };
    let fits = |one: &Quantity<'_>| {
        table.columns_of(ColumnKind::Amount).any(|at| {
            let facts = table.columns.get(at).filter(|facts| !facts.unit.is_empty());
            facts
                .and_then(|facts| one.in_unit(&facts.unit, facts.power()))
                .is_some_and(|value| table.filled(total, at) == Some(value))
        })
    };
    let own = || quantities.iter().filter(|one| std::ptr::eq(one.piece, below));
    let one_fits = own().any(|one| begins(one) && fits(one));
    own().filter(|one| is_said(one.clause()) || one_fits && begins(one)).find_map(|one| {
        let mut columns = table.columns_of(ColumnKind::Amount).filter_map(|at| {
            let facts = table.columns.get(at).filter(|facts| !facts.unit.is_empty())?;
            Some((at, one.in_unit(&facts.unit, facts.power())?, table.filled(total, at)?))
        });
        let (column, value, written) = columns.next().filter(|_| columns.next().is_none())?;
        let (cell, unit) = (table.cell_name(total, column), &table.columns.get(column)?.unit);
        let message = Text::new(
            format!("文中是 {value} {unit}，{}是 {written}", cell.zh),
            format!("the text has {value} {unit}, but {} is {written}", cell.en),
        );
        // What is far off is another matter.
        let is_near =
            is_said(one.clause()) || value.minus(written)?.abs().times(Decimal::new(5, 0)?)? <= written.abs();
        (value != written && is_near)
            .then(|| RULE.finding(message).placed(one.piece.place(one.range.clone())))
    })
}

fn fault(
    table: &TableFigures<'_>,
    total: usize,
    column: usize,
    quantities: &[Quantity<'_>],
) -> Option<Diagnostic> {
    let (written, facts) = (table.filled(total, column)?, table.columns.get(column)?);
    let name = matter(&facts.bare).filter(|_| !facts.unit.is_empty())?;
    let power = facts.power();
    let mut other = None;
    for quantity in quantities {
        let Some(value) = quantity.in_unit(&facts.unit, power) else { continue };
        // Where the text has the total anywhere, it speaks of more than one figure.
        if value == written {
            return None;
        }
        // A sentence that sends people elsewhere tells what stands there.
        let sentence = quantity.before().rsplit('。').next().unwrap_or_default();
        if sentence.contains('见') {
            continue;
        }
        let clause = quantity.clause();
        let before =
            clause.trim_end_matches(['共', '计', '合', '总', '额', '为', '是', '达', '数', ' ', '：']);
        if other.is_none() && before.ends_with(name) && !OTHER.iter().any(|word| clause.contains(word)) {
            other = Some((quantity, value));
        }
    }
    let (quantity, value) = other?;
    let (cell, unit) = (table.cell_name(total, column), &facts.unit);
    let message = Text::new(
        format!("文中{name}是 {value} {unit}，{}是 {written}", cell.zh),
        format!("the text has {value} {unit} of {name}, but {} is {written}", cell.en),
    );
    Some(RULE.finding(message).placed(quantity.piece.place(quantity.range.clone())))
}

/// What a column counts, as a sentence would name it: 保障人数 counts 保障, 救助金 is 救助金.
fn matter(head: &str) -> Option<&str> {
    let endings = ["人数", "户数", "数量", "面积", "金额", "总额", "数"];
    let name =
        endings.iter().find_map(|ending| head.strip_suffix(ending)).filter(|name| name.chars().count() >= 2);
    Some(name.unwrap_or(head)).filter(|name| name.chars().count() >= 2)
}
