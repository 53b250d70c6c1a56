//! Slips of the hand in figures: two digits swapped.

use crate::decimal::Decimal;

/// The numbers that arise where two neighbouring digits of one change places.
pub(in crate::check) fn swapped(number: Decimal) -> impl Iterator<Item = Decimal> {
    let digits = number.abs().mantissa();
    let powers = (0..15).map(|power| 10_i128.pow(power));
    powers.take_while(move |power| digits / power >= 10).filter_map(move |power| {
        let (low, high) = (digits / power % 10, digits / power / 10 % 10);
        let changed = digits + (low - high) * 9 * power;
        let changed = Decimal::new(changed, number.scale()).filter(|_| low != high)?;
        Some(if number.is_negative() { changed.negated() } else { changed })
    })
}

/// Whether two numbers differ by two neighbouring digits that changed places.
pub(in crate::check) fn are_swapped(one: Decimal, other: Decimal) -> bool {
    swapped(one).any(|changed| changed == other)
}

#[cfg(test)]
mod tests {
    use super::{are_swapped, swapped};
    use crate::decimal::Decimal;

    #[test]
    fn neighbouring_digits_change_places() {
        let read = |text| Decimal::parse(text).unwrap();
        assert!(are_swapped(read("2,640,900.00"), read("2,604,900.00")));
        assert!(are_swapped(read("-12"), read("-21.0")) && are_swapped(read("10"), read("1")));
        assert!(!are_swapped(read("2,640,900"), read("2,409,600")) && !are_swapped(read("55"), read("55")));
        let all: Vec<String> = swapped(read("1.23")).map(|number| number.to_string()).collect();
        assert_eq!(all, ["1.32", "2.13"]);
    }
}
