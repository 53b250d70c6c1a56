//! A weekday beside a date that it is not.

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
    if !subject.may_hold_any(&["星期", "周"]) {
        return;
    }
    let issued = subject.entry.issued_on.value;
    for (piece, dates) in subject.dates() {
        for written in dates {
            let rest = piece.text.get(written.range.end..).unwrap_or_default();
            let Some((weekday, end)) = weekday(&piece.text, rest) else { continue };
            // Without a year it is the day nearest to that on which the entry is issued.
            let years = [issued.year() - 1, issued.year(), issued.year() + 1];
            let days = years.into_iter().filter_map(|year| written.date(year));
            let Some(date) = days.min_by_key(|date| date.days_since(issued).abs()) else { continue };
            let right = date.weekday().chinese();
            let weekday_name = if weekday == '天' { '日' } else { weekday };
            if !right.ends_with(weekday_name) {
                let message = Text::new(
                    format!("{}是{right}，不是星期{weekday}", date.chinese()),
                    format!("{date} is a {right}, not a 星期{weekday}"),
                );
                problems.push(RULE.finding(message).placed(piece.place(written.range.start..end)));
            }
        }
    }
}

/// The weekday right behind a date, in brackets or without, and where it ends in the text.
fn weekday(text: &str, rest: &str) -> Option<(char, usize)> {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(['（', '(']).unwrap_or(rest);
    let rest = rest.strip_prefix("星期").or_else(|| rest.strip_prefix('周'))?;
    let weekday = rest.chars().next().filter(|weekday| "一二三四五六日天".contains(*weekday))?;
    // 12月23日周一鸣同志: a name.
    let is_name = weekday == '一'
        && text.get(..text.len() - rest.len()).is_some_and(|before| before.ends_with("日周"))
        && rest.chars().nth(1).is_some_and(|mark| !"，。；、（）() 上下早晚中停召开".contains(mark));
    (!is_name).then_some((weekday, text.len() - rest.len() + weekday.len_utf8()))
}
