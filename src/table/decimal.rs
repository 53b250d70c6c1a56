//! Decimal numbers of up to 15 digits: what spreadsheets show and round by, unlike binary fractions. 2.675 to two
//! decimals is 2.68 to a clerk and in Excel, though the nearest binary fraction lies below it. Sums are not made of these but of [`decimal::Decimal`].

use crate::decimal;

/// A number `0.d₁d₂d₃… × 10^point`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    /// Whether it is below zero.
    pub(super) negative: bool,
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The number with the 15 digits that spreadsheets keep; none for infinities.
    pub(super) fn from_f64(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let written = format!("{:.14e}", value.abs());
        let (digits, exponent) = written.split_once('e')?;
        let mut decimal =
            Self { negative: value < 0.0, digits: Vec::new(), point: exponent.parse::<i32>().ok()? + 1 };
        decimal.digits.extend(digits.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0'));
        Some(decimal.trimmed())
    }

    /// Reads a number as people write it, see [`crate::decimal::Decimal::parse`].
    pub(super) fn parse(text: &str) -> Option<Self> {
        let number = decimal::Decimal::parse(text)?;
        let digits: Vec<u8> =
            number.mantissa().unsigned_abs().to_string().bytes().map(|digit| digit - b'0').collect();
        let point = digits.len() as i32 - number.scale() as i32;
        Some(Self { negative: number.is_negative(), digits, point }.trimmed())
    }

    /// Whether it is zero.
    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether its whole part has more than 15 digits, so that a spreadsheet has lost the last ones.
    pub(super) fn is_long(&self) -> bool {
        !self.is_zero() && self.point > 15
    }

    /// The number times `10^places`.
    pub(super) fn shifted(mut self, places: i32) -> Self {
        if !self.is_zero() {
            self.point += places;
        }
        self
    }

    /// Divides the number down to one digit before the point and tells by which power of ten.
    pub(super) fn take_exponent(&mut self) -> i32 {
        if self.is_zero() {
            return 0;
        }
        let exponent = self.point - 1;
        self.point = 1;
        exponent
    }

    /// The digits before and after the point, rounded half away from zero to this many decimals. The whole part of a
    /// number below one is empty.
    pub(super) fn rounded(&self, decimals: usize) -> (String, String) {
        let keep = self.point + decimals as i32;
        let mut digits: Vec<u8> = Vec::new();
        // A leading zero takes up the carry of 9.99 to 10.
        digits.push(0);
        digits.extend(std::iter::repeat_n(0, (-self.point).clamp(0, decimals as i32) as usize));
        let kept = keep.max(0) as usize;
        digits.extend(self.digits.iter().copied().chain(std::iter::repeat(0)).take(kept));
        if keep >= 0 && self.digits.get(kept).is_some_and(|digit| *digit >= 5) {
            for digit in digits.iter_mut().rev() {
                *digit = (*digit + 1) % 10;
                if *digit != 0 {
                    break;
                }
            }
        }
        let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
        let (whole, fraction) =
            text.split_at_checked(text.len().saturating_sub(decimals)).unwrap_or((&text, ""));
        (whole.trim_start_matches('0').to_owned(), fraction.to_owned())
    }

    /// The number as a cell without a format shows it: no exponent, and no more decimals than fit beside the whole
    /// part into ten digits.
    pub(super) fn general(&self) -> String {
        let decimals = (10 - self.point.max(1)).max(0) as usize;
        let (mut whole, mut fraction) = self.rounded(decimals);
        if whole.is_empty() && fraction.bytes().all(|digit| digit == b'0') && !self.is_zero() {
            (whole, fraction) = self.rounded((self.digits.len() as i32 - self.point).max(0) as usize);
        }
        let fraction = fraction.trim_end_matches('0');
        let sign = if self.negative && !self.is_zero() { "-" } else { "" };
        let whole = if whole.is_empty() { "0" } else { &whole };
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    fn trimmed(mut self) -> Self {
        let leading = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..leading);
        self.point -= leading as i32;
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;
    use proptest::prelude::{prop_assert_eq, proptest};

    fn rounded(value: f64, decimals: usize) -> String {
        let (whole, fraction) = Decimal::from_f64(value).unwrap().rounded(decimals);
        format!("{whole}.{fraction}")
    }

    #[test]
    fn rounding_is_that_of_spreadsheets() {
        assert_eq!(rounded(2.675, 2), "2.68");
        assert_eq!(rounded(1.005, 2), "1.01");
        assert_eq!(rounded(9.995, 2), "10.00");
        assert_eq!(rounded(0.004, 2), ".00");
        assert_eq!(rounded(0.005, 2), ".01");
        assert_eq!(rounded(0.5, 0), "1.");
        assert_eq!(rounded(0.05, 0), ".");
        assert_eq!(rounded(0.000_1, 6), ".000100");
        assert_eq!(rounded(3_712_500.0, 2), "3712500.00");
        assert_eq!(rounded(0.1 + 0.2, 2), ".30");
        assert_eq!(rounded(0.0, 2), ".00");
    }

    #[test]
    fn a_number_without_a_format_has_no_exponent() {
        let general = |value| Decimal::from_f64(value).unwrap().general();
        assert_eq!(general(1e17), "100000000000000000");
        assert_eq!(general(0.1 + 0.2), "0.3");
        assert_eq!(general(1.0 / 3.0), "0.333333333");
        assert_eq!(general(-1234.5), "-1234.5");
        assert_eq!(general(123_456_789.125), "123456789.1");
        assert_eq!(general(1e-12), "0.000000000001");
        assert_eq!(general(-0.0), "0");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let parse = |text: &str| Decimal::parse(text).map(|decimal| decimal.general());
        assert_eq!(parse(" １，２３４．５０ ").as_deref(), Some("1234.5"));
        assert_eq!(parse("¥1,234,567").as_deref(), Some("1234567"));
        assert_eq!(parse("-85%").as_deref(), Some("-0.85"));
        assert_eq!(parse("007").as_deref(), Some("7"));
        for text in ["", "-", "12人", "1,23", "12,34,567", "1.2.3", "110101199003078888", "2022-12", "%", "."]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn money_survives(cents in -1_000_000_000_000_i64..1_000_000_000_000) {
            let decimal = Decimal::from_f64(cents as f64 / 100.0).unwrap();
            let (whole, fraction) = decimal.rounded(2);
            let back: i64 = format!("{whole}{fraction}").parse().unwrap();
            prop_assert_eq!(if decimal.negative { -back } else { back }, cents);
        }
    }
}
