//! The posting period (公示期): long enough, told in the body as in the front matter, and where it ends.

use super::said::{Said, sentences};
use crate::calendar::Date;
use crate::check::piece::{Piece, PieceKind};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Site;
use crate::terms::Kind;
use crate::text::Text;

pub(super) static SHORT: Rule = Rule {
    code: "posting-too-short",
    severity: Severity::Error,
    group: Group::Dates,
    waivable: true,
    what: Words::new(
        "张贴的时间短于目录项规定的最短时间",
        "A sheet that hangs for less time than its catalogue row asks",
    ),
    why: Words::new(
        "公示不足期等于没有公示：低保7天（最低生活保障审核确认办法），征地补偿安置公告30日（土地管理法实施条例第二十八条）",
        "A notice that hangs too briefly does not count: 7 days for 低保, 30 days for land compensation (Land Administration Law Implementing Regulation art. 28)",
    ),
    mend: Words::new("延长公示期", "let it hang longer"),
    look: Look::Entry(short),
};

pub(super) static DIFFERS: Rule = Rule {
    code: "posting-date-differs",
    severity: Severity::Error,
    group: Group::Dates,
    waivable: true,
    what: Words::new(
        "正文写的公示起止日期和栏目里的不同",
        "A posting period that the body dates otherwise than the front matter",
    ),
    why: Words::new(
        "群众按纸上的日期提意见，程序按栏目撤下，两边要一样",
        "People object by the date on the paper, and the program takes it down by the front matter",
    ),
    mend: Words::new("核对后改正文，或改栏目", "check them, and mend the body or the front matter"),
    look: Look::Entry(in_body),
};

pub(super) static DAYS: Rule = Rule {
    code: "posting-days-differ",
    severity: Severity::Error,
    group: Group::Dates,
    waivable: true,
    what: Words::new(
        "正文写的公示天数和起止日期数下来不一致",
        "A count of days in the body that is not that of the posting period",
    ),
    why: Words::new(
        "写“5个工作日”就要满5个工作日（民法典第二百零一条至第二百零三条）",
        "Five working days must be five (Civil Code arts 201 to 203)",
    ),
    mend: Words::new("改天数，或改截止日", "mend the count or the last day"),
    look: Look::Elsewhere,
};

pub(super) static REST_DAY: Rule = Rule {
    code: "ends-on-rest-day",
    severity: Severity::Note,
    group: Group::Dates,
    waivable: true,
    what: Words::new(
        "提意见的最后一天在三天以上的假期里",
        "Objections are taken until a day within a holiday of three days or more",
    ),
    why: Words::new(
        "期间的最后一日是法定休假日的，以休假日结束的次日为最后一日（民法典第二百零三条）",
        "Where the last day is a statutory holiday, the period ends on the day after it (Civil Code art. 203)",
    ),
    mend: Words::new(
        "截止日顺延到上班那天，群众才来得及提意见",
        "let it end on the next working day, so that people can still object",
    ),
    look: Look::Entry(rest_day),
};

pub(super) static LATER: Rule = Rule {
    code: "issued-later",
    severity: Severity::Warning,
    group: Group::Dates,
    waivable: true,
    what: Words::new(
        "成文日期晚于今天（生成日期），又没有安排到日子再公开",
        "An entry issued later than today (the build date) that is not scheduled",
    ),
    why: Words::new(
        "文还没有成，就不能先公开；多半是年份写错",
        "What is not issued yet cannot be disclosed; most often the year is wrong",
    ),
    mend: Words::new(
        "核对 issued_on；要定时公开的写上 posting_period 或晚一些的 post_from",
        "check issued_on; to schedule it, write posting_period or a later post_from",
    ),
    look: Look::Site(later),
};

/// A date further off than this many days is a slip, scheduled or not.
const FAR: i64 = 366;

fn later(site: &Site, problems: &mut Vec<Diagnostic>) {
    for entry in &site.entries {
        let (issued, is_scheduled) = (
            entry.issued_on.value,
            entry.posting_period.is_some() || entry.post_from > entry.issued_on.value,
        );
        let days = issued.days_since(site.date);
        if days <= 0 || is_scheduled && days <= FAR {
            continue;
        }
        let message = Text::new(
            format!("成文日期{issued}晚于生成日期{}", site.date),
            format!("issued on {issued}, which lies after the build date {}", site.date),
        );
        problems.push(LATER.finding(message).at(entry.issued_on.span.clone()));
    }
}

/// The keys that say how long an entry hangs.
const UNTIL: &[&str] = &["post_until", "张贴止", "截止日期", "posting_period", "公示期"];

fn short(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let entry = subject.entry;
    let (Some(row), Some(until)) = (subject.row(), entry.post_until) else { return };
    let Some(least) = row.min_posting.filter(|_| !row.continuous) else { return };
    // The first day counts: an entry that asks for no more than the row does is never too short.
    let Ok(first_possible) = subject.site.calendar.last_day(entry.post_from, least, true) else { return };
    if until >= first_possible {
        return;
    }
    let (from, length) = (entry.post_from, least);
    let message = Text::new(
        format!("从{from}到{until}，不满目录项 {} 规定的最短{}", row.id.value, length.chinese()),
        format!("{from} to {until} is less than the {} that row {} asks for", length.english(), row.id.value),
    );
    let help = Text::new(
        format!("至少张贴到 {first_possible}"),
        format!("let it hang until {first_possible} at least"),
    );
    problems.push(SHORT.finding(message).help(help).placed(field(subject, UNTIL)));
}

