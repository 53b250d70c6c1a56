//! A weekday beside a date that it is not.

use super::written::{Written, dates};
use crate::calendar::Date;
use crate::check::tables::push_some;
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
    if !subject.may_hold_any(&["星期", "礼拜", "周", "日（"]) {
        return;
    }
    let issued = subject.entry.issued_on.value;
    in_columns(subject, issued, problems);
    for (piece, dates) in subject.dates() {
        for (at, written) in dates.iter().enumerate() {
            let text = piece.text.as_str();
            let before = at.checked_sub(1).and_then(|before| dates.get(before));
            let before = before.filter(|before| is_until(text, before, written));
            let Some((start, day, end)) = days(text, before, written, issued) else { continue };
            let Some(told) = weekdays(text, end) else { continue };
            let pairs = match (told.last, start) {
                (None, _) => [Some((day, told.first)), None],
                (Some(last), Some(start)) => [Some((start, told.first)), Some((day, last))],
                (Some(_), None) => [(!told.is_list).then_some((day, told.first)), None],
            };
            let wrong = pairs.into_iter().flatten().find(|(date, weekday)| !is_on(*date, *weekday));
            if let Some((date, weekday)) = wrong {
                problems.push(
                    RULE.finding(message(date, weekday)).placed(piece.place(written.range.start..told.end)),
                );
            }
        }
    }
}

/// A column of weekdays beside one of dates: 12月26日 | 二.
fn in_columns(subject: &Subject<'_>, issued: Date, problems: &mut Vec<Diagnostic>) {
    if !subject.may_hold("星期") {
        return;
    }
    let mut found = Vec::new();
    for table in subject.body.tables() {
        let Some(head) = table.head.last() else { continue };
        let column = head.cells.iter().position(|cell| matches!(cell.text().trim(), "星期" | "星期几"));
        let Some(column) = column else { continue };
        for row in &table.rows {
            let Some(cell) = row.cells.get(column) else { continue };
            let text = cell.text();
            let Some((weekday, "")) = weekday(text.trim()).or_else(|| of_week(text.trim())) else { continue };
            let own = row.cells.iter().map(|cell| dates(&cell.text())).find(|dates| !dates.is_empty());
            let Some(Some((None, date, _))) = own.map(|dates| match dates.as_slice() {
                [written] => days("", None, written, issued),
                _ => None,
            }) else {
                continue;
            };
            if !is_on(date, weekday) {
                found.push(RULE.finding(message(date, weekday)).placed(subject.cell_place(table, cell)));
            }
        }
    }
    push_some(found, problems);
}

fn message(date: Date, weekday: char) -> Text {
    let right = date.weekday().chinese();
    Text::new(
        format!("{}是{right}，不是星期{weekday}", date.chinese()),
        format!("{date} is a {right}, not a 星期{weekday}"),
    )
}

/// The first day of a stretch of days, where there is one, the last or only day, and where that ends in the text.
fn days(
    text: &str,
    before: Option<&Written>,
    written: &Written,
    issued: Date,
) -> Option<(Option<Date>, Date, usize)> {
    // Without a year it is the day nearest to that on which the entry is issued.
    let nearest = |written: &Written| {
        let years = [issued.year() - 1, issued.year(), issued.year() + 1];
        let days = years.into_iter().filter_map(|year| written.date(year));
        days.min_by_key(|date| date.days_since(issued).abs())
    };
    if let Some(before) = before {
        let first = nearest(before)?;
        let last = match before.year {
            Some(year) => {
                [year, year + 1].into_iter().filter_map(|year| written.date(year)).find(|day| *day >= first)
            }
            None => nearest(written),
        };
        return Some((Some(first), last?, written.range.end));
    }
    let first = nearest(written)?;
    Some(match day_until(text, written.range.end) {
        Some((day, end)) => (Some(first), Date::new(first.year(), first.month(), day)?, end),
        None => (None, first, written.range.end),
    })
}

/// 12月23日至12月25日: whether only that stands between two dates.
fn is_until(text: &str, before: &Written, written: &Written) -> bool {
    let between = text.get(before.range.end..written.range.start).unwrap_or_default().trim();
    !between.is_empty() && until(between).is_some_and(str::is_empty)
}

