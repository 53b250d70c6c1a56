//! Lists by village: one missing, one unknown, figures that are not those of `units.yaml`.

use super::push_some;
use crate::check::figures::TableFigures;
use crate::check::language::is_village_slip;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Unit, VillageFacts};
use crate::nearest::nearest;
use crate::terms::UnitKind;
use crate::text::Text;

pub(super) static MISSING: Rule = Rule {
    code: "village-missing",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "按村列的表漏了村，或一个村列了两次",
        "A list by village that leaves out a village, or has one twice",
    ),
    why: Words::new(
        "漏掉的村的群众会以为没有他们的份（村民委员会组织法第三十条）",
        "People of the village left out think they get nothing (Villagers' Committees Organic Law art. 30)",
    ),
    mend: Words::new("补上这个村；没有就写 0", "add the village, with 0 where there is nothing"),
    look: Look::Entry(missing),
};

pub(super) static UNKNOWN: Rule = Rule {
    code: "village-unknown",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: true,
    what: Words::new("表里的村名不在 units.yaml 里", "A village of a table that units.yaml does not have"),
    why: Words::new(
        "村名写错，群众找不到自己的村",
        "Where its name is wrong, people do not find their village",
    ),
    mend: Words::new("按 units.yaml 写村名", "write the village as units.yaml has it"),
    look: Look::Entry(unknown),
};

pub(super) static FIGURES: Rule = Rule {
    code: "village-figures",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "户数、人口、组数和 units.yaml 登记的不一致",
        "Households, people or groups that are not those of units.yaml",
    ),
    why: Words::new(
        "各处公布的户数、人口要一致（统计法）",
        "Households and people must be the same wherever they are published (Statistics Law)",
    ),
    mend: Words::new("核对后改这里，或改 units.yaml", "check them, then mend them here or in units.yaml"),
    look: Look::Entry(figures),
};

fn villages<'a>(subject: &Subject<'a>) -> Vec<&'a Unit> {
    subject.site.units.iter().filter(|unit| unit.kind == UnitKind::Village).collect()
}

/// The column of a table that names villages, with the village of each item row as it is written there.
#[derive(Debug)]
pub(in crate::check) struct ByVillage {
    column: usize,
    /// The row, the name as written, the village.
    rows: Vec<(usize, String, Option<usize>)>,
    /// Whether each row is a village, not a group or a household of one.
    is_by_village: bool,
}

/// The tables of an entry in which most cells of a column name villages, in the order of its figures; none in the place of
/// the others.
pub(in crate::check) fn by_village(subject: &Subject<'_>) -> Vec<Option<ByVillage>> {
    let villages = villages(subject);
    subject.figures().iter().map(|table| of_table(table, &villages)).collect()
}

/// The lists by village of an entry, each with its table.
fn lists<'s, 'a>(subject: &'s Subject<'a>) -> impl Iterator<Item = (&'s TableFigures<'a>, &'s ByVillage)> {
    subject
        .figures()
        .iter()
        .zip(subject.by_village())
        .filter_map(|(table, list)| Some((table, list.as_ref()?)))
}

fn of_table(table: &TableFigures<'_>, villages: &[&Unit]) -> Option<ByVillage> {
    let is_village = |head: &str| {
        ["村", "单位", "地点", "名称"].iter().any(|word| head.contains(word)) && !head.contains("自然")
    };
    let columns = table.columns.iter().enumerate().filter(|(_, column)| is_village(&column.bare));
    columns.map(|(column, _)| column).find_map(|column| {
        let mut rows: Vec<(usize, String, Option<usize>)> = Vec::new();
        let mut is_by_village = true;
        for (row, _) in table.items() {
            let text = table.cell(row, column)?.text();
            // 石桥湾村3组, 石桥湾村民委员会
            let text = text.trim();
            let end = text.rfind('村').map_or(text.len(), |at| at + '村'.len_utf8());
            let name = text.get(..end)?;
            let is = |own: &str| own == name || own.ends_with(name) && name.chars().count() >= 3;
            let found = villages.iter().position(|unit| names(unit).any(is));
            is_by_village &= found.is_none() || end == text.len();
            if !name.is_empty() {
                rows.push((row, name.to_owned(), found));
            }
        }
        let known = rows.iter().filter(|(_, _, village)| village.is_some()).count();
        (known > 0 && known * 2 >= rows.len()).then_some(ByVillage { column, rows, is_by_village })
    })
}

