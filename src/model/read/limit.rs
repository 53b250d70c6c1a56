//! The time limits and posting times of catalogue rows, as towns write them.

use crate::calendar::{Length, parse_length};
use crate::model::Due;

/// Reads `20wd`, `20wd (7wd permits)`, `10wd after period end`, `at once`, `by 01-31`, `day 15-20 of next month` and the
/// Chinese 20个工作日, 期末后10个工作日, 当日, 1月31日前, 次月20日前. What runs from a day that no entry tells
/// (`15wd from receipt`, `before charging`) has no date: the row keeps it as text.
pub(super) fn due(written: &str) -> Option<Due> {
    let words = without_remark(written);
    if let "at once" | "当日" | "当天" | "即时" | "随时" = words {
        return Some(Due::AtOnce);
    }
    if let Some(length) = words.strip_suffix("after period end").or_else(|| words.strip_prefix("期末后")) {
        return parse_length(length.trim()).map(Due::AfterPeriod);
    }
    if let Some(days) = words.strip_prefix("day ").and_then(|words| words.strip_suffix(" of next month")) {
        return next_month(days.rsplit('-').next()?);
    }
    if let Some(days) = words.strip_prefix("次月") {
        let days = days.trim_end_matches('前').trim_end_matches(['日', '号']);
        return next_month(days.rsplit(['-', '至', '—']).next()?.trim_end_matches(['日', '号']));
    }
    let by = words.strip_prefix("by ").and_then(|day| day.split_once('-'));
    let by = by.or_else(|| words.strip_suffix("日前").and_then(|day| day.split_once('月')));
    if let Some((month, day)) = by {
        let (month, day) = (month.trim().parse().ok()?, day.trim().parse().ok()?);
        return ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Due::By { month, day });
    }
    parse_length(words).map(Due::Within)
}

/// Reads a least posting time; none for `continuous` and what is no length.
pub(super) fn length(written: &str) -> Option<Length> {
    parse_length(without_remark(written))
}

fn next_month(day: &str) -> Option<Due> {
    let day = day.trim().parse().ok()?;
    (1..=31).contains(&day).then_some(Due::NextMonth { day })
}

/// The words before a remark in brackets.
fn without_remark(written: &str) -> &str {
    written.split(['(', '（']).next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::{due, length};
    use crate::calendar::{Length, LengthUnit};
    use crate::model::Due;

    #[test]
    fn limits_are_read_as_towns_write_them() {
        let working = |count| Length { count, unit: LengthUnit::WorkingDays };
        assert_eq!(due("20wd"), Some(Due::Within(working(20))));
        assert_eq!(due("20个工作日"), Some(Due::Within(working(20))));
        assert_eq!(due("20wd (7wd permits)"), Some(Due::Within(working(20))));
        assert_eq!(due("10wd after period end"), Some(Due::AfterPeriod(working(10))));
        assert_eq!(due("期末后10个工作日"), Some(Due::AfterPeriod(working(10))));
        assert_eq!(due("at once"), Some(Due::AtOnce));
        assert_eq!(due("by 01-31"), Some(Due::By { month: 1, day: 31 }));
        assert_eq!(due("1月31日前"), Some(Due::By { month: 1, day: 31 }));
        assert_eq!(due("day 15-20 of next month"), Some(Due::NextMonth { day: 20 }));
        assert_eq!(due("次月15日至20日前"), Some(Due::NextMonth { day: 20 }));
        for text in ["15wd from receipt", "before charging", "", "by 13-01", "day 40 of next month", "by x"] {
            assert_eq!(due(text), None, "{text}");
        }
    }

    #[test]
    fn posting_times_are_lengths_or_none() {
        assert_eq!(length("15d"), Some(Length { count: 15, unit: LengthUnit::Days }));
        assert_eq!(length("5wd"), Some(Length { count: 5, unit: LengthUnit::WorkingDays }));
        for none in ["continuous", "continuous in term", ""] {
            assert_eq!(length(none), None, "{none}");
        }
    }
}
