//! Totals and subtotals that their rows do not make.

use super::explain::explain;
use super::push_some;
use crate::check::figures::{ColumnKind, Fault, Part, Sum, TableFigures};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static TOTAL: Rule = Rule {
    code: "wrong-total",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: true,
    what: Words::new("合计和各行相加的数不一致", "A total that its rows do not make"),
    why: Words::new(
        "公开的数字要真实、账表相符（会计法，村民委员会组织法第三十条）；群众第一眼就会自己加一遍",
        "Published figures must be true and agree with the books (Accounting Law, Villagers' Committees Organic Law art. 30); people add them up first of all",
    ),
    mend: Words::new("对照原账核对各行，再改合计", "hold the rows against the books, then mend the total"),
    look: Look::Entry(totals),
};

pub(super) static SUBTOTAL: Rule = Rule {
    code: "wrong-subtotal",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "小计、分项（一、下的（一）（二））或“其中”和上一级的数对不上",
        "A subtotal that its items do not make, or parts (其中) that exceed their whole",
    ),
    why: Words::new(
        "分项对不上，合计再对也说明有一行写错了（会计法）",
        "Where parts do not fit, a line is wrong even if the total is right (Accounting Law)",
    ),
    mend: Words::new("核对这一段的各行和小计", "check the rows of this part and their subtotal"),
    look: Look::Entry(subtotals),
};

fn totals(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    each(subject, problems, &TOTAL, |part| part == Part::Total);
}

fn subtotals(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    each(subject, problems, &SUBTOTAL, |part| part != Part::Total);
}

fn each(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>, rule: &Rule, wanted: fn(Part) -> bool) {
    for table in subject.figures() {
        let columns = summed(table);
        if columns.is_empty() {
            continue;
        }
        let mut found = Vec::new();
        for sum in Sum::of(table).into_iter().filter(|sum| wanted(sum.part)) {
            found.extend(columns.iter().filter_map(|column| fault(subject, table, &sum, *column, rule)));
        }
        push_some(found, problems);
    }
}

/// The columns of a table that add up: those that the front matter names, else those of amounts.
fn summed(table: &TableFigures<'_>) -> Vec<usize> {
    let declared = table.rules.map(|rules| rules.sum_columns.as_slice()).unwrap_or_default();
    if !declared.is_empty() {
        return declared.iter().filter_map(|column| table.column(&column.value)).collect();
    }
    // Where a column says what each row is counted in, a sum would add hectares to pigs; but not one of yuan.
    let is_unit = |name: &str| matches!(name, "单位" | "计量单位");
    let counts_apart = table.columns.iter().any(|column| is_unit(&column.name));
    let has_unit = |at: &usize| table.columns.get(*at).is_some_and(|column| !column.unit.is_empty());
    table.columns_of(ColumnKind::Amount).filter(|at| !counts_apart || has_unit(at)).collect()
}

/// Whether the total row of a column that nobody declared holds not a sum but the balance: what the first or the last
/// row has.
fn is_balance(table: &TableFigures<'_>, column: usize, fault: &Fault<'_>) -> bool {
    let is_declared = table.rules.is_some_and(|rules| !rules.sum_columns.is_empty());
    let words = ["余", "累计", "期初", "期末", "年初", "年末", "结存"];
    let is_named =
        table.columns.get(column).is_some_and(|head| words.iter().any(|word| head.bare.contains(word)));
    let is = |row: Option<&usize>| row.and_then(|row| table.filled(*row, column)) == Some(fault.written);
    !is_declared && is_named && (is(fault.parts.first()) || is(fault.parts.last()))
}

fn fault(
    subject: &Subject<'_>,
    table: &TableFigures<'_>,
    sum: &Sum,
    column: usize,
    rule: &Rule,
) -> Option<Diagnostic> {
    let fault = sum.fault(table, column).filter(|fault| !is_balance(table, column, fault))?;
    let (name, written, made) = (table.cell_name(sum.row, column), fault.written, fault.sum);
    let difference = made.minus(written)?.abs();
    let shown = shown(table, column, fault.parts);
    let parts = match sum.part {
        Part::Total => Text::new("各行相加是", "its rows make"),
        Part::All => Text::new("所含各行相加是", "its items make"),
        Part::Some => Text::new("下面所含的各行相加就有", "its parts below alone make"),
    };
    let message = Text::new(
        format!("{}是 {written}，{} {made}{}，相差 {difference}", name.zh, parts.zh, shown.zh),
        format!("{} is {written}, but {} {made}{}: {difference} apart", name.en, parts.en, shown.en),
    );
    let place = subject.cell_place(table.table, table.cell(sum.row, column)?);
    let finding = rule.finding(message).placed(place);
    Some(match explain(table, column, &fault).filter(|_| sum.part != Part::Some) {
        Some(help) => finding.help(help),
        None => finding,
    })
}

/// The parts as they were added, where they are few.
fn shown(table: &TableFigures<'_>, column: usize, rows: &[usize]) -> Text {
    let values: Vec<String> =
        rows.iter().filter_map(|row| table.filled(*row, column)).map(|value| value.to_string()).collect();
    match values.len() {
        1 => Text::new("", ""),
        2..=6 => {
            let sum = values.join(" + ").replace("+ -", "− ");
            Text::new(format!("（{sum}）"), format!(" ({sum})"))
        }
        count => Text::new(format!("（共 {count} 行）"), format!(" ({count} rows)")),
    }
}
