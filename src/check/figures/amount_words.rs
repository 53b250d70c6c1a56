//! Amounts in the capital numerals of cheques and receipts (大写金额): 壹万贰仟元整.

use crate::decimal::Decimal;

const DIGITS: &str = "零壹贰叁肆伍陆柒捌玖";

/// Whether a character is a capital digit other than zero, or 拾, 佰, 仟.
pub(in crate::check) fn is_capital(mark: char) -> bool {
    matches!(
        mark,
        '壹' | '贰'
            | '貳'
            | '叁'
            | '參'
            | '肆'
            | '伍'
            | '陆'
            | '陸'
            | '柒'
            | '捌'
            | '玖'
            | '拾'
            | '佰'
            | '仟'
    )
}

/// Whether a character may stand in such an amount.
pub(in crate::check) fn is_part(mark: char) -> bool {
    digit(mark).is_some() || power(mark).is_some() || "万亿元圆角分整正".contains(mark)
}

fn digit(mark: char) -> Option<u32> {
    Some(match mark {
        '零' | '〇' => 0,
        '壹' => 1,
        '贰' | '貳' => 2,
        '叁' | '參' => 3,
        '肆' => 4,
        '伍' => 5,
        '陆' | '陸' => 6,
        '柒' => 7,
        '捌' => 8,
        '玖' => 9,
        _ => return None,
    })
}

fn power(mark: char) -> Option<u32> {
    match mark {
        '拾' => Some(1),
        '佰' => Some(2),
        '仟' => Some(3),
        _ => None,
    }
}

/// Reads an amount: 壹万贰仟元整 is 12,000.00. None where its characters do not make one.
pub(in crate::check) fn read(text: &str) -> Option<Decimal> {
    let text = text.trim_end_matches(['整', '正']);
    let (yuan, cents) = match text.split_once(['元', '圆']) {
        Some((yuan, cents)) => (whole(yuan)?, cents),
        None => (0, text),
    };
    let hundredths = i128::from(yuan).checked_mul(100)?.checked_add(i128::from(self::cents(cents)?))?;
    Decimal::new(hundredths, 2)
}

/// A whole number below 10^12.
fn whole(text: &str) -> Option<u64> {
    let (mut total, mut section, mut waiting) = (0_u64, 0_u64, None::<u32>);
    let (mut last_power, mut last_group) = (4, 3);
    for mark in text.chars() {
        if let Some(found) = digit(mark) {
            if waiting.is_some_and(|waiting| waiting > 0) {
                return None;
            }
            waiting = Some(found);
        } else if let Some(power) = power(mark) {
            // 拾元 is 10; 零拾 is nothing.
            let times = waiting.take().unwrap_or(u32::from(power == 1 && section == 0));
            if power >= last_power || times == 0 {
                return None;
            }
            last_power = power;
            section += u64::from(times) * 10_u64.pow(power);
        } else {
            let group = match mark {
                '万' => 1,
                '亿' => 2,
                _ => return None,
            };
            section += u64::from(waiting.take().unwrap_or(0));
            if group >= last_group || section == 0 {
                return None;
            }
            total = if group == 2 { section * 100_000_000 } else { total + section * 10_000 };
            (section, last_power, last_group) = (0, 4, group);
        }
    }
    section += u64::from(waiting.unwrap_or(0));
    (!text.is_empty()).then_some(total + section)
}

/// What stands behind 元, in hundredths: 叁角伍分.
fn cents(text: &str) -> Option<u32> {
    let (mut cents, mut waiting) = (0, None);
    for mark in text.chars() {
        match (mark, waiting) {
            ('角', Some(times)) if cents == 0 => cents = times * 10,
            ('分', Some(times)) => cents += times,
            (_, Some(waiting)) if waiting > 0 => return None,
            (mark, _) => {
                waiting = Some(digit(mark)?);
                continue;
            }
        }
        waiting = None;
    }
    waiting.is_none_or(|waiting| waiting == 0).then_some(cents)
}

