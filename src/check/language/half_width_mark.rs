//! Half-width marks among Chinese words.

use super::prose::{Find, after, before, first_of, is_han, prose};
use crate::check::piece::{Piece, PieceKind};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "half-width-mark",
    severity: Severity::Warning,
    group: Group::Language,
    waivable: true,
    what: Words::new("汉字中间用了半角标点", "A half-width mark among Chinese words"),
    why: Words::new(
        "汉字文稿用全角标点，半角的排出来挤在一起（GB/T 15834-2011 标点符号用法）",
        "Chinese is set with full-width marks; half-width ones stand too close (GB/T 15834-2011)",
    ),
    mend: Words::new("换成全角的：，。；：？！（）“”", "write the full-width mark: ，。；：？！（）“”"),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let mut finds = Vec::new();
    for piece in prose(subject).filter(|piece| is_written_here(piece)) {
        for (at, byte) in piece.text.bytes().enumerate() {
            let Some(full) = full_width(byte).filter(|_| is_wrong(&piece.text, at, byte)) else { continue };
            let mark = char::from(byte);
            let message = Text::new(
                format!("汉字中间的“{mark}”是半角的"),
                format!("‘{mark}’ among Chinese words is half-width"),
            );
            let help = Text::new(format!("写成 {full}"), format!("write {full}"));
            finds.push(Find { place: piece.place(at..at + 1), message, help: Some(help) });
        }
    }
    first_of(&RULE, finds, problems);
}

/// Cells of table files are as the program that made them wrote them.
fn is_written_here(piece: &Piece) -> bool {
    !(matches!(piece.kind, PieceKind::Cell { .. }) && matches!(piece.whole(), Place::Cell { .. }))
}

/// The full-width form of a mark.
fn full_width(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b',' => "，",
        b'.' => "。",
        b';' => "；",
        b':' => "：",
        b'?' => "？",
        b'!' => "！",
        b'(' | b')' => "（）",
        b'"' => "“”",
        _ => return None,
    })
}

/// Whether the mark at a byte stands among Chinese words; figures, addresses and Latin words keep theirs.
fn is_wrong(text: &str, at: usize, byte: u8) -> bool {
    let (before, next) = (before(text, at), after(text, at + 1));
    let blank_or_end = next.is_none_or(char::is_whitespace);
    let after_han = before.is_some_and(|mark| is_han(mark) || "”》）〕】".contains(mark));
    let before_han = next.is_some_and(|mark| is_han(mark) || "“《（〔【".contains(mark));
    let before_figure = next.is_some_and(|mark| mark.is_ascii_digit());
    match byte {
        b',' | b';' | b':' => after_han && (before_han || before_figure || blank_or_end),
        b'.' | b'?' | b'!' => after_han && (before_han || blank_or_end),
        b'(' => (before.is_none() || after_han) && before_han,
        b')' => before.is_some_and(is_han) && (before_han || next.is_none()) && !opened_by_latin(text, at),
        _ => after_han && before_han,
    }
}

/// Whether the bracket that closes at a byte opens behind a Latin word, as in `PM2.5(细颗粒物)`.
fn opened_by_latin(text: &str, at: usize) -> bool {
    let Some(open) = text.get(..at).and_then(|text| text.rfind(['(', '（'])) else { return false };
    before(text, open).is_some_and(|mark| mark.is_ascii_alphanumeric() || mark == ' ')
}

#[cfg(test)]
mod tests {
    use super::{full_width, is_wrong};

    fn wrong(text: &str) -> usize {
        let marks = text.bytes().enumerate().filter(|(_, byte)| full_width(*byte).is_some());
        marks.filter(|(at, byte)| is_wrong(text, *at, *byte)).count()
    }

    #[test]
    fn marks_among_han_characters_are_wrong() {
        for (text, count) in [
            ("公示,公告", 1),
            ("时间:8:30", 1),
            ("单位: 元", 1),
            ("财政所(农经)", 2),
            ("已完成.", 1),
            ("用\"一卡通\"支付", 2),
            ("12月23日,24日", 1),
        ] {
            assert_eq!(wrong(text), count, "{text}");
        }
    }

    #[test]
    fn marks_of_figures_and_latin_words_are_right() {
        for text in [
            "比例尺1:500",
            "8:30开始",
            "1,250,000.00元",
            "见 https://example.cn/a?b=c。",
            "GB/T 9704(2012)",
            "PM2.5(细颗粒物)",
            "A4,A3",
            "1.油菜",
            "说明(a)",
            "网址www.example.cn",
        ] {
            assert_eq!(wrong(text), 0, "{text}");
        }
    }
}
