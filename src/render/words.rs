//! Model values in the words and forms that pages print.

use super::context::{Day, Link, Term};
use crate::calendar::{Date, Length, parse_length};
use crate::model::{CatalogueRow, Due, Period};
use crate::terms::{
    Audience, Category, Channel, DurationClass, Kind, Orientation, Permission, SheetTemplate,
};
use crate::terms::{BoardKind, Stage, UnitKind};

/// A day as pages print it, on a page built on `today`.
pub(super) fn day(date: Date, today: Date) -> Day {
    Day::new(date, today)
}

/// The link to a place.
pub(super) fn link(name: impl Into<String>, href: impl Into<String>) -> Link {
    Link { name: name.into(), href: href.into() }
}

/// A term of one of the lists, as templates see it.
macro_rules! into_term {
    ($($list:ident)+) => { $(
        impl From<$list> for Term {
            fn from(term: $list) -> Self {
                Self { id: term.id(), name: term.chinese() }
            }
        }
    )+ };
}

into_term!(Audience BoardKind Category Channel DurationClass Kind Orientation Permission SheetTemplate Stage UnitKind);

/// The period an entry reports on: 2022年第三季度; as written where it is none that can be computed.
pub(super) fn period(written: &str) -> String {
    Period::read(written).map_or_else(|| written.to_owned(), Period::chinese)
}

/// A row's frequency in words: `quarterly` is 每季度. Words of one's own stay as they are.
pub(super) fn frequency(row: &CatalogueRow) -> String {
    const WORDS: &[(&str, &str)] = &[
        ("half_yearly", "每半年"),
        ("quarterly", "每季度"),
        ("monthly if many", "多的每月"),
        ("monthly", "每月"),
        ("yearly confirm", "每年确认"),
        ("yearly", "每年"),
        ("on_event by stage", "按阶段"),
        ("on_event", "发生时"),
        ("before term", "开学前"),
        (" (", "（"),
        (")", "）"),
        ("+", "、"),
    ];
    WORDS.iter().fold(row.frequency.clone(), |text, (word, chinese)| text.replace(word, chinese))
}

/// A row's time limit in words; as written where it cannot be computed.
pub(super) fn limit(row: &CatalogueRow) -> String {
    match row.limit {
        Some(Due::Within(length)) => format!("{}内", length.chinese()),
        Some(Due::AfterPeriod(length)) => format!("期满后{}内", length.chinese()),
        Some(Due::AtOnce) => "即时".to_owned(),
        Some(Due::By { month, day }) => format!("次年{month}月{day}日前"),
        Some(Due::NextMonth { day }) => format!("次月{day}日前"),
        None => limit_in_words(&row.limit_text),
    }
}

/// The limits that cannot be computed, in words: `15wd from receipt` is 收到后15个工作日内.
fn limit_in_words(written: &str) -> String {
    let written = written.trim();
    let (length, rest) = written.split_once(' ').unwrap_or((written, ""));
    match (parse_length(length).map(Length::chinese), rest) {
        (Some(length), "from receipt") => format!("收到后{length}内"),
        (Some(length), "") => format!("{length}内"),
        _ if written == "before charging" => "收费前".to_owned(),
        _ => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::limit_in_words;

    #[test]
    fn a_limit_that_cannot_be_computed_is_told_in_words() {
        assert_eq!(limit_in_words("15wd from receipt"), "收到后15个工作日内");
        assert_eq!(limit_in_words("before charging"), "收费前");
        assert_eq!(limit_in_words("与县里同步"), "与县里同步");
    }
}