/// Writes an amount of less than 10^12 yuan, as banks ask for it (支付结算办法附一). None for more, for less than
/// nothing, and for parts of a 分.
pub(in crate::check) fn write(amount: Decimal) -> Option<String> {
    let hundredths = u64::try_from(amount.shifted(2)?.whole()?).ok()?;
    let (yuan, cents) = (hundredths / 100, hundredths % 100);
    if yuan >= 10_u64.pow(12) {
        return None;
    }
    let mut written = yuan_words(yuan);
    for (found, name) in [(cents / 10, '角'), (cents % 10, '分')] {
        if found > 0 {
            written.extend(DIGITS.chars().nth(found as usize));
            written.push(name);
        } else if name == '角' && cents > 0 && yuan > 0 {
            written.push('零');
        }
    }
    if written.is_empty() {
        written.push_str("零元");
    }
    if cents % 10 == 0 {
        written.push('整');
    }
    Some(written)
}

fn yuan_words(yuan: u64) -> String {
    let mut written = String::new();
    let mut zero = false;
    for place in (0..12).rev() {
        let digit = yuan / 10_u64.pow(place) % 10;
        if digit > 0 {
            if zero && !written.is_empty() {
                written.push('零');
            }
            written.extend(DIGITS.chars().nth(digit as usize));
            written.extend(["", "拾", "佰", "仟"].get(place as usize % 4).copied());
        }
        zero = digit == 0;
        let group = yuan / 10_u64.pow(place) % 10_000;
        if place % 4 == 0 && group > 0 {
            written.extend(["元", "万", "亿"].get(place as usize / 4).copied());
        }
    }
    if yuan > 0 && !written.ends_with('元') {
        written.push('元');
    }
    written
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::decimal::Decimal;
    use proptest::prelude::{any, prop_assert_eq, proptest};

    #[test]
    fn amounts_are_read_and_written_as_banks_ask() {
        for (amount, words) in [
            ("12,000.00", "壹万贰仟元整"),
            ("12,200.00", "壹万贰仟贰佰元整"),
            ("1,409.50", "壹仟肆佰零玖元伍角整"),
            ("6,007.14", "陆仟零柒元壹角肆分"),
            ("16,409.02", "壹万陆仟肆佰零玖元零贰分"),
            ("325.04", "叁佰贰拾伍元零肆分"),
            ("100,000,001.00", "壹亿零壹元整"),
            ("0.35", "叁角伍分"),
            ("0.00", "零元整"),
            ("107,000.53", "壹拾万零柒仟元伍角叁分"),
        ] {
            let amount = Decimal::parse(amount).unwrap();
            assert_eq!(write(amount).as_deref(), Some(words), "{amount}");
            assert_eq!(read(words), Some(amount), "{words}");
        }
        for (words, amount) in [
            ("拾元整", "10"),
            ("贰拾万零伍佰圆正", "200,500"),
            ("伍仟陆佰元", "5,600"),
            ("壹万元零伍角", "10,000.50"),
        ] {
            assert_eq!(read(words), Decimal::parse(amount), "{words}");
        }
        for words in ["壹贰元", "万元整", "壹佰仟元", "壹万贰亿元", "元整", "伍角贰", "壹元贰叁分"]
        {
            assert_eq!(read(words), None, "{words}");
        }
    }

    proptest! {
        #[test]
        fn any_amount_reads_back(hundredths in 0_i64..100_000_000_000_000) {
            let amount = Decimal::new(i128::from(hundredths), 2).unwrap();
            prop_assert_eq!(read(&write(amount).unwrap()), Some(amount));
        }

        #[test]
        fn amounts_with_many_zeros_read_back(digits in "[05]{1,12}", cents in 0_i128..100) {
            let amount = Decimal::new(digits.parse::<i128>().unwrap() * 100 + cents, 2).unwrap();
            prop_assert_eq!(read(&write(amount).unwrap()), Some(amount));
        }

        #[test]
        fn no_text_panics(text in any::<String>(), words in "[零壹玖拾佰仟万亿元角分整]{0,40}") {
            let _ = (read(&text), read(&words));
        }
    }
}
