//! Exact quotients of whole numbers, for formulas that divide.

use crate::decimal::Decimal;

/// A number `above / below` in lowest terms; `below` is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ratio {
    above: i128,
    below: i128,
}

impl Ratio {
    /// A decimal number; none where it has too many digits.
    pub(super) fn of(number: Decimal) -> Option<Self> {
        Self::new(number.mantissa(), 10_i128.checked_pow(number.scale())?)
    }

    fn new(above: i128, below: i128) -> Option<Self> {
        let divisor = i128::try_from(common_divisor(above.unsigned_abs(), below.unsigned_abs())).ok()?;
        let divisor = if below < 0 { divisor.checked_neg()? } else { divisor };
        Some(Self { above: above.checked_div(divisor)?, below: below.checked_div(divisor)? })
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let one = self.above.checked_mul(other.below)?;
        let two = other.above.checked_mul(self.below)?;
        Self::new(one.checked_add(two)?, self.below.checked_mul(other.below)?)
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { above: other.above.checked_neg()?, below: other.below })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        Self::new(self.above.checked_mul(other.above)?, self.below.checked_mul(other.below)?)
    }

    /// None where the divisor is zero.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        if other.above == 0 {
            return None;
        }
        Self::new(self.above.checked_mul(other.below)?, self.below.checked_mul(other.above)?)
    }

    /// Whether this is what `number` was rounded from. None where there are too many digits to tell.
    pub(super) fn rounds_to(self, number: Decimal) -> Option<bool> {
        let difference = self.minus(Self::of(number)?)?;
        let half = Self::of(number.half_of_last_digit())?;
        let difference = Self { above: difference.above.checked_abs()?, below: difference.below };
        Some(half.minus(difference)?.above >= 0)
    }

    /// The number rounded to this many decimals.
    pub(super) fn rounded(self, decimals: u32) -> Option<Decimal> {
        Decimal::new(self.above, 0)?.over(Decimal::new(self.below, 0)?, decimals)
    }
}

fn common_divisor(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}

#[cfg(test)]
mod tests {
    use super::Ratio;
    use crate::decimal::Decimal;

    #[test]
    fn quotients_stay_exact() {
        let read = |text| Ratio::of(Decimal::parse(text).unwrap()).unwrap();
        let third = read("1").over(read("3")).unwrap();
        assert_eq!(third.times(read("3.00")), Some(read("1")));
        assert_eq!(third.rounds_to(Decimal::parse("0.33").unwrap()), Some(true));
        assert_eq!(third.rounds_to(Decimal::parse("0.34").unwrap()), Some(false));
        assert_eq!(read("-2.5").rounds_to(Decimal::parse("-3").unwrap()), Some(true));
        assert_eq!(read("1").over(read("-3")).and_then(|ratio| ratio.rounded(3)), Decimal::parse("-0.333"));
        assert_eq!(read("1").over(read("0")), None);
        let huge = Ratio::of(Decimal::new(i128::MAX, 0).unwrap()).unwrap();
        assert_eq!(huge.plus(huge), None);
    }
}
