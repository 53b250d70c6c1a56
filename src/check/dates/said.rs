//! What a sentence of the body says of the posting period: 公示期：2022年12月21日至12月27日（7天）.

use super::written::{Written, dates};
use crate::calendar::{Date, Length, parse_length};
use crate::model::Entry;
use std::ops::Range;

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, mark)| matches!(mark, '。' | '；' | '\n')) {
        sentences.push(start..at);
        start = at + mark.len_utf8();
    }
    sentences.push(start..text.len());
    sentences
}

/// What a sentence says of the posting period.
pub(super) struct Said {
    /// The first day.
    pub(super) from: Option<(Date, Range<usize>)>,
    /// The last day.
    pub(super) until: Option<(Date, Range<usize>)>,
    /// How long it is.
    pub(super) length: Option<(Length, Range<usize>)>,
}

/// Words that begin what a sentence says of the period.
const KEYS: &[&str] = &["公示期限", "公示时间", "公示日期", "公示期", "公示"];

/// Words of sentences about another period than this one.
const OTHER: &[&str] = &[
    "公示期满",
    "公示期间",
    "公示结束",
    "上次",
    "前期",
    "曾",
    "此前",
    "再次",
    "第一次",
    "第二次",
    "原公示",
    "公示后",
    "不少于",
    "不得少于",
    "公示无",
];

impl Said {
    /// What the sentence in `range` says; none where it does not speak of the period of this entry.
    pub(super) fn of(text: &str, range: Range<usize>, entry: &Entry) -> Option<Self> {
        let sentence = text.get(range.clone())?;
        if OTHER.iter().any(|word| sentence.contains(word)) {
            return None;
        }
        let (key, at) = KEYS.iter().find_map(|key| Some((key, sentence.find(key)?)))?;
        let behind = range.start + at + key.len();
        let rest = text.get(behind..range.end)?;
        let lead = rest.find(|mark: char| !"为是：自从定即，（ ".contains(mark)).unwrap_or(rest.len());
        let written: Vec<Written> = dates(rest)
            .into_iter()
            .map(|date| Written { range: date.range.start + behind..date.range.end + behind, ..date })
            .collect();
        let (mut from, mut until) = (None, None);
        // 公示期7天，自X至Y: the length may stand before the days.
        let begins = behind + lead + length_ahead(rest.get(lead..)?);
        let lead = behind + lead;
        match written.as_slice() {
            // 公示期：X至Y
            [first, second, ..]
                if first.range.start == begins && is_to(text.get(first.range.end..second.range.start)?) =>
            {
                let year = first.year.unwrap_or_else(|| entry.post_from.year());
                from = Some((first.date(year)?, first.range.clone()));
                until = Some((after(second, first.date(year)?)?, second.range.clone()));
            }
            // 公示期至Y, 公示7天，至Y止
            [only] if is_until(text.get(..only.range.start)?) => {
                until = Some((after(only, entry.post_from)?, only.range.clone()));
            }
            // 公示期：自X起7天
            [only] if only.range.start == begins => {
                from = Some((only.date(entry.post_from.year())?, only.range.clone()));
            }
            _ => {}
        }
        let length = length(text, behind..range.end, lead, until.as_ref().map(|(_, range)| range.end));
        (from.is_some() || until.is_some() || length.is_some()).then_some(Self { from, until, length })
    }
}

/// How far the days stand behind a length and the words between: 7天，自, 5个工作日（.
fn length_ahead(text: &str) -> usize {
    let is_number = |mark: char| mark.is_ascii_digit() || "一二三四五六七八九十".contains(mark);
    let digits = text.find(|mark| !is_number(mark)).unwrap_or(0);
    let Some(rest) = text.get(digits..).filter(|_| digits > 0) else { return 0 };
    let unit = ["个工作日", "工作日", "天", "日", "个月"].iter().find(|unit| rest.starts_with(**unit));
    let Some(rest) = unit.and_then(|unit| rest.strip_prefix(unit)) else { return 0 };
    let joins = rest.find(|mark: char| !"，（(自从即为：".contains(mark)).unwrap_or(rest.len());
    if joins > 0 { text.len() - rest.len() + joins } else { 0 }
}

/// A date that is not before another: one without a year may lie in the next.
fn after(written: &Written, first: Date) -> Option<Date> {
    let date = written.date(first.year())?;
    if date < first && written.year.is_none() { written.date(first.year() + 1) } else { Some(date) }
}

/// Whether the words between two dates make them a range.
pub(super) fn is_to(between: &str) -> bool {
    let between = between.trim().trim_start_matches(['起', '，']);
    let words = ["至", "到", "—", "－", "-", "–", "~", "～", "——", "起至", "截至", "止"];
    let weekday = between.rsplit(['）', ')']).next().unwrap_or_default();
    words.contains(&between) || between.starts_with(['（', '(']) && words.contains(&weekday.trim())
}

/// Whether the words before a date make it the end.
fn is_until(before: &str) -> bool {
    let before = before.trim_end();
    ["至", "到", "截至", "截止"].iter().any(|word| before.ends_with(word))
}

/// The length that stands just behind the words for the period, or in brackets behind its last day.
fn length(
    text: &str,
    sentence: Range<usize>,
    begins: usize,
    until: Option<usize>,
) -> Option<(Length, Range<usize>)> {
    let of = |at: usize| {
        let rest = text.get(at..sentence.end)?;
        let digits = rest
            .find(|mark: char| {
                !(mark.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九".contains(mark))
            })
            .filter(|digits| *digits > 0)?;
        let unit = ["个工作日", "工作日", "天", "日", "个月"]
            .iter()
            .find(|unit| rest.get(digits..).is_some_and(|rest| rest.trim_start().starts_with(**unit)))?;
        let end = digits + rest.get(digits..)?.find(unit)? + unit.len();
        Some((parse_length(rest.get(..end)?)?, at..at + end))
    };
    let behind_until = || {
        let at = until?;
        let rest = text.get(at..sentence.end)?;
        let lead = rest.find(|mark: char| !"止，（共计为 ".contains(mark))?;
        of(at + lead)
    };
    of(begins).or_else(behind_until)
}