/// `至25日` at a byte: the day, and where it ends.
fn day_until(text: &str, at: usize) -> Option<(i8, usize)> {
    let rest = until(text.get(at..)?)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (day, rest) = rest.split_at_checked(digits)?;
    let rest = rest.strip_prefix(['日', '号'])?;
    Some((day.parse().ok()?, text.len() - rest.len()))
}

/// What stands behind a sign that something lasts until.
fn until(text: &str) -> Option<&str> {
    let signs = ['至', '到', '—', '－', '–', '-', '~', '～'];
    let rest = text.trim_start().strip_prefix(signs)?;
    Some(rest.strip_prefix('—').unwrap_or(rest).trim_start())
}

fn is_on(date: Date, weekday: char) -> bool {
    date.weekday().chinese().ends_with(if weekday == '天' { '日' } else { weekday })
}

/// Weekdays behind a date: 星期四; 星期四至星期六; 周五、周六.
struct Told {
    first: char,
    last: Option<char>,
    is_list: bool,
    /// Where they end in the text.
    end: usize,
}

/// The weekdays that stand at a byte, in brackets or without.
fn weekdays(text: &str, at: usize) -> Option<Told> {
    let rest = text.get(at..)?.trim_start();
    let bare = rest.strip_prefix(['（', '(']).unwrap_or(rest);
    let (first, mut rest) = weekday(bare).or_else(|| in_brackets(rest))?;
    // 12月23日周一鸣同志: a name.
    let is_name = first == '一'
        && text.get(..text.len() - rest.len()).is_some_and(|before| before.ends_with("日周一"))
        && rest.chars().next().is_some_and(|mark| !"，。；、（）() 上下早晚中停召开至到".contains(mark));
    if is_name {
        return None;
    }
    let mut told = Told { first, last: None, is_list: false, end: text.len() - rest.len() };
    while let Some((last, is_list, behind)) = further(rest) {
        told = Told {
            last: Some(last),
            is_list: told.is_list || is_list,
            end: text.len() - behind.len(),
            ..told
        };
        rest = behind;
    }
    Some(told)
}

/// （二）behind a date, and the bracket that closes it.
fn in_brackets(text: &str) -> Option<(char, &str)> {
    let (weekday, behind) = of_week(text.strip_prefix(['（', '('])?)?;
    behind.starts_with(['）', ')']).then_some((weekday, behind))
}

/// A weekday and what stands behind it.
fn weekday(text: &str) -> Option<(char, &str)> {
    let rest = ["星期", "礼拜", "周"].iter().find_map(|word| text.strip_prefix(word))?;
    of_week(rest)
}

fn of_week(text: &str) -> Option<(char, &str)> {
    let weekday = text.chars().next().filter(|weekday| "一二三四五六日天".contains(*weekday))?;
    Some((weekday, text.get(weekday.len_utf8()..)?))
}

/// A further weekday behind one, whether it stands in a list, and what stands behind it: 至星期六; 、周日; 至六）.
fn further(text: &str) -> Option<(char, bool, &str)> {
    let listed = text.strip_prefix(['、', '，', '和', '及']);
    let rest = listed.or_else(|| until(text))?;
    if let Some((last, behind)) = weekday(rest) {
        return Some((last, listed.is_some(), behind));
    }
    // 周四至六）, but not 周四到一楼.
    let (last, behind) = of_week(rest)?;
    let ends = behind.starts_with(['）', ')', '、']);
    (ends && !text.starts_with('，')).then_some((last, listed.is_some(), behind))
}

#[cfg(test)]
mod tests {
    use super::weekdays;

    #[test]
    fn weekdays_are_read_as_they_stand_behind_dates() {
        let read = |text: &str| weekdays(text, 0).map(|told| (told.first, told.last, told.is_list));
        for (text, told) in [
            ("（星期四）上午", Some(('四', None, false))),
            ("周四到一楼大厅", Some(('四', None, false))),
            ("星期五，一年一度", Some(('五', None, false))),
            ("（星期四至星期六）", Some(('四', Some('六'), false))),
            ("（周四——周六）", Some(('四', Some('六'), false))),
            ("（星期四至六）", Some(('四', Some('六'), false))),
            ("（周五、周六、周日）", Some(('五', Some('日'), true))),
            ("（周五、六、日）", Some(('五', Some('日'), true))),
            ("（二）停电", Some(('二', None, false))),
            ("（二十人）", None),
            ("（礼拜五）", Some(('五', None, false))),
            ("上午", None),
        ] {
            assert_eq!(read(text), told, "{text}");
        }
    }
}
