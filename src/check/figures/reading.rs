//! Figures as people write them in cells: `1,234.50`, `１，２３４`, `—`, `85%`, `3.2万`, `8户`, `12O`.

use crate::decimal::Decimal;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum Reading {
    /// Nothing at all.
    Blank,
    /// A mark for nothing: `—`, `无`.
    Nothing,
    /// A figure.
    Figure(Figure),
    /// Words.
    Words,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Figure {
    /// The number, as written.
    pub(in crate::check) value: Decimal,
    /// The power of ten of the 万 or 亿 behind it.
    pub(in crate::check) power: i32,
    /// What stands behind: `元`, `户`, `%`.
    pub(in crate::check) unit: String,
    /// What is untidy about it.
    pub(in crate::check) slip: Option<Slip>,
}

/// What is untidy about a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Slip {
    /// Full-width digits or marks.
    FullWidth,
    /// Blanks between its digits.
    Blanks,
    /// Letters that look like digits.
    Letters,
    /// Commas that part no thousands.
    Commas,
}

impl Reading {
    /// The figure, where it is one.
    pub(in crate::check) fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Figure(figure) => Some(figure),
            _ => None,
        }
    }
}

const NOTHING: &[&str] =
    &["-", "—", "——", "–", "－", "−", "/", "／", "\\", "无", "--", "…", "……", "***", "*"];

/// Reads the words of a cell.
pub(in crate::check) fn read(text: &str) -> Reading {
    let text = text.trim();
    if text.is_empty() {
        return Reading::Blank;
    }
    if NOTHING.contains(&text) {
        return Reading::Nothing;
    }
    number(text).map_or(Reading::Words, Reading::Figure)
}

fn number(text: &str) -> Option<Figure> {
    let (rest, negative) = match text.strip_prefix(['-', '−', '－']) {
        Some(rest) => (rest, true),
        None => (text.strip_prefix(['+', '＋']).unwrap_or(text), false),
    };
    let rest = rest.trim_start().strip_prefix(['¥', '￥']).unwrap_or(rest).trim_start();
    let (digits, behind) = rest.split_at_checked(end_of_digits(rest)?)?;
    let (value, slip) = value(digits.trim_end())?;
    let (power, unit) = unit(behind.trim())?;
    let value = if negative { value.negated() } else { value };
    Some(Figure { value, power, unit: unit.to_owned(), slip })
}

