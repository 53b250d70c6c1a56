//! Villages whose name is written with one wrong character.

use super::prose::{is_han, prose};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::terms::UnitKind;
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: "village-name",
    severity: Severity::Warning,
    group: Group::Language,
    waivable: true,
    what: Words::new("村名错了一个字", "A village whose name has one wrong character"),
    why: Words::new(
        "村名写错，钱和指标就对不上是哪个村",
        "By a wrong name nobody can tell whose money or quota it is",
    ),
    mend: Words::new("照 units.yaml 里的村名写", "write it as units.yaml does"),
    look: Look::Entry(look),
};

/// How many characters a name has of which one may be a slip.
const LEAST: usize = 4;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let units = &subject.site.units;
    let villages: Vec<&str> = units
        .iter()
        .filter(|unit| unit.kind == UnitKind::Village && unit.name.ends_with('村'))
        .map(|unit| unit.name.as_str())
        .collect();
    let long: Vec<&str> = villages.iter().copied().filter(|name| name.chars().count() >= LEAST).collect();
    if long.is_empty() {
        return;
    }
    let mut said = BTreeSet::new();
    for piece in prose(subject) {
        for (at, mark) in piece.text.match_indices('村') {
            let end = at + mark.len();
            let head = piece.text.get(..end).unwrap_or_default();
            let Some((written, right)) = long.iter().find_map(|village| slip(head, village)) else {
                continue;
            };
            if villages.iter().any(|village| head.ends_with(village)) {
                continue;
            }
            if said.insert(written) {
                let message = Text::new(
                    format!("没有“{written}”，有“{right}”"),
                    format!("there is no ‘{written}’, but ‘{right}’"),
                );
                let help = Text::new(format!("是不是 {right}？"), format!("did you mean {right}?"));
                let place = piece.place(end - written.len()..end);
                problems.push(RULE.finding(message).placed(place).help(help));
            }
        }
    }
}

/// The village at the end of a text, where it differs from one in a single character. Names of two characters are too
/// short to tell, and 镇, 各 and the like are no part of a name.
fn slip<'a, 'b>(head: &'a str, village: &'b str) -> Option<(&'a str, &'b str)> {
    let (mut wrong, mut start, mut length) = (None, head.len(), 0);
    let mut behind = head.char_indices().rev();
    for other in village.chars().rev() {
        let (at, one) = behind.next()?;
        (start, length) = (at, length + 1);
        if one != other && wrong.replace(one).is_some() {
            return None;
        }
    }
    let (wrong, written) = (wrong?, head.get(start..)?);
    let is_name = length >= LEAST
        && written.chars().all(is_han)
        && !"镇乡各全本该县市区州省级个和与及在由到从往向对将把按给为等余多某名".contains(wrong);
    is_name.then_some((written, village))
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn one_wrong_character_is_a_slip() {
        assert_eq!(slip("经石桥弯村", "石桥湾村"), Some(("石桥弯村", "石桥湾村")));
        for other in ["石桥湾村", "青楠镇村", "柏林坪村", "桥湾村", "在石桥村", "双桥沟村"]
        {
            assert_eq!(slip(other, "石桥湾村"), None, "{other}");
        }
        assert_eq!(slip("青楠镇村", "青楠坝村"), None);
    }
}
