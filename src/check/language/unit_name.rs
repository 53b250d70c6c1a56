//! Departments and other units whose name is written with one wrong character.

use super::prose::{is_han, prose};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::terms::UnitKind;
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: "unit-name",
    severity: Severity::Warning,
    group: Group::Language,
    waivable: true,
    what: Words::new("单位名称错了一个字", "A unit whose name has one wrong character"),
    why: Words::new(
        "单位名称用全称或规范简称（党政机关公文处理工作条例），写错了群众找不到门",
        "Units are named in full or by their set short form (Regulation on Official Papers); by a wrong name nobody finds the door",
    ),
    mend: Words::new("照 units.yaml 里的名称写", "write it as units.yaml does"),
    look: Look::Entry(look),
};

/// What many units are called at the end: what stands before it tells which one it is.
const ENDINGS: &[&str] =
    &["办公室", "委员会", "服务中心", "中心", "管理站", "管理所", "工作站", "学校", "医院", "派出所", "大队"];
/// Names that say less than this before their ending are too like others: 党政办公室 is one unit, 党建办公室 another.
const LEAST: usize = 4;
/// Characters by which one unit is told from another of the same kind: 第一小学, 县农业服务中心.
const OTHER: &str = "镇乡县市区州省村站所局办室院校厅部科股一二三四五六七八九十东西南北中上下大小新老总分和与及在由到从向对将把按给为等的各本全";

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let units = &subject.site.units;
    let town = subject.site.settings.town.as_str();
    let own = units.iter().filter(|unit| unit.kind != UnitKind::Village);
    // The town's name before a name is the town's: that of another town differs.
    let names: Vec<Vec<char>> = own
        .flat_map(|unit| unit.name.split(['、', '，', '（', '）']).chain([unit.short.as_str()]))
        .map(|name| name.strip_prefix(town).unwrap_or(name).chars().collect::<Vec<char>>())
        .filter(|name| name.iter().all(|mark| is_han(*mark)) && tells(name) >= LEAST)
        .collect();
    // Most entries do not name most units.
    let may = |name: &&Vec<char>| {
        let missing = name.iter().filter(|mark| !subject.may_hold(mark.encode_utf8(&mut [0; 4]))).count();
        missing <= 1
    };
    let names: Vec<&Vec<char>> = names.iter().filter(may).collect();
    if names.is_empty() {
        return;
    }
    let mut said = BTreeSet::new();
    for piece in prose(subject) {
        let marks: Vec<(usize, char)> = piece.text.char_indices().collect();
        for name in &names {
            for window in marks.windows(name.len()) {
                let mut pairs = window.iter().zip(name.iter()).filter(|((_, one), other)| one != *other);
                let (Some(((_, wrong), right)), None) = (pairs.next(), pairs.next()) else { continue };
                let is_slip = is_han(*wrong) && !OTHER.contains(*wrong) && !OTHER.contains(*right);
                let (Some((start, _)), Some((last, mark))) = (window.first(), window.last()) else {
                    continue;
                };
                let range = *start..last + mark.len_utf8();
                let written = piece.text.get(range.clone()).unwrap_or_default();
                let is_other =
                    units.iter().any(|unit| unit.name.contains(written) || unit.short.contains(written));
                if !is_slip || is_other || !said.insert(written) {
                    continue;
                }
                let right: String = name.iter().collect();
                let message = Text::new(
                    format!("没有“{written}”，有“{right}”"),
                    format!("there is no ‘{written}’, but ‘{right}’"),
                );
                let help = Text::new(format!("是不是 {right}？"), format!("did you mean {right}?"));
                problems.push(RULE.finding(message).placed(piece.place(range)).help(help));
            }
        }
    }
}

/// How many characters of a name tell which unit it is.
fn tells(name: &[char]) -> usize {
    let whole: String = name.iter().collect();
    let ending =
        ENDINGS.iter().filter(|ending| whole.ends_with(**ending)).map(|ending| ending.chars().count()).max();
    name.len().saturating_sub(ending.unwrap_or(1))
}