/// Where the digits of a number at the start of a text end; none where none begins there.
fn end_of_digits(text: &str) -> Option<usize> {
    let mut marks = text.char_indices().peekable();
    let mut end = None;
    while let Some((at, mark)) = marks.next() {
        let next = marks.peek().map(|(_, next)| *next);
        let goes_on = match mark {
            '0'..='9' | '０'..='９' => true,
            ',' | '，' => {
                at > 0 && next.is_some_and(|next| is_digit(next) || matches!(next, 'O' | 'o' | 'l'))
            }
            '.' | '．' => at > 0 && next.is_some_and(is_digit),
            // 12O, l20; but not the o of 10 oz.
            'O' | 'o' | 'l' | 'I' | '〇' => {
                next.is_none_or(|next| is_digit(next) || ",.，．OolI〇".contains(next))
            }
            ' ' | '\u{3000}' | '\u{a0}' => {
                at > 0 && next.is_some_and(|next| next.is_whitespace() || is_digit(next))
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end = Some(at + mark.len_utf8());
    }
    end
}

fn is_digit(mark: char) -> bool {
    matches!(mark, '0'..='9' | '０'..='９')
}

fn value(digits: &str) -> Option<(Decimal, Option<Slip>)> {
    if let Some(value) = Decimal::parse(digits) {
        return Some((value, (!digits.is_ascii()).then_some(Slip::FullWidth)));
    }
    let count = digits.chars().filter(|mark| is_digit(*mark)).count();
    let letters = digits.chars().filter(|mark| mark.is_alphabetic() || *mark == '〇').count();
    // 1,OOO; but not OO1.
    let is_grouped = digits.starts_with(is_digit) && digits.contains([',', '，']);
    if count == 0 || letters > count && !is_grouped {
        return None;
    }
    let tidy = |mark: char| match mark {
        'O' | 'o' | '〇' => Some('0'),
        'l' | 'I' => Some('1'),
        mark if mark.is_whitespace() => None,
        mark => Some(mark),
    };
    let joined: String = digits.chars().filter_map(tidy).collect();
    let slip = if letters > 0 {
        Slip::Letters
    } else if joined.len() < digits.len() {
        Slip::Blanks
    } else {
        Slip::Commas
    };
    let ungrouped =
        || Decimal::parse(&joined.chars().filter(|mark| !",，".contains(*mark)).collect::<String>());
    Some((Decimal::parse(&joined).or_else(ungrouped)?, Some(slip)))
}

/// The 万 and the unit behind a number; none where what stands there makes it no figure: 3组, 1962年, 12:30.
fn unit(text: &str) -> Option<(i32, &str)> {
    if text.is_empty() || matches!(text, "%" | "％" | "‰") {
        return Some((0, if text == "％" { "%" } else { text }));
    }
    let (power, unit) = match text.strip_prefix('万').map(|rest| (4, rest)) {
        Some(found) => found,
        None => text.strip_prefix('亿').map_or((0, text), |rest| (8, rest)),
    };
    let is_unit = |mark: char| mark.is_alphabetic() || matches!(mark, '/' | '²' | '³');
    let no_unit = |mark: char| "年月日号时分秒组级期届点第岁周楼层室栋米/余多几".contains(mark);
    let is_length = matches!(unit, "米" | "分");
    let starts =
        unit.chars().next().is_none_or(|first| is_length || !no_unit(first) || unit.starts_with("亿"));
    let known = unit.chars().count() <= 6 && unit.chars().all(is_unit) && starts;
    (known && !matches!(unit, "左右" | "以上" | "以下" | "以内")).then_some((power, unit))
}

#[cfg(test)]
mod tests {
    use super::{Reading, Slip, read};
    use proptest::prelude::{any, proptest};

    #[test]
    fn cells_are_read_as_people_write_them() {
        for (text, value, power, unit, slip) in [
            ("1,234.50", "1,234.50", 0, "", None),
            ("１，２３４", "1,234", 0, "", Some(Slip::FullWidth)),
            ("-85%", "-85", 0, "%", None),
            ("85％", "85", 0, "%", None),
            ("3.2万", "3.2", 4, "", None),
            ("3.2 万元", "3.2", 4, "元", None),
            ("￥12,000.00", "12,000.00", 0, "", None),
            ("12O", "120", 0, "", Some(Slip::Letters)),
            ("l,2OO.00", "1,200.00", 0, "", Some(Slip::Letters)),
            ("1,OOO", "1,000", 0, "", Some(Slip::Letters)),
            ("1 200", "1,200", 0, "", Some(Slip::Blanks)),
            ("12,34,567", "1,234,567", 0, "", Some(Slip::Commas)),
            ("8户", "8", 0, "户", None),
            ("118.5 平方米", "118.5", 0, "平方米", None),
            ("20元/人", "20", 0, "元/人", None),
            ("4.5米", "4.5", 0, "米", None),
        ] {
            let Reading::Figure(figure) = read(text) else { panic!("{text} is no figure") };
            let found = (figure.value.to_string(), figure.power, figure.unit.as_str(), figure.slip);
            assert_eq!(found, (value.to_owned(), power, unit, slip), "{text}");
        }
        for text in ["—", "无", "-", " / "] {
            assert_eq!(read(text), Reading::Nothing, "{text}");
        }
        assert_eq!(read(" \u{3000}"), Reading::Blank);
        for text in [
            "柏林坪村2组",
            "2组",
            "1962年",
            "2022年6月",
            "12:30",
            "5—8",
            "1.2.3",
            "FB-2022-031",
            "IO",
            "O",
            "Olive",
            "10 oz.",
            "110101199003078888",
            "约200",
            "300余",
            "3-5天",
            "12月21日起执行",
            "第3期",
            "A4",
        ] {
            assert_eq!(read(text), Reading::Words, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>(), digits in "[0-9０-９Ol ,，.．万亿%-]{0,60}") {
            let _ = (read(&text), read(&digits));
        }
    }
}
