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
        for (at, _) in piece.text.match_indices('年') {
            let Some((date, weekday, range)) = date_and_weekday(&piece.text, at) else { continue };
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
    let rest = rest.trim_start().strip_prefix(['（', '('])?;
    let rest = rest.strip_prefix("星期").or_else(|| rest.strip_prefix('周'))?;
    let weekday = rest.chars().next().filter(|weekday| "一二三四五六日天".contains(*weekday))?;
    let end = text.len() - rest.len() + weekday.len_utf8();
    Some((date, weekday, start..end))
}