fn names(unit: &Unit) -> impl Iterator<Item = &str> {
    [unit.name.as_str(), unit.short.as_str()].into_iter().filter(|name| !name.is_empty())
}

fn missing(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let villages = villages(subject);
    if villages.len() < 3 {
        return;
    }
    for (table, list) in lists(subject).filter(|(_, list)| list.is_by_village) {
        problems.extend(gaps(subject, table, list, &villages));
    }
}

/// A list of nearly all villages, a row each, that lacks some or has one twice.
fn gaps(
    subject: &Subject<'_>,
    table: &TableFigures<'_>,
    list: &ByVillage,
    villages: &[&Unit],
) -> Option<Diagnostic> {
    let count = |village: usize| list.rows.iter().filter(|(_, _, found)| *found == Some(village)).count();
    let (mut absent, mut twice) = (Vec::new(), Vec::new());
    for (at, unit) in villages.iter().enumerate() {
        match count(at) {
            0 => absent.push(unit.short.as_str()),
            1 => {}
            _ => twice.push(unit.short.as_str()),
        }
    }
    // Whose name is written wrongly is told of there.
    let is_slip = |name: &str| is_village_slip(name, &subject.site.units);
    let slips = list.rows.iter().filter(|(_, name, village)| village.is_none() && is_slip(name)).count();
    if slips > 0 && slips >= absent.len() && twice.is_empty() {
        return None;
    }
    let listed = villages.len() - absent.len();
    // A list of all has a row a village; one of persons or projects names some several times.
    let is_list_of_all = absent.len() <= villages.len() / 5 && list.rows.len() <= villages.len() + 1;
    let claims_all = list.rows.len() == listed && listed >= 2 && claims_all(subject, villages.len());
    if absent.is_empty() && twice.is_empty() || twice.len() > 1 || !(is_list_of_all || claims_all) {
        return None;
    }
    let (row, _, _) = list.rows.first()?;
    let place = match table.table.head.last().and_then(|row| row.cells.get(list.column)) {
        Some(cell) => subject.cell_place(table.table, cell),
        None => subject.cell_place(table.table, table.cell(*row, list.column)?),
    };
    let all = villages.len();
    let (gone, again) = (absent.join("、"), twice.join("、"));
    let message = match (absent.is_empty(), twice.is_empty()) {
        (false, true) => Text::new(
            format!("全镇 {all} 个村，表里只有 {listed} 个，缺{gone}"),
            format!("the town has {all} villages, the table {listed}: {gone} is missing"),
        ),
        (false, false) => Text::new(
            format!("全镇 {all} 个村，表里缺{gone}，{again}列了两次"),
            format!("of the town's {all} villages the table lacks {gone} and has {again} twice"),
        ),
        _ => Text::new(format!("{again}在表里列了两次"), format!("the table has {again} twice")),
    };
    Some(MISSING.finding(message).placed(place))
}

/// Whether the text says that it is about all villages: 15个村, 各村.
fn claims_all(subject: &Subject<'_>, count: usize) -> bool {
    let all = [
        format!("全镇{count}个村"),
        format!("到{count}个村"),
        format!("{count}个村全部"),
        format!("全镇{count}个行政村"),
    ];
    subject.pieces().iter().any(|piece| all.iter().any(|words| piece.text.contains(words.as_str())))
}

