//! Villages whose name is written with one character wrong or missing.

use super::prose::{is_han, prose};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Unit;
use crate::terms::UnitKind;
use crate::text::Text;
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "village-name",
    severity: Severity::Warning,
    group: Group::Language,
    waivable: true,
    what: Words::new("村名错了或漏了一个字", "A village whose name has one character wrong or missing"),
    why: Words::new(
        "村名写错，钱和指标就对不上是哪个村",
        "By a wrong name nobody can tell whose money or quota it is",
    ),
    mend: Words::new("照 units.yaml 里的村名写", "write it as units.yaml does"),
    look: Look::Entry(look),
};

/// How many characters a name has of which one may be a slip, wherever it stands. Shorter ones are told beside others only.
const LEAST: usize = 4;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let villages: Vec<&str> = subject.site.units.iter().flat_map(names).collect();
    let long: Vec<&str> = villages.iter().copied().filter(|name| name.chars().count() >= LEAST).collect();
    if villages.is_empty() {
        return;
    }
    let mut said = BTreeSet::new();
    for piece in prose(subject).filter(|piece| piece.text.contains('村')) {
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        for (at, mark) in piece.text.match_indices('村') {
            let end = at + mark.len();
            let head = piece.text.get(..end).unwrap_or_default();
            let slip = long.iter().find_map(|village| slip(head, village));
            if let Some((written, right)) = slip.filter(|_| !villages.iter().any(|name| head.ends_with(name)))
            {
                found.push((end - written.len()..end, right));
            }
        }
        for (range, right) in in_lists(&piece.text, &villages) {
            if !found.iter().any(|(other, _)| other.end == range.end) {
                found.push((range, right));
            }
        }
        for (range, right) in found {
            let written = piece.text.get(range.clone()).unwrap_or_default();
            if said.insert(written) {
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

/// Whether this rule tells of a name wherever it stands.
pub(in crate::check) fn is_slip(name: &str, units: &[Unit]) -> bool {
    units.iter().flat_map(names).any(|village| slip(name, village).is_some())
}

/// What a village is called: 青楠坝村, whether that is its name, its short one, or both end in 村民委员会.
fn names(unit: &Unit) -> impl Iterator<Item = &str> {
    let is_village = unit.kind == UnitKind::Village;
    [unit.name.as_str(), unit.short.as_str()]
        .into_iter()
        .filter(move |name| is_village && name.ends_with('村'))
}

/// Characters by which one place is told from another: 大湾村 and 小湾村 are two villages.
const OTHER: &str = "大小上下东西南北前后新老中内外左右一二三四五六七八九十";

/// The village at the end of a text, where it differs from one in a single character. Names of two characters are too
/// short to tell, and 镇, 各 and the like are no part of a name.
fn slip<'a, 'b>(head: &'a str, village: &'b str) -> Option<(&'a str, &'b str)> {
    let (mut wrong, mut start, mut length) = (None, head.len(), 0);
    let mut behind = head.char_indices().rev();
    for other in village.chars().rev() {
        let (at, one) = behind.next()?;
        (start, length) = (at, length + 1);
        if one != other && wrong.replace((one, other)).is_some() {
            return None;
        }
    }
    let ((wrong, right), written) = (wrong?, head.get(start..)?);
    let is_name = length >= LEAST
        && written.chars().all(is_han)
        && !"镇乡各全本该县市区州省级个和与及在由到从往向对将把按给为等余多某名".contains(wrong)
        && !(OTHER.contains(wrong) && OTHER.contains(right));
    is_name.then_some((written, village))
}

/// What stands in lists of villages (青楠坝村、石桥弯村和双河村) and is none, with the village it is nearly.
fn in_lists<'v>(text: &str, villages: &[&'v str]) -> Vec<(Range<usize>, &'v str)> {
    let mut found = Vec::new();
    for list in lists(text) {
        let item = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        let known =
            list.iter().filter(|range| villages.iter().any(|name| item(range).ends_with(name))).count();
        if known < 2 || known * 2 < list.len() {
            continue;
        }
        // What is another item of the list is no slip for it.
        let is_listed = |name: &str| list.iter().any(|range| item(range).ends_with(name));
        for range in &list {
            let written = item(range);
            if villages.iter().any(|name| written.ends_with(name)) {
                continue;
            }
            // 邻镇的双河村、大湾村: from here on of another town.
            if written.contains(['镇', '乡', '县', '邻', '外']) {
                break;
            }
            let near = villages.iter().find(|name| is_near(written, name) && !is_listed(name));
            found.extend(near.map(|name| (range.clone(), *name)));
        }
    }
    found
}

/// Runs of at least three names that end in 村, parted by 、 or 和.
fn lists(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut lists: Vec<Vec<Range<usize>>> = Vec::new();
    let mut end_before = None;
    for (at, mark) in text.match_indices('村') {
        let end = at + mark.len();
        let head = text.get(..at).unwrap_or_default();
        let joint =
            head.char_indices().rev().take(6).find(|(_, sign)| !is_han(*sign) || "和及与".contains(*sign));
        let start = joint.map_or(0, |(at, sign)| at + sign.len_utf8());
        let continues = joint.is_some_and(|(at, sign)| end_before == Some(at) && "、，和及与".contains(sign));
        end_before = Some(end);
        if !continues || lists.is_empty() {
            lists.push(Vec::new());
        }
        if let Some(list) = lists.last_mut() {
            list.push(start..end);
        }
    }
    lists.retain(|list| list.len() >= 3);
    lists
}

/// Whether a name is another with one character wrong, or one missing from within.
fn is_near(written: &str, name: &str) -> bool {
    let (own, right): (Vec<char>, Vec<char>) = (written.chars().collect(), name.chars().collect());
    let head = own.iter().zip(&right).take_while(|(one, other)| one == other).count();
    let tail = own.iter().rev().zip(right.iter().rev()).take_while(|(one, other)| one == other).count();
    let differ = (own.get(head), right.get(head));
    let is_wrong = own.len() == right.len()
        && own.len() >= 3
        && head + tail + 1 == own.len()
        && matches!(differ, (Some(one), Some(other)) if !(OTHER.contains(*one) && OTHER.contains(*other)));
    let is_missing = own.len() >= 3 && own.len() + 1 == right.len() && head + tail >= own.len();
    is_wrong || is_missing
}

#[cfg(test)]
mod tests {
    use super::{in_lists, slip};

    #[test]
    fn one_wrong_character_is_a_slip() {
        assert_eq!(slip("经石桥弯村", "石桥湾村"), Some(("石桥弯村", "石桥湾村")));
        for other in ["石桥湾村", "青楠镇村", "柏林坪村", "桥湾村", "在石桥村", "双桥沟村"]
        {
            assert_eq!(slip(other, "石桥湾村"), None, "{other}");
        }
        assert_eq!(slip("青楠镇村", "青楠坝村"), None);
        assert_eq!(slip("小湾头村", "大湾头村"), None);
    }

    #[test]
    fn lists_show_short_names_and_missing_characters() {
        let villages = ["新桥村", "石岭村", "柳沟村", "双河口村"];
        let found = |text: &str| {
            in_lists(text, &villages)
                .into_iter()
                .map(|(range, right)| (text.get(range).unwrap().to_owned(), right))
                .collect::<Vec<_>>()
        };
        assert_eq!(found("送到新桥村、石领村、柳沟村"), [("石领村".to_owned(), "石岭村")]);
        assert_eq!(found("新桥村、石岭村和双河村"), [("双河村".to_owned(), "双河口村")]);
        for text in [
            "新桥村、石岭村、柳沟村、双河口村",
            "石领村很大",
            "新桥村、老桥村、石岭村",
            "新桥村、石岭村和邻镇的大河村",
            "新桥村、石岭村、柳沟村与邻镇的大河村、双河村",
            "新桥村、石岭村、柳沟村、柳村",
            "送到新桥村、石岭村和各村",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
