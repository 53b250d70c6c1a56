//! Exact decimal numbers: what people write in figures, added and multiplied without binary fractions.

use std::cmp::Ordering;
use std::fmt;

/// A number `mantissa / 10^scale`; the scale is the count of decimals it was written with.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// The most digits that are read as one number: more are the number of a card or a person.
const MOST_DIGITS: u32 = 15;

/// The most decimals a result keeps.
const MOST_DECIMALS: u32 = 36;

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };

    /// The number `mantissa / 10^scale`; none for more decimals than are kept.
    pub fn new(mantissa: i128, scale: u32) -> Option<Self> {
        (scale <= MOST_DECIMALS).then_some(Self { mantissa, scale })
    }

    /// Reads a number as people write it: `1,234.50`, `１２３`, `-3`, `¥1,000`, `85%`; none for any other text, and
    /// none for more than 15 digits, which are the number of a card or a person.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (text, percent) = text.strip_suffix(['%', '％']).map_or((text, 0), |rest| (rest, 2));
        let (text, negative) = match text.strip_prefix(['-', '−', '－']) {
            Some(rest) => (rest, true),
            None => (text.strip_prefix(['+', '＋']).unwrap_or(text), false),
        };
        let text = text.strip_prefix(['¥', '￥']).unwrap_or(text).trim();
        let (mantissa, scale) = digits(text)?;
        let mantissa = if negative { -mantissa } else { mantissa };
        Some(Self { mantissa, scale: scale + percent })
    }

    /// How many decimals it was written with.
    pub fn scale(self) -> u32 {
        self.scale
    }

    /// Its digits as a whole number.
    pub fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Whether it lies below zero.
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The number without its sign.
    pub fn abs(self) -> Self {
        Self { mantissa: self.mantissa.saturating_abs(), ..self }
    }

    /// The number with the other sign.
    pub fn negated(self) -> Self {
        Self { mantissa: self.mantissa.saturating_neg(), ..self }
    }

    /// The whole number it is; none where it has a fraction or is out of range.
    pub fn whole(self) -> Option<i64> {
        let power = ten_to(self.scale)?;
        (self.mantissa % power == 0).then(|| i64::try_from(self.mantissa / power).ok()).flatten()
    }

    /// The sum; none where it has more digits than are kept.
    pub fn plus(self, other: Self) -> Option<Self> {
        let (one, other, scale) = aligned(self, other)?;
        Some(Self { mantissa: one.checked_add(other)?, scale })
    }

    /// The difference; none where it has more digits than are kept.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// The product; none where it has more digits than are kept.
    pub fn times(self, other: Self) -> Option<Self> {
        Self::new(self.mantissa.checked_mul(other.mantissa)?, self.scale + other.scale)
    }

    /// The number times `10^places`; none where it has more digits than are kept.
    pub fn shifted(self, places: i32) -> Option<Self> {
        if places <= 0 {
            return Self::new(self.mantissa, self.scale.checked_add(places.unsigned_abs())?);
        }
        let places = places.unsigned_abs();
        let mantissa = self.mantissa.checked_mul(ten_to(places.saturating_sub(self.scale))?)?;
        Some(Self { mantissa, scale: self.scale.saturating_sub(places) })
    }

    /// The quotient, rounded half away from zero to this many decimals; none where the divisor is zero or there are more
    /// digits than are kept.
    pub fn over(self, divisor: Self, decimals: u32) -> Option<Self> {
        let (one, other, _) = aligned(self, divisor)?;
        let one = one.checked_mul(ten_to(decimals)?)?;
        Some(Self { mantissa: divided(one, other)?, scale: decimals })
    }

    /// The number rounded half away from zero to this many decimals; one that has fewer is as it was.
    pub fn rounded(self, decimals: u32) -> Self {
        let rounded = || {
            let power = ten_to(self.scale.checked_sub(decimals)?)?;
            Some(Self { mantissa: divided(self.mantissa, power)?, scale: decimals })
        };
        if self.scale <= decimals { self } else { rounded().unwrap_or(self) }
    }

    /// Half of what its last digit counts: as far as what it was rounded from may lie from it.
    pub fn half_of_last_digit(self) -> Self {
        Self { mantissa: 5, scale: self.scale + 1 }
    }

    /// The number without the zeros at the end of its decimals.
    pub fn trimmed(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }
}

/// The two as whole numbers of the finer scale.
fn aligned(one: Decimal, other: Decimal) -> Option<(i128, i128, u32)> {
    let scale = one.scale.max(other.scale);
    let raised = |number: Decimal| number.mantissa.checked_mul(ten_to(scale - number.scale)?);
    Some((raised(one)?, raised(other)?, scale))
}

fn ten_to(power: u32) -> Option<i128> {
    10_i128.checked_pow(power)
}

/// The quotient of whole numbers, rounded half away from zero.
fn divided(number: i128, divisor: i128) -> Option<i128> {
    let (quotient, rest) = (number.checked_div(divisor)?, number.checked_rem(divisor)?);
    let up = rest.unsigned_abs() >= divisor.unsigned_abs() - rest.unsigned_abs();
    let away = if (number < 0) == (divisor < 0) { 1 } else { -1 };
    Some(if up && rest != 0 { quotient + away } else { quotient })
}

