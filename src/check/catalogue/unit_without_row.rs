//! Units that answer for nothing.

use crate::check::{Group, Look, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Site, Unit};
use crate::terms::UnitKind;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "unit-without-row",
    severity: Severity::Warning,
    group: Group::Catalogue,
    waivable: false,
    what: Words::new("目录里没有一项归这个单位公开", "A unit that no catalogue row names"),
    why: Words::new(
        "每个单位都有该公开的事项，目录里没有就没人催（政府信息公开条例第十二条）",
        "Every unit has something to disclose; what is not in the catalogue nobody asks for (Regulation on Open Government Information art. 12)",
    ),
    mend: Words::new(
        "在 catalogue.csv 里给它加一项，或删去这个单位",
        "give it a row of catalogue.csv, or drop the unit",
    ),
    look: Look::Site(look),
};

fn look(site: &Site, problems: &mut Vec<Diagnostic>) {
    if site.catalogue.is_empty() {
        return;
    }
    let has_row = |unit: &&Unit| {
        site.catalogue.iter().any(|row| {
            row.units.iter().any(|named| named.value == unit.id.value)
                || (row.villages && unit.kind == UnitKind::Village)
        })
    };
    let without: Vec<&Unit> = site.units.iter().filter(|unit| !has_row(unit)).collect();
    let Some(first) = without.first() else { return };
    let names: Vec<&str> = without.iter().map(|unit| unit.short.as_str()).collect();
    let message = Text::new(
        format!("目录里没有一项归{}公开", names.join("、")),
        format!("no catalogue row names {}", names.join(", ")),
    );
    problems.push(RULE.finding(message).at(first.id.span.clone()));
}
