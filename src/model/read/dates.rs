//! The dates of an entry: as written, computed, and in their order.

use crate::calendar::{Calendar, Date, Length, NoCalendarYear};
use crate::diagnostic::Diagnostic;
use crate::front_matter::{Fields, Key, Value};
use crate::model::{CatalogueRow, PostingPeriod};
use crate::source::Spanned;
use crate::terms::Kind;
use crate::text::Text;

/// The dates of an entry.
#[derive(Debug)]
pub(super) struct Dates {
    pub(super) formed_on: Spanned<Date>,
    pub(super) issued_on: Spanned<Date>,
    pub(super) post_from: Date,
    pub(super) post_until: Option<Date>,
    pub(super) posting_period: Option<PostingPeriod>,
}

pub(super) const PERIOD_KEYS: &[Key] = &[
    Key::new("length", &["时长", "数量"]),
    Key::new("unit", &["单位"]),
    Key::new("start_counts", &["首日计入", "含首日"]),
];

/// Reads the dates of an entry; `stand_in` takes the place of the first where none is written.
pub(super) fn read(
    fields: &mut Fields<'_, '_>,
    kind: Option<Kind>,
    row: Option<&CatalogueRow>,
    calendar: &Calendar,
    stand_in: Option<Spanned<Date>>,
) -> Option<Dates> {
    let formed_on = fields.required_date("formed_on");
    let issued = fields.date("issued_on");
    let from = fields.date("post_from");
    let until = fields.date("post_until");
    let posting_period = posting_period(fields);
    let formed_on = formed_on.or_else(|| stand_in.map(|day| issued.clone().unwrap_or(day)))?;
    let issued_on = issued.unwrap_or_else(|| formed_on.clone());
    let post_from = from.clone().unwrap_or_else(|| issued_on.clone());

    let problems = fields.problems();
    in_order(("形成日期", "formed_on", &formed_on), ("成文日期", "issued_on", &issued_on), problems);
    in_order(("成文日期", "issued_on", &issued_on), ("张贴起始日", "post_from", &post_from), problems);
    if let Some(until) = &until {
        in_order(("张贴起始日", "post_from", &post_from), ("张贴截止日", "post_until", until), problems);
    }

    let mut computed = None;
    if let Some(period) = &posting_period {
        let last = last_day(calendar, post_from.value, period, problems);
        if let (Some(until), Ok(last)) = (&until, last)
            && until.value != last
        {
            problems.push(mismatch(post_from.value, period.value, until, last));
        }
        computed = Some(last.unwrap_or_else(|no_data| no_data.estimate));
    } else if let (None, Some(length)) = (&until, least(row)) {
        let period = Spanned::new(PostingPeriod { length, start_counts: false }, post_from.span.clone());
        let last = last_day(calendar, post_from.value, &period, problems);
        computed = Some(last.unwrap_or_else(|no_data| no_data.estimate));
    }
    let post_until = until.map(|until| until.value).or(computed);
    if kind == Some(Kind::PublicNotification) && post_until.is_none() {
        fields.missing("posting_period");
    }
    Some(Dates {
        formed_on,
        issued_on,
        post_from: post_from.value,
        post_until,
        posting_period: posting_period.map(|period| period.value),
    })
}

/// `{length: 5, unit: working_days, start_counts: true}` or 5个工作日; the first day counts unless it is said not to, as
/// on everyday notices.
fn posting_period(fields: &mut Fields<'_, '_>) -> Option<Spanned<PostingPeriod>> {
    let node = fields.node("posting_period")?;
    let (length, start_counts) = if let Value::Map(_) = node.value {
        let mut period = Fields::new(node, PERIOD_KEYS, fields.problems());
        if period.node("length").is_none() {
            period.missing("length");
        }
        (period.own_length("length", "unit"), period.bool("start_counts"))
    } else {
        (fields.length("posting_period"), None)
    };
    let length = length?;
    if length.count > Length::MOST {
        let message = Text::new(
            format!("公示期{}太长", length.chinese()),
            format!("a posting period of {} is too long", length.english()),
        );
        fields.problems().push(Diagnostic::error("bad-length", message).at(node.span.clone()));
        return None;
    }
    let period = PostingPeriod { length, start_counts: start_counts.unwrap_or(true) };
    Some(Spanned::new(period, node.span.clone()))
}

/// The least posting time of a row whose sheets do not hang for good. Its first day is not counted (民法典 art. 201), so
/// that a sheet hangs for that many whole days.
fn least(row: Option<&CatalogueRow>) -> Option<Length> {
    row.filter(|row| !row.continuous).and_then(|row| row.min_posting)
}

fn last_day(
    calendar: &Calendar,
    from: Date,
    period: &Spanned<PostingPeriod>,
    problems: &mut Vec<Diagnostic>,
) -> Result<Date, NoCalendarYear> {
    let last = calendar.last_day(from, period.value.length, period.value.start_counts);
    if let Err(NoCalendarYear { year, estimate }) = last {
        let message = Text::new(
            format!("没有{year}年的工作日数据，截止日{estimate}只按周末推算"),
            format!("there is no calendar for {year}: the last day, {estimate}, takes plain weekends only"),
        );
        let help = Text::new(
            format!("放假通知发布后，补上 calendar/{year}.yaml"),
            format!("add calendar/{year}.yaml when the notice on holidays is out"),
        );
        problems.push(Diagnostic::warning("no-calendar-year", message).at(period.span.clone()).help(help));
    }
    last
}

fn mismatch(from: Date, period: PostingPeriod, until: &Spanned<Date>, computed: Date) -> Diagnostic {
    let length = period.length;
    let (zh, en) =
        if period.start_counts { ("首日计入", "counted") } else { ("首日不计", "not counted") };
    let message = Text::new(
        format!("从{from}起{}（{zh}）到{computed}为止，这里写的是{}", length.chinese(), until.value),
        format!(
            "{} from {from} (first day {en}) end on {computed}, but {} is written here",
            length.english(),
            until.value
        ),
    );
    let help = Text::new(
        format!("改为 {computed}，或删去这一行让程序计算"),
        format!("write {computed}, or drop the line and let it be computed"),
    );
    Diagnostic::error("period-mismatch", message).at(until.span.clone()).help(help)
}

/// A date with its Chinese and its English name.
pub(super) type Named<'a> = (&'a str, &'a str, &'a Spanned<Date>);

/// Reports the second date where it lies before the first.
pub(super) fn in_order(first: Named<'_>, second: Named<'_>, problems: &mut Vec<Diagnostic>) {
    let ((first_zh, first_en, first), (second_zh, second_en, second)) = (first, second);
    if first.value <= second.value {
        return;
    }
    let message = Text::new(
        format!("{second_zh}{}早于{first_zh}{}", second.value, first.value),
        format!("{second_en} {} lies before {first_en} {}", second.value, first.value),
    );
    let help =
        Text::new("先后应是：形成、成文、张贴、截止", "the order is: formed, issued, posted, taken down");
    // Where only the first is written, the second stands at its place.
    problems.push(Diagnostic::error("date-order", message).at(second.span.clone()).help(help));
}
