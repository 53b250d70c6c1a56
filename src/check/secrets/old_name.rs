//! Names of bodies and terms that are no more.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "old-name",
    severity: Severity::Warning,
    group: Group::Secrets,
    waivable: true,
    what: Words::new("单位或事项用了旧称", "The old name of a body or a matter"),
    why: Words::new(
        "机构改革后旧称会让群众找错地方（党和国家机构改革方案，2018）",
        "After the reform of 2018 old names send people to the wrong place",
    ),
    mend: Words::new(
        "换成现在的名称；说历史的可豁免",
        "use the name of today; waive it where the past is told",
    ),
    look: Look::Entry(look),
};

/// A name, the year it came to its end, and the name of today.
type Old<'a> = (&'a str, i16, &'a str);

const NAMES: &[Old<'static>] = &[
    ("国土资源局", 2019, "自然资源局"),
    ("国土资源和房屋管理局", 2019, "自然资源局"),
    ("国土资源部", 2018, "自然资源部"),
    ("工商行政管理局", 2019, "市场监督管理局"),
    ("工商局", 2019, "市场监督管理局"),
    ("质量技术监督局", 2019, "市场监督管理局"),
    ("质监局", 2019, "市场监督管理局"),
    ("食品药品监督管理局", 2019, "市场监督管理局"),
    ("食药监局", 2019, "市场监督管理局"),
    ("安全生产监督管理局", 2019, "应急管理局"),
    ("安监局", 2019, "应急管理局"),
    ("环境保护局", 2019, "生态环境局"),
    ("环保局", 2019, "生态环境局"),
    ("卫生和计划生育局", 2019, "卫生健康局"),
    ("卫计局", 2019, "卫生健康局"),
    ("卫计委", 2019, "卫生健康委"),
    ("国家税务局和地方税务局", 2018, "税务局"),
    ("地方税务局", 2018, "税务局"),
    ("地税局", 2018, "税务局"),
    ("国税局", 2018, "税务局"),
    ("新型农村合作医疗", 2020, "城乡居民基本医疗保险"),
    ("新农合", 2020, "城乡居民基本医疗保险"),
    ("社会抚养费", 2022, "—"),
];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let year = subject.entry.issued_on.value.year();
    let own =
        subject.site.word_lists.old_names.iter().map(|name| (name.old.as_str(), i16::MIN, name.new.as_str()));
    for (old, _, new) in NAMES.iter().copied().chain(own).filter(|(_, since, _)| year >= *since) {
        if !subject.holds(old) {
            continue;
        }
        // What units.yaml calls a unit is its name.
        if subject.site.units.iter().any(|unit| unit.name.contains(old) || unit.short.contains(old)) {
            continue;
        }
        for (piece, range) in subject.word(old) {
            let before = piece.text.get(..range.start).unwrap_or_default();
            let after = piece.text.get(range.end..).unwrap_or_default();
            if before.ends_with(['原', '旧']) || before.ends_with("原县") || after.starts_with("（现") {
                continue;
            }
            let message = match new {
                "—" => Text::new(format!("“{old}”已取消"), format!("‘{old}’ is no more")),
                new => Text::new(
                    format!("“{old}”是旧称，现为{new}"),
                    format!("‘{old}’ is an old name; today it is {new}"),
                ),
            };
            problems.push(RULE.finding(message).placed(piece.place(range)));
        }
    }
}
