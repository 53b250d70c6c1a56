//! calendar/*.yaml: one file a year.

use crate::calendar::{Calendar, Date, Year};
use crate::diagnostic::Diagnostic;
use crate::front_matter::{self, Fields, Key};
use crate::load::Folder;
use crate::source::Source;
use crate::text::Text;
use std::collections::BTreeSet;

const KEYS: &[Key] = &[
    Key::new("year", &["年份"]),
    Key::new("notices", &["依据"]),
    Key::new("rest_days", &["休息日", "放假"]),
    Key::new("working_days", &["上班日", "调休上班"]),
];

const DAY_KEYS: &[Key] = &[Key::new("date", &["日期"]), Key::new("name", &["名称", "节日"])];

/// Reads the years that have a file.
pub(super) fn read(folder: &Folder, problems: &mut Vec<Diagnostic>) -> Calendar {
    let mut calendar = Calendar::default();
    let files = folder.sources.values().filter(|source| {
        source.path.folder() == "calendar" && matches!(source.path.ending().as_str(), "yaml" | "yml")
    });
    for source in files {
        let Some((number, year)) = year(source, problems) else { continue };
        if calendar.years.insert(number, year).is_some() {
            let message =
                Text::new(format!("{number}年已有一个文件"), format!("there is another file for {number}"));
            problems.push(Diagnostic::error("duplicate-year", message).in_file(source.path.clone()));
        }
    }
    calendar
}

fn year(source: &Source, problems: &mut Vec<Diagnostic>) -> Option<(i16, Year)> {
    let node = front_matter::yaml(source, problems)?;
    let mut fields = Fields::new(&node, KEYS, problems);
    if fields.node("year").is_none() {
        fields.missing("year");
    }
    let number = fields.number("year")?;
    let year = i16::try_from(number.value).ok().filter(|year| Date::new(*year, 1, 1).is_some());
    if year.is_none() {
        let message =
            Text::new(format!("没有{}年的日历", number.value), format!("there is no year {}", number.value));
        let help = Text::new("1900到2199之间", "between 1900 and 2199");
        fields.problems().push(Diagnostic::error("bad-year", message).at(number.span).help(help));
    }
    let year = year?;
    let rest_days = days(&mut fields, "rest_days", year);
    let working_days = days(&mut fields, "working_days", year);
    Some((year, Year { rest_days, working_days }))
}

/// The days of a list; a notice also moves days of the neighbouring years, but never of others.
fn days(fields: &mut Fields<'_, '_>, key: &str, year: i16) -> BTreeSet<Date> {
    let mut found = BTreeSet::new();
    for node in fields.maps(key) {
        let mut fields = Fields::new(node, DAY_KEYS, fields.problems());
        let Some(date) = fields.required_date("date") else { continue };
        if (year - 1..=year + 1).contains(&date.value.year()) {
            found.insert(date.value);
            continue;
        }
        let message = Text::new(
            format!("{}不在{year}年前后", date.value),
            format!("{} does not lie in {year} or the years beside it", date.value),
        );
        fields.problems().push(Diagnostic::error("bad-year", message).at(date.span));
    }
    found
}