/// Where people may object, the last day matters. A seven-day notice of a Monday ends on a Sunday, which is everyday use and
/// leaves five days with open offices; a holiday takes more than a weekend.
fn rest_day(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let entry = subject.entry;
    let calendar = &subject.site.calendar;
    let (Some(until), Some(objections), true) =
        (entry.post_until, &entry.objections, entry.posting_period.is_some())
    else {
        return;
    };
    let until = objections.accept_until.unwrap_or(until);
    let rests = |days: i64| calendar.is_working_day(until.plus_days(days)) == Some(false);
    // The longest holiday has nine days.
    let (behind, before) = (
        (1..=15).take_while(|days| rests(*days)).count(),
        (1_i64..=15).take_while(|days| rests(-*days)).count(),
    );
    if !rests(0) || behind + before < 2 {
        return;
    }
    let next = until.plus_days(i64::try_from(behind + 1).unwrap_or(1));
    let message = Text::new(
        format!("提意见的最后一天{until}在假期里，期间顺延到{next}"),
        format!("the last day to object, {until}, lies in a holiday: the period runs on to {next}"),
    );
    problems.push(REST_DAY.finding(message).placed(field(subject, UNTIL)));
}

/// The place of the first of these keys that the front matter has, else of the title.
fn field(subject: &Subject<'_>, keys: &[&str]) -> Place {
    line(subject, keys).unwrap_or_else(|| Place::Text(subject.entry.title.span.clone()))
}

/// The place of the first of these keys that the front matter has.
fn line(subject: &Subject<'_>, keys: &[&str]) -> Option<Place> {
    let text = subject.source.text.get(..subject.entry.body.start as usize).unwrap_or_default();
    let line = |key: &&str| {
        let at = text
            .match_indices(*key)
            .map(|(at, _)| at)
            .find(|at| *at == 0 || text.get(..*at).is_some_and(|before| before.ends_with('\n')))?;
        let end = text.get(at..)?.find('\n').map_or(text.len(), |end| at + end);
        Some(Place::Text(subject.source.span(at..end)))
    };
    keys.iter().find_map(line)
}

fn in_body(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let entry = subject.entry;
    if entry.posting_period.is_none() && entry.kind != Kind::PublicNotification {
        return;
    }
    for piece in subject
        .pieces()
        .iter()
        .filter(|piece| matches!(piece.kind, PieceKind::Paragraph | PieceKind::Heading))
    {
        for sentence in sentences(&piece.text) {
            if let Some(said) = Said::of(&piece.text, sentence, entry) {
                problems.extend(judge(subject, piece, &said));
            }
        }
    }
}

fn judge(subject: &Subject<'_>, piece: &Piece, said: &Said) -> Vec<Diagnostic> {
    let entry = subject.entry;
    let mut found = Vec::new();
    let objections = entry.objections.as_ref();
    let ends = [
        (&said.from, Some(entry.post_from), objections.and_then(|to| to.accept_from), ("起始日", "first")),
        (&said.until, entry.post_until, objections.and_then(|to| to.accept_until), ("截止日", "last")),
    ];
    for (written, expected, other, (zh, en)) in ends {
        let (Some((date, range)), Some(expected)) = (written, expected) else { continue };
        if *date == expected || Some(*date) == other {
            continue;
        }
        if en == "last" && line(subject, UNTIL).is_none() {
            // It hangs for the least time of its row; longer than objections are taken harms nobody.
            if *date > expected {
                found.push(down_before(*date, expected).placed(piece.place(range.clone())));
            }
            continue;
        }
        let message = Text::new(
            format!("正文写的公示{zh}是{date}，栏目里是{expected}"),
            format!("the body has {date} as the {en} day, the front matter {expected}"),
        );
        found.push(DIFFERS.finding(message).placed(piece.place(range.clone())));
    }
    if found.is_empty() {
        found.extend(count(subject, piece, said));
    }
    found
}

/// What is said where the body has a last day and the front matter none, and the row's least time ends before it.
fn down_before(date: Date, end: Date) -> Diagnostic {
    let message = Text::new(
        format!("正文写的公示截止日是{date}，栏目里没有写，按目录项只张贴到{end}"),
        format!(
            "the body has {date} as the last day, the front matter none: by its row it hangs until {end}"
        ),
    );
    let help = Text::new(format!("在栏目里写 post_until: {date}"), format!("write post_until: {date}"));
    DIFFERS.finding(message).help(help)
}

/// The length in the body against the days from the first to the last.
fn count(subject: &Subject<'_>, piece: &Piece, said: &Said) -> Option<Diagnostic> {
    let entry = subject.entry;
    let (length, range) = said.length.clone()?;
    let from = said.from.as_ref().map_or(entry.post_from, |(date, _)| *date);
    let until = said.until.as_ref().map(|(date, _)| *date).or(entry.post_until)?;
    // Where the front matter does not say whether the first day counts, either way is right.
    let ways: &[bool] = match entry.posting_period.map(|period| period.start_counts) {
        Some(true) => &[true],
        Some(false) => &[false],
        None => &[true, false],
    };
    let mut last = None;
    for start_counts in ways {
        // A year without a calendar is told of elsewhere.
        let day = subject.site.calendar.last_day(from, length, *start_counts).ok()?;
        if day == until {
            return None;
        }
        last = last.or(Some(day));
    }
    let last = last?;
    let message = Text::new(
        format!("正文写{}，从{from}起到{last}为止，公示却到{until}", length.chinese()),
        format!(
            "the body says {}: from {from} they end on {last}, but it hangs until {until}",
            length.english()
        ),
    );
    Some(DAYS.finding(message).placed(piece.place(range)))
}