/// The digits of a number without its sign and the count of its decimals.
fn digits(text: &str) -> Option<(i128, u32)> {
    let (mut mantissa, mut count, mut scale) = (0_i128, 0_u32, None::<u32>);
    // The digits since the last comma, once there was one.
    let (mut group, mut first) = (0_u32, None::<u32>);
    for mark in text.chars() {
        match mark {
            '0'..='9' | '０'..='９' => {
                let zero = if mark.is_ascii() { '0' } else { '０' };
                mantissa = mantissa * 10 + i128::from(u32::from(mark) - u32::from(zero));
                count += 1;
                match &mut scale {
                    Some(scale) => *scale += 1,
                    None => group += 1,
                }
                if count > MOST_DIGITS {
                    return None;
                }
            }
            // The commas part thousands, or they part something else.
            ',' | '，' if scale.is_none() => {
                if group == 0 || group > 3 || first.is_some() && group != 3 {
                    return None;
                }
                first = first.or(Some(group));
                group = 0;
            }
            '.' | '．' if scale.is_none() && count > 0 => scale = Some(0),
            _ => return None,
        }
    }
    (count > 0 && (first.is_none() || group == 3)).then_some((mantissa, scale.unwrap_or(0)))
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By value: 1.50 equals 1.5.
impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if let Some((one, other, _)) = aligned(*self, *other) {
            return one.cmp(&other);
        }
        // Too far apart to be brought to one scale: the whole parts differ then, or the larger mantissa leads.
        let whole = |number: &Self| ten_to(number.scale).map_or(0, |power| number.mantissa / power);
        whole(self).cmp(&whole(other)).then_with(|| self.mantissa.cmp(&other.mantissa))
    }
}

/// As clerks write it, thousands parted: `-1,234.50`.
impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at_checked(padded.len() - scale).unwrap_or((&padded, ""));
        if self.mantissa < 0 {
            formatter.write_str("-")?;
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                formatter.write_str(",")?;
            }
            write!(formatter, "{digit}")?;
        }
        if fraction.is_empty() { Ok(()) } else { write!(formatter, ".{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    fn read(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, meant) in [
            (" １，２３４．５０ ", "1,234.50"),
            ("¥1,234,567", "1,234,567"),
            ("-85%", "-0.85"),
            ("007", "7"),
            ("－3", "-3"),
            ("+0.00", "0.00"),
            ("1.", "1"),
            ("999999999999999", "999,999,999,999,999"),
        ] {
            assert_eq!(read(text).to_string(), meant, "{text}");
        }
        for text in [
            "",
            "-",
            "12人",
            "1,23",
            "12,34,567",
            "1.2.3",
            "2022-12",
            "%",
            ".",
            ".5",
            ",123",
            "1234,567",
            "1.5,000",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
        assert_eq!(Decimal::parse("1234567890123456"), None, "the digits of a card are no number");
    }

    #[test]
    fn quotients_are_rounded_as_people_round() {
        let over =
            |one, other, decimals| read(one).over(read(other), decimals).map(|found| found.to_string());
        assert_eq!(over("2", "3", 2).as_deref(), Some("0.67"));
        assert_eq!(over("-1", "8", 2).as_deref(), Some("-0.13"));
        assert_eq!(over("1", "-8", 2).as_deref(), Some("-0.13"));
        assert_eq!(over("1.005", "1", 2).as_deref(), Some("1.01"));
        assert_eq!(over("1", "0.00", 2), None);
        assert_eq!(read("2.675").rounded(2), read("2.68"));
        assert_eq!(read("2.6").rounded(2).to_string(), "2.6");
    }

    #[test]
    fn what_has_too_many_digits_is_no_result() {
        let huge = Decimal::new(i128::MAX, 0).unwrap();
        assert!(huge.plus(read("1")).is_none() && huge.times(read("2")).is_none());
        assert!(
            huge.shifted(1).is_none()
                && read("1").shifted(-40).is_none()
                && huge.over(read("0.1"), 0).is_none()
        );
        assert!(huge > read("0.1") && Decimal::new(i128::MIN, 0).unwrap() < read("-0.01"));
    }

    proptest! {
        #[test]
        fn arithmetic_is_that_of_whole_numbers(
            one in -1_000_000_000_000_i64..1_000_000_000_000,
            other in -1_000_000_000_000_i64..1_000_000_000_000,
            scales in (0_u32..6, 0_u32..6),
        ) {
            let of = |number: i64, scale| Decimal::new(i128::from(number), scale).unwrap();
            let raise = |number: i64, scale: u32| i128::from(number) * 10_i128.pow(6 - scale);
            let (a, b) = (of(one, scales.0), of(other, scales.1));
            let (x, y) = (raise(one, scales.0), raise(other, scales.1));
            prop_assert_eq!(a.plus(b), Decimal::new(x + y, 6));
            prop_assert_eq!(a.minus(b), Decimal::new(x - y, 6));
            prop_assert_eq!(a.times(b), Decimal::new(x * y, 12));
            prop_assert_eq!(a.cmp(&b), x.cmp(&y));
            if let Some(quotient) = a.over(b, 4) {
                let twice = (quotient.mantissa() * y - x * 10_000).abs() * 2;
                prop_assert!(twice <= y.abs(), "{quotient} is not {a} / {b}");
            } else {
                prop_assert_eq!(y, 0);
            }
        }

        #[test]
        fn what_is_shown_reads_back(number in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u32..6) {
            let number = Decimal::new(i128::from(number), scale).unwrap();
            prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number));
            prop_assert_eq!(number.shifted(3).and_then(|raised| raised.shifted(-3)), Some(number));
        }
    }
}
