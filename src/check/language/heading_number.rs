//! Numbers of headings: 一、（一）1.（1）.

use crate::check::piece::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::BlockKind;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "heading-number",
    severity: Severity::Warning,
    group: Group::Language,
    waivable: true,
    what: Words::new(
        "层次序号跳号、重号，或用错了层次",
        "Numbers of headings that skip, repeat or take a wrong level",
    ),
    why: Words::new(
        "层次依次用“一、”“（一）”“1.”“（1）”（GB/T 9704-2012 7.3.3）；跳了号，像是少了一段",
        "Levels are 一、（一）1.（1） in this order (GB/T 9704-2012, 7.3.3); where one is skipped, something seems missing",
    ),
    mend: Words::new("照顺序重新编号，看看是否漏了一段", "number them anew, and see whether one is missing"),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    // What Markdown numbers by itself stands in lists; below them another count begins.
    let has_lists =
        subject.body.blocks.iter().any(|block| matches!(block.kind, BlockKind::List { start: Some(_), .. }));
    let mut last = [0_u32; 4];
    for piece in subject.pieces() {
        if !matches!(piece.kind, PieceKind::Heading | PieceKind::Paragraph) {
            continue;
        }
        let Some((level, number, length)) = numbered(&piece.text) else { continue };
        let Some(before) = last.get(level).copied() else { continue };
        let skipped = before > 0 && number > before + 1;
        let repeated = before > 0 && number == before && number > 1;
        let too_deep = level == 3
            && number == 1
            && !has_lists
            && last.iter().take(1).any(|one| *one > 0)
            && last.iter().skip(1).take(2).all(|between| *between == 0);
        let written = piece.text.get(..length).unwrap_or_default();
        let message = if skipped {
            Some(Text::new(
                format!("上一个是第{before}个，接着却是“{written}”，中间跳号了"),
                format!("‘{written}’ follows number {before}: one is skipped"),
            ))
        } else if repeated {
            Some(Text::new(format!("“{written}”重号了"), format!("‘{written}’ stands twice")))
        } else if too_deep {
            Some(Text::new(
                format!("“一、”下面直接用了“{written}”"),
                format!("‘{written}’ stands right below ‘一、’"),
            ))
        } else {
            None
        };
        problems.extend(message.map(|message| RULE.finding(message).placed(piece.place(0..length))));
        if let Some(here) = last.get_mut(level) {
            *here = number;
        }
        last.iter_mut().skip(level + 1).for_each(|below| *below = 0);
    }
}

/// The level, from 0, the number and the length of the number that a text begins with.
fn numbered(text: &str) -> Option<(usize, u32, usize)> {
    let trimmed = text.trim_start();
    let blank = text.len() - trimmed.len();
    let (inner, closes): (&str, &[char]) = match trimmed.strip_prefix(['（', '(']) {
        Some(inner) => (inner, &['）', ')']),
        None => (trimmed, &['、', '．', '.']),
    };
    let end = inner.find(closes)?;
    let number = inner.get(..end)?;
    let close = inner.get(end..)?.chars().next()?;
    // 1.5亩 and 2022.12 are figures.
    if close == '.'
        && !inner.get(end + 1..)?.starts_with(|next: char| ('\u{4e00}'..='\u{9fff}').contains(&next))
    {
        return None;
    }
    let length = blank + trimmed.len() - inner.len() + end + close.len_utf8();
    let in_brackets = inner.len() < trimmed.len();
    let figures = number.parse::<u32>().ok().filter(|_| number.len() <= 2);
    let (number, is_han) =
        figures.map(|number| (number, false)).or_else(|| Some((han_number(number)?, true)))?;
    let level = match (in_brackets, is_han) {
        (false, true) if close == '、' => 0,
        (true, true) => 1,
        (false, false) => 2,
        (true, false) => 3,
        _ => return None,
    };
    (number > 0).then_some((level, number, length))
}

/// 一 to 九十九.
fn han_number(text: &str) -> Option<u32> {
    let digit =
        |mark: char| "一二三四五六七八九".chars().position(|digit| digit == mark).map(|at| at as u32 + 1);
    let marks: Vec<char> = text.chars().collect();
    match marks.as_slice() {
        ['十'] => Some(10),
        [one] => digit(*one),
        ['十', one] => Some(10 + digit(*one)?),
        [ten, '十'] => Some(10 * digit(*ten)?),
        [ten, '十', one] => Some(10 * digit(*ten)? + digit(*one)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn numbers_have_levels() {
        assert_eq!(numbered("一、油菜防冻"), Some((0, 1, 6)));
        assert_eq!(numbered("（十二）办法"), Some((1, 12, 12)));
        assert_eq!(numbered("3、办法"), Some((2, 3, 4)));
        assert_eq!(numbered("3.办法"), Some((2, 3, 2)));
        assert_eq!(numbered("（2）办法"), Some((3, 2, 7)));
        for none in [
            "民政办、财政所",
            "（示例数字）",
            "2022、2023年",
            "十里村、八里村",
            "一是办法、二是",
            "（2022）8号",
            "1.5亩",
            "12.23会议",
            "3.",
        ] {
            assert_eq!(numbered(none), None, "{none}");
        }
    }
}
