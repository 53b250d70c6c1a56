//! A weekday beside a date that it is not.

use crate::calendar::Date;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "wrong-weekday",
    severity: Severity::Warning,
    group: Group::Dates,
    waivable: true,
    what: Words::new("日期后写的星期不对", "A weekday that does not fit its date"),
    why: Words::new(
        "日期和星期对不上，群众不知道按哪个来办事",
        "Where date and weekday differ, nobody knows which to come on",
    ),
    mend: Words::new("改日期或改星期", "mend the date or the weekday"),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for piece in subject.pieces() {
        if !piece.text.contains(['期', '周']) {
            continue;
        }
        let whole = piece.text.match_indices('年').filter_map(|(at, _)| date_and_weekday(&piece.text, at));
        let issued = subject.entry.issued_on.value;
        let short =
            piece.text.match_indices('月').filter_map(|(at, _)| day_and_weekday(&piece.text, at, issued));
        for (date, weekday, range) in whole.chain(short) {
            let right = date.weekday().chinese();
            let weekday_name = if weekday == '天' { '日' } else { weekday };
            if !right.ends_with(weekday_name) {
                let message = Text::new(
                    format!("{}是{right}，不是星期{weekday}", date.chinese()),
                    format!("{date} is a {right}, not a 星期{weekday}"),
                );
                problems.push(RULE.finding(message).placed(piece.place(range)));
            }
        }
    }
}

/// The date whose 年 stands `at` this byte and the weekday in brackets right after it, with where both stand.
fn date_and_weekday(text: &str, at: usize) -> Option<(Date, char, std::ops::Range<usize>)> {
    let (before, after) = text.split_at_checked(at)?;
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = at - digits;
    let (month, rest) = after.strip_prefix('年')?.split_once('月')?;
    let (day, rest) = rest.split_once('日')?;
    let date =
        Date::new(before.get(start..)?.parse().ok()?, month.trim().parse().ok()?, day.trim().parse().ok()?)?;
    let (weekday, end) = weekday(text, rest)?;
    Some((date, weekday, start..end))
}

/// The same of a date without a year, whose 月 stands `at` this byte: the nearest to the day the entry is issued.
fn day_and_weekday(text: &str, at: usize, issued: Date) -> Option<(Date, char, std::ops::Range<usize>)> {
    let (before, after) = text.split_at_checked(at)?;
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = at.checked_sub(digits).filter(|_| digits > 0)?;
    // 去年12月, 2022年12月 and 3.12月 say a year, or are no month.
    if before.get(..start)?.trim_end().ends_with(['年', '.', '-']) {
        return None;
    }
    let month: i8 = before.get(start..)?.parse().ok()?;
    let (day, rest) = after.strip_prefix('月')?.split_once('日')?;
    let day: i8 = day.trim().parse().ok()?;
    let (weekday, end) = weekday(text, rest)?;
    let years = [issued.year() - 1, issued.year(), issued.year() + 1];
    let dates = years.into_iter().filter_map(|year| Date::new(year, month, day));
    Some((dates.min_by_key(|date| date.days_since(issued).abs())?, weekday, start..end))
}

/// The weekday in brackets at the start of what follows a date, and where it ends in the text.
fn weekday(text: &str, rest: &str) -> Option<(char, usize)> {
    let rest = rest.trim_start().strip_prefix(['（', '('])?;
    let rest = rest.strip_prefix("星期").or_else(|| rest.strip_prefix('周'))?;
    let weekday = rest.chars().next().filter(|weekday| "一二三四五六日天".contains(*weekday))?;
    Some((weekday, text.len() - rest.len() + weekday.len_utf8()))
}