fn unknown(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let villages = villages(subject);
    for (table, list) in lists(subject) {
        let is_stranger = |name: &str| name.ends_with('村') && !is_village_slip(name, &subject.site.units);
        let strangers = list.rows.iter().filter(|(_, name, village)| village.is_none() && is_stranger(name));
        let mut found = Vec::new();
        for (row, name, _) in strangers {
            let Some(cell) = table.cell(*row, list.column) else { continue };
            let message =
                Text::new(format!("units.yaml 里没有“{name}”"), format!("units.yaml has no ‘{name}’"));
            let finding = UNKNOWN.finding(message).placed(subject.cell_place(table.table, cell));
            let all = villages.iter().flat_map(|unit| names(unit));
            found.push(match nearest(name, all) {
                Some(near) => {
                    finding.help(Text::new(format!("是不是“{near}”？"), format!("did you mean ‘{near}’?")))
                }
                None => finding,
            });
        }
        push_some(found, problems);
    }
}

/// Whether a table tells of villages as they are: two of their facts, or one that says 总, and no money, whose table counts
/// those who get it.
fn is_of_facts(table: &TableFigures<'_>) -> bool {
    let facts = table.columns.iter().filter(|column| fact(&column.bare).is_some());
    let is_whole = |head: &str| head.starts_with(['总', '全']) || head == "农户数";
    let (count, whole) = (facts.clone().count(), facts.clone().any(|column| is_whole(&column.bare)));
    let has_money = table.columns.iter().any(|column| {
        column.money_power().is_some()
            || ["金额", "补贴", "补助", "资金"].iter().any(|word| column.bare.contains(word))
    });
    whole || (count > 1 && !has_money)
}

/// What a column of a list by village counts, where its head says just that.
fn fact(head: &str) -> Option<fn(VillageFacts) -> u32> {
    match head {
        "户数" | "总户数" | "农户数" | "全村户数" => Some(|facts| facts.households),
        "人口" | "总人口" | "人口数" | "总人口数" | "总人数" => Some(|facts| facts.people),
        "组数" | "村民小组" | "村民小组数" | "小组数" => Some(|facts| facts.groups),
        _ => None,
    }
}

fn figures(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let villages = villages(subject);
    for (table, list) in lists(subject).filter(|(_, list)| list.is_by_village) {
        let mut found = Vec::new();
        let facts = table.columns.iter().enumerate().filter(|_| is_of_facts(table));
        for (column, head) in facts {
            let Some(fact) = fact(&head.bare) else { continue };
            for (row, name, village) in &list.rows {
                let facts = village.and_then(|at| villages.get(at)).and_then(|unit| unit.village);
                let (Some(facts), Some(written)) = (facts, table.filled(*row, column)) else { continue };
                let right = fact(facts);
                if written.whole() == Some(i64::from(right)) {
                    continue;
                }
                let Some(cell) = table.cell(*row, column) else { continue };
                let cell_name = table.cell_name(*row, column);
                let message = Text::new(
                    format!("{}是 {written}，units.yaml 里{name}是 {right}", cell_name.zh),
                    format!("{} is {written}, but units.yaml has {right} for {name}", cell_name.en),
                );
                found.push(FIGURES.finding(message).placed(subject.cell_place(table.table, cell)));
            }
        }
        push_some(found, problems);
    }
    problems.extend(distributed(subject, &villages));
}

/// Leaflets to every household of some villages: as many as they have.
fn distributed(subject: &Subject<'_>, villages: &[&Unit]) -> Option<Diagnostic> {
    let distribution = subject.entry.distribution.as_ref()?;
    let stated = distribution.households?;
    let mut sum = 0_u32;
    for name in &distribution.scope {
        let unit = villages
            .iter()
            .find(|unit| *unit.id.value == *name.value || names(unit).any(|own| own == name.value))?;
        sum = sum.checked_add(unit.village?.households)?;
    }
    let first = distribution.scope.first().filter(|_| sum != stated)?;
    let scope: Vec<&str> = distribution.scope.iter().map(|name| name.value.as_str()).collect();
    let scope = scope.join("、");
    let message = Text::new(
        format!("发放 {stated} 户，units.yaml 里{scope}共 {sum} 户"),
        format!("{stated} households are to get it, but by units.yaml {scope} has {sum}"),
    );
    Some(FIGURES.finding(message).placed(Place::Text(first.span.clone())))
}
