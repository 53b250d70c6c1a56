//! Columns of a list that the entry does not declare or its catalogue row does not allow.

use super::lists::List;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::Column;
use crate::terms::Masking;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "undeclared-column",
    severity: Severity::Error,
    group: Group::Personal,
    waivable: true,
    what: Words::new(
        "名单里有没有申报、或目录项不许公开的列",
        "A list has a column that is not declared, or that its catalogue row does not allow",
    ),
    why: Words::new(
        "公开个人信息限于目录项规定的内容（个人信息保护法第六条；社会救助暂行办法第六十一条）",
        "Personal information is made public only as the catalogue row says (Personal Information Protection Law art. 6; Interim Measures for Social Assistance art. 61)",
    ),
    mend: Words::new(
        "删去这一列，或写进 personal_data 的 fields；目录项不许的只能删",
        "take the column out or list it in fields of personal_data; what the row forbids has to go",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for list in subject.lists() {
        if let Some(row) = subject.row()
            && allows_no_names(&row.privacy)
            && let Some(cell) = list.column(Column::Name).and_then(|at| list.head_cell(at))
        {
            let message = Text::new(
                format!("目录项 {} 不公开个人名单", row.id.value),
                format!("the row {} allows no list of persons", row.id.value),
            );
            let help = Text::new(
                "不列名单，只公布人数、金额；该列名单的，换成许可名单的目录项",
                "publish numbers and sums instead; where a list is due, name the row that allows it",
            );
            let finding = RULE.finding(message).help(help);
            problems.push(finding.placed(subject.cell_place(list.table, cell)));
            continue;
        }
        for (at, column) in list.columns.iter().enumerate() {
            if let Some(column) = column {
                problems.extend(fault(subject, list, at, *column));
            }
        }
    }
}

fn fault(subject: &Subject<'_>, list: &List<'_>, at: usize, column: Column) -> Option<Diagnostic> {
    let entry = subject.entry;
    let is_masked = entry.mask == Masking::Auto && masks(column);
    let names = declared_as(column)?;
    let head = list.head(at);
    let row = subject.row().filter(|row| !is_masked && !allows(&row.privacy, column));
    let message = if let Some(row) = row {
        Text::new(
            format!("目录项 {} 不许公开“{head}”（只许：{}）", row.id.value, row.privacy),
            format!("the row {} does not allow ‘{head}’ (it allows: {})", row.id.value, row.privacy),
        )
    } else {
        let declared = entry.personal_data.as_ref()?;
        let is_declared = |field: &str| {
            let field = field.trim();
            names.contains(&field) || head.contains(field)
        };
        if is_masked || declared.fields.iter().any(|field| is_declared(&field.value)) {
            return None;
        }
        Text::new(
            format!("“{head}”一列没有写进 personal_data 的 fields"),
            format!("the column ‘{head}’ is not among the fields of personal_data"),
        )
    };
    Some(RULE.finding(message).placed(subject.cell_place(list.table, list.head_cell(at)?)))
}

/// The words by which `fields` may declare a column; none for what needs no declaration.
fn declared_as(column: Column) -> Option<&'static [&'static str]> {
    Some(match column {
        Column::Identity => &["id_number", "masked_id", "masked_id_number"],
        Column::Phone => &["phone", "masked_phone"],
        Column::Card => &["account", "bank_card", "masked_account", "masked_card"],
        Column::Address => &["address"],
        Column::Birth => &["birth_year", "birth_month", "birth_date"],
        Column::Age => &["age", "birth_year", "birth_month", "birth_date"],
        Column::Gender => &["gender"],
        Column::Close => &["close"],
        // Health has a rule of its own.
        Column::Name | Column::Group | Column::Health => return None,
    })
}

/// Whether `mask: auto` masks the column.
fn masks(column: Column) -> bool {
    matches!(column, Column::Identity | Column::Phone | Column::Card | Column::Address | Column::Birth)
}

/// Words of a privacy profile that say what a list may show.
const LIST: &[&str] =
    &["masked_name", "name", "group", "size", "amount", "area", "birth_month", "birth_year", "post"];

/// Whether a row's profile, where it says what lists may show, allows a column. A gender harms nobody.
fn allows(profile: &str, column: Column) -> bool {
    let words: Vec<&str> = profile.split([' ', ',', ';', '，', '；', '、']).collect();
    if !words.iter().any(|word| LIST.contains(word)) {
        return true;
    }
    match column {
        Column::Gender | Column::Name | Column::Group => true,
        _ => declared_as(column).is_some_and(|names| words.iter().any(|word| names.contains(word))),
    }
}

pub(super) fn allows_no_names(profile: &str) -> bool {
    matches!(profile.trim(), "none" | "posts only")
}
