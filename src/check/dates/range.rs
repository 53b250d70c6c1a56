//! Days from one date to another: the last before the first, or not so many as are said.

use super::said::is_to;
use super::written::Written;
use crate::calendar::{Calendar, Date, Length, LengthUnit, parse_length};
use crate::check::piece::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::terms::Kind;
use crate::text::Text;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "range-of-days",
    severity: Severity::Error,
    group: Group::Dates,
    waivable: true,
    what: Words::new(
        "起止日期前后颠倒，或写的天数和起止日期数下来不一致",
        "A last day before the first, or a count of days that the two dates do not make",
    ),
    why: Words::new(
        "日期和天数对不上，群众不知道按哪个来办，期限也说不清（民法典第二百零一条至第二百零三条）",
        "Where dates and days differ nobody knows which holds (Civil Code arts 201 to 203)",
    ),
    mend: Words::new("照原件改日期，或改天数", "mend the dates or the count by the original"),
    look: Look::Entry(look),
};

/// What is done from day to day, so that every day between counts; meals are served on school days only.
const COUNTED: &[&str] = &[
    "公示", "公告", "报名", "征求", "意见", "放假", "受理", "工期", "停水", "停电", "申报", "申请", "期限",
    "展期",
];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let entry = subject.entry;
    // What is said of the posting period is judged by the front matter.
    let is_posted = entry.posting_period.is_some() || entry.kind == Kind::PublicNotification;
    for (piece, dates) in subject.dates() {
        if dates.len() < 2
            || !matches!(piece.kind, PieceKind::Paragraph | PieceKind::Heading | PieceKind::Title)
        {
            continue;
        }
        let text = piece.text.as_str();
        for pair in dates.windows(2) {
            let [first, last] = pair else { continue };
            if !text.get(first.range.end..last.range.start).is_some_and(is_to) {
                continue;
            }
            let range = first.range.start..last.range.end;
            let Some((from, to)) = days(first, last, entry.issued_on.value) else {
                continue;
            };
            let before = before(text, range.start);
            if is_posted && before.contains("公示") {
                continue;
            }
            if to < from {
                let message = Text::new(
                    format!("从{from}到{to}，前后颠倒了"),
                    format!("from {from} to {to}: the last day lies before the first"),
                );
                problems.push(RULE.finding(message).placed(piece.place(range)));
                continue;
            }
            if !COUNTED.iter().any(|word| before.contains(word)) {
                continue;
            }
            let Some((length, place)) = said(text, last.range.end) else { continue };
            if let Some(count) = other_count(&subject.site.calendar, from, to, length) {
                let unit = if length.unit == LengthUnit::Days {
                    ("天", "days")
                } else {
                    ("个工作日", "working days")
                };
                let message = Text::new(
                    format!("写的是{}，从{from}到{to}是{count}{}", length.chinese(), unit.0),
                    format!("it says {}, but {from} to {to} are {count} {}", length.english(), unit.1),
                );
                problems.push(RULE.finding(message).placed(piece.place(place)));
            }
        }
    }
}

/// Both days; the last lies in the next year where it has no year and would else be before the first, unless it then is
/// nearly a year off: 12月28日至12月20日.
fn days(first: &Written, last: &Written, issued: Date) -> Option<(Date, Date)> {
    if let (None, Some(year)) = (first.year, last.year) {
        let to = last.date(year)?;
        let from =
            [year, year - 1].into_iter().filter_map(|year| first.date(year)).find(|from| *from <= to)?;
        return Some((from, to));
    }
    let from = first.date(issued.year())?;
    let to = last.date(from.year())?;
    if last.year.is_some() || from <= to {
        return Some((from, to));
    }
    let next = last.date(from.year() + 1)?;
    let is_slip = (300..360).contains(&next.days_since(from));
    Some((from, if is_slip { to } else { next }))
}

/// What a sentence says before a byte, as far as it may speak of what stands there.
fn before(text: &str, at: usize) -> &str {
    let head = text.get(..at).unwrap_or_default();
    let near = head.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
    let start = head.rfind(['。', '；', '\n']).unwrap_or(0).max(near);
    head.get(start..).unwrap_or_default()
}

/// How many characters before it a range of days is named.
const NEAR: usize = 24;

/// The length that is said right behind the last day: （7天）, ，共5个工作日.
fn said(text: &str, end: usize) -> Option<(Length, Range<usize>)> {
    const OPENS: &[&str] = &["（共", "（", "(共", "(", "，共计", "，共", "，为期", "，计"];
    let behind = text.get(end..)?;
    let rest = behind.strip_prefix('止').unwrap_or(behind);
    let open = OPENS.iter().find(|open| rest.starts_with(**open))?;
    let rest = rest.strip_prefix(open)?;
    let closes = rest.find(['）', ')', '。', '，', '；', '、']).unwrap_or(rest.len());
    let words = rest.get(..closes)?;
    let is_closed = !open.starts_with(['（', '(']) || rest.get(closes..)?.starts_with(['）', ')']);
    let length = parse_length(words).filter(|length| is_closed && length.unit != LengthUnit::Months)?;
    let start = text.len() - rest.len();
    Some((length, start..start + words.len()))
}

/// How many days there are, where a length is neither that with the first day nor that without it.
fn other_count(calendar: &Calendar, from: Date, to: Date, length: Length) -> Option<i64> {
    let said = i64::from(length.count);
    let count = |from: Date| match length.unit {
        // What a year without data has is only an estimate.
        LengthUnit::WorkingDays => calendar.working_days_between(from, to).ok().map(i64::from),
        _ => Some(to.days_since(from)),
    };
    let (with, without) = (count(from.plus_days(-1))?, count(from)?);
    (said != with && said != without).then_some(with)
}

#[cfg(test)]
mod tests {
    use super::{days, said};
    use crate::calendar::Date;
    use crate::check::dates::dates;

    #[test]
    fn the_last_day_lies_in_the_next_year_unless_it_is_a_slip() {
        let issued = Date::new(2022, 12, 21).unwrap();
        let found = |text: &str| {
            let dates = dates(text);
            let (from, to) = days(&dates[0], &dates[1], issued).unwrap();
            (from.to_string(), to.to_string())
        };
        for (text, from, to) in [
            ("12月28日至1月5日", "2022-12-28", "2023-01-05"),
            ("10月1日至4月30日", "2022-10-01", "2023-04-30"),
            ("7月1日至6月30日", "2022-07-01", "2023-06-30"),
            ("12月28日至12月20日", "2022-12-28", "2022-12-20"),
            ("12月28日至2023年1月5日", "2022-12-28", "2023-01-05"),
            ("2022年12月28日至2022年12月20日", "2022-12-28", "2022-12-20"),
        ] {
            assert_eq!(found(text), (from.to_owned(), to.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_length_is_said_right_behind_the_last_day() {
        let found = |text: &str| said(text, 0).map(|(length, _)| length.count);
        for (text, count) in [("（7天）", 7), ("止（共5个工作日）", 5), ("，为期3天。", 3), ("，共31日", 31)]
        {
            assert_eq!(found(text), Some(count), "{text}");
        }
        for text in ["（每天5小时）", "（7天培训）", "（3个月）", "，7天", "，共7户", ""]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
