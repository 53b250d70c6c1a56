//! Departments and other units whose name is written with one character wrong, missing or doubled.

use super::prose::{is_han, prose};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::terms::UnitKind;
use crate::text::Text;
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "unit-name",
    severity: Severity::Warning,
    group: Group::Language,
    waivable: true,
    what: Words::new(
        "单位名称错了、漏了或多了一个字",
        "A unit whose name has one character wrong, missing or doubled",
    ),
    why: Words::new(
        "单位名称用全称或规范简称（党政机关公文处理工作条例），写错了群众找不到门",
        "Units are named in full or by their set short form (Regulation on Official Documents); by a wrong name nobody finds the door",
    ),
    mend: Words::new("照 units.yaml 里的名称写", "write it as units.yaml does"),
    look: Look::Entry(look),
};

/// What many units are called at the end: what stands before it tells which one it is.
const ENDINGS: &[&str] =
    &["办公室", "委员会", "服务中心", "中心", "管理站", "管理所", "工作站", "学校", "医院", "派出所", "大队"];
/// Names that say less than this before their ending are too like others: 党政办公室 is one unit, 党建办公室 another. Of
/// those a slip is told in the ending only.
const LEAST: usize = 4;
/// Shorter names have short forms that are written in many ways.
const SHORTEST: usize = 5;
/// Characters by which one unit is told from another of the same kind: 第一小学, 县农业服务中心.
const OTHER: &str = "镇乡县市区州省村站所局办室院校厅部科股一二三四五六七八九十东西南北中上下大小新老总分和与及在由到从向对将把按给为等的各本全";

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let units = &subject.site.units;
    let town = subject.site.settings.town.as_str();
    let own = units.iter().filter(|unit| unit.kind != UnitKind::Village);
    // The town's name before a name is the town's: that of another town differs.
    let mut names: Vec<Name> = own
        .flat_map(|unit| unit.name.split(['、', '，', '（', '）']).chain([unit.short.as_str()]))
        // 中共青楠镇纪律检查委员会
        .filter_map(|name| {
            Name::of(name.split_once(town).filter(|_| !town.is_empty()).map_or(name, |(_, own)| own))
        })
        // Most entries do not name most units.
        .filter(|name| {
            let is_missing = |mark: &&char| !subject.may_hold(mark.encode_utf8(&mut [0; 4]));
            name.marks.iter().filter(is_missing).count() <= 1
        })
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.marks.len()));
    if names.is_empty() {
        return;
    }
    let mut said = BTreeSet::new();
    for piece in prose(subject) {
        let marks: Vec<(usize, char)> = piece.text.char_indices().collect();
        for name in &names {
            for start in 0..marks.len() {
                let Some(range) = marks.get(start..).and_then(|marks| name.slip(marks)) else { continue };
                let written = piece.text.get(range.clone()).unwrap_or_default();
                // What stands here may be another unit, or this one with what goes before.
                let near = piece.text.get(..range.end).unwrap_or_default();
                let is_other = units.iter().any(|unit| {
                    unit.name.contains(written)
                        || unit.short.contains(written)
                        || near.ends_with(unit.name.as_str())
                        || (!unit.short.is_empty() && near.ends_with(unit.short.as_str()))
                });
                if is_other || !said.insert(written) {
                    continue;
                }
                let right: String = name.marks.iter().collect();
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

/// A name that slips are looked for in.
struct Name {
    marks: Vec<char>,
    /// How many of its characters, from the first on, tell which unit it is.
    tells: usize,
}

impl Name {
    fn of(name: &str) -> Option<Self> {
        let marks: Vec<char> = name.chars().collect();
        let ending = ENDINGS.iter().filter(|ending| name.ends_with(**ending));
        let tells =
            marks.len().saturating_sub(ending.map(|ending| ending.chars().count()).max().unwrap_or(1));
        let has_ending = tells + 1 < marks.len();
        let is_long = marks.len() >= SHORTEST && (tells >= LEAST || has_ending);
        (is_long && marks.iter().all(|mark| is_han(*mark))).then_some(Self { marks, tells })
    }

    /// The bytes at the beginning of a text that are nearly the name: with one character wrong, missing from within, or
    /// written twice.
    fn slip(&self, text: &[(usize, char)]) -> Option<Range<usize>> {
        // Of any slip but one of the first two characters themselves, one of them stands in its place.
        let is_at = |at: usize| text.get(at).map(|(_, mark)| mark) == self.marks.get(at);
        if !is_at(0) && !is_at(1) {
            return None;
        }
        let same = text.iter().zip(&self.marks).take_while(|((_, one), other)| one == *other).count();
        let rest = self.marks.get(same + 1..)?;
        let goes_on = |from: usize, rest: &[char]| {
            text.get(from..from + rest.len()).is_some_and(|text| text.iter().map(|(_, mark)| mark).eq(rest))
        };
        let (wrong, right) = (text.get(same)?.1, *self.marks.get(same)?);
        let can_differ = self.tells >= LEAST || same >= self.tells;
        let is_wrong = can_differ
            && is_han(wrong)
            && !OTHER.contains(wrong)
            && !OTHER.contains(right)
            && goes_on(same + 1, rest);
        // A short form leaves out more than one character, or the last.
        let is_missing = same > 0 && !rest.is_empty() && goes_on(same, rest);
        let is_doubled = same > 0
            && self.marks.get(same - 1) == Some(&wrong)
            && goes_on(same + 1, self.marks.get(same..)?);
        let length = match () {
            () if is_wrong => self.marks.len(),
            () if is_missing => self.marks.len() - 1,
            () if is_doubled => self.marks.len() + 1,
            () => return None,
        };
        let (last, mark) = text.get(length - 1)?;
        Some(text.first()?.0..last + mark.len_utf8())
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn a_slip_is_one_character_wrong_missing_or_doubled() {
        let is_slip = |name: &str, text: &str| {
            let marks: Vec<(usize, char)> = text.char_indices().collect();
            Name::of(name).unwrap().slip(&marks).is_some()
        };
        for text in ["卫生健康公室", "卫生健康办公公室", "卫生建康办公室", "卫健康办公室"]
        {
            assert!(is_slip("卫生健康办公室", text), "{text}");
        }
        for text in
            ["卫生健康办公室", "卫生健康办", "卫生和健康", "卫健办", "生健康办公室", "卫生健康局办公室"]
        {
            assert!(!is_slip("卫生健康办公室", text), "{text}");
        }
        assert!(is_slip("农业服务中心", "农业服备中心") && is_slip("农业服务中心", "农服务中心"));
        assert!(!is_slip("农业服务中心", "林业服务中心") && !is_slip("党政办公室", "党建办公室"));
        assert!(Name::of("财政所").is_none() && Name::of("中心学校").is_none());
    }
}
