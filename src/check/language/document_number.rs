//! The form of document numbers (发文字号).

use super::prose::{before, is_han, prose};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "document-number",
    severity: Severity::Warning,
    group: Group::Language,
    waivable: true,
    what: Words::new("发文字号的写法不对", "A document number in another form than the standard's"),
    why: Words::new(
        "年份用六角括号〔〕括入、写四位，序号不加“第”、不编虚位（GB/T 9704-2012 7.2.5）",
        "The year has four digits in 〔〕, the number neither 第 nor leading zeros (GB/T 9704-2012, 7.2.5)",
    ),
    mend: Words::new("写成 青府发〔2022〕8号 这样", "write it like 青府发〔2022〕8号"),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for piece in prose(subject) {
        for (at, _) in piece.text.match_indices('号') {
            let Some((range, right)) = faulty(&piece.text, at) else { continue };
            let written = piece.text.get(range.clone()).unwrap_or_default();
            let message = Text::new(
                format!("发文字号“{written}”不是规范写法"),
                format!("the document number ‘{written}’ is not in the standard form"),
            );
            let help = if is_brackets_alone(written, &right) {
                Text::new(
                    format!("写成 {right}；mingbai fix 能改"),
                    format!("write {right}; mingbai fix can do it"),
                )
            } else {
                Text::new(format!("写成 {right}"), format!("write {right}"))
            };
            problems.push(RULE.finding(message).placed(piece.place(range)).help(help));
        }
    }
}

/// Whether a number differs from its right form by its brackets only.
pub fn is_brackets_alone(written: &str, right: &str) -> bool {
    let inner = |text: &str| text.chars().filter(|mark| mark.is_alphanumeric()).collect::<String>();
    inner(written) == inner(right)
}

/// The year and the number before the 号 at a byte, with their right form, where they have another one.
pub fn faulty(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let head = text.get(..at)?;
    let rest = head.trim_end_matches(|mark: char| mark.is_ascii_digit());
    let number = head.get(rest.len()..).filter(|number| !number.is_empty())?;
    let (rest, has_word) = match rest.strip_suffix('第') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let close = rest.chars().next_back()?;
    let open = PAIRS.iter().find(|(_, last)| *last == close)?.0;
    let inner = rest.strip_suffix(close)?;
    let start = inner.trim_end_matches(|mark: char| mark.is_ascii_digit());
    let year = inner.get(start.len()..).filter(|year| year.len() == 4 && year.starts_with(['1', '2']))?;
    let start = start.strip_suffix(open)?.len();
    let sign = before(text, start);
    let is_number = sign.is_some_and(is_han);
    let range = start..at + '号'.len_utf8();
    // 罚决字〔2022〕第011号 is the number of a case or a licence, which its giver has numbered so.
    if sign == Some('字') {
        let word = if has_word { "第" } else { "" };
        return (open != '〔').then(|| (range, format!("〔{year}〕{word}{number}号")));
    }
    let sound = open == '〔' && !has_word && (!number.starts_with('0'));
    let short = number.trim_start_matches('0');
    (is_number && !sound && !short.is_empty()).then(|| (range, format!("〔{year}〕{short}号")))
}

const PAIRS: &[(char, char)] =
    &[('〔', '〕'), ('[', ']'), ('【', '】'), ('(', ')'), ('（', '）'), ('{', '}'), ('［', '］')];

#[cfg(test)]
mod tests {
    use super::faulty;

    fn right(text: &str) -> Option<String> {
        faulty(text, text.rfind('号').unwrap_or_default()).map(|(_, right)| right)
    }

    #[test]
    fn other_forms_get_the_standard_one() {
        for text in [
            "青府发[2022]8号",
            "青府发【2022】8号",
            "青府发(2022)8号",
            "青府发（2022）第8号",
            "青府发〔2022〕008号",
        ] {
            assert_eq!(right(text).as_deref(), Some("〔2022〕8号"), "{text}");
        }
        assert_eq!(right("青府罚决字[2022]第011号").as_deref(), Some("〔2022〕第011号"));
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "青府发〔2022〕8号",
            "青府罚决字〔2022〕第11号",
            "取水（望）字〔2015〕第023号",
            "（2022）川0123民初45号",
            "第3号",
            "2022年第3号",
            "便民服务大厅2号",
            "[2022]8号",
            "条例（2019）号",
            "甲(12)8号",
        ] {
            assert_eq!(right(text), None, "{text}");
        }
    }
}
