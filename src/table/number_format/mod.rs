//! The number formats of spreadsheets: what a clerk sees in a cell, from the number and the format's code
//! (ECMA-376 part 1, 18.8.30 and 18.8.31).

mod builtin;
mod date;
mod number;
mod tokens;

pub(super) use builtin::builtin;

use super::decimal::Decimal;
use super::grid::{Fault, GridCell};
use tokens::{Section, Token, sections};

/// A number format, read from its code.
#[derive(Debug, Clone)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
    known: bool,
}

impl NumberFormat {
    /// The format with this code.
    pub(super) fn new(code: &str) -> Self {
        match sections(code) {
            Some(sections) => Self { sections, known: true },
            None => Self { sections: Vec::new(), known: false },
        }
    }

    /// Whether the code is one that this module can follow; a number with another format is shown without it.
    pub(super) fn is_known(&self) -> bool {
        self.known
    }

    /// Whether it shows a date or a time.
    pub(super) fn is_date(&self) -> bool {
        self.sections.first().is_some_and(Section::is_date)
    }

    /// The number as it is shown, without the blanks that only fill a cell; `epoch_1904` tells that days are counted
    /// from 1904, as files from old Macs do.
    pub(super) fn show(&self, value: f64, epoch_1904: bool) -> String {
        let Some(decimal) = Decimal::from_f64(value) else { return String::new() };
        let shown = match self.section(value) {
            Some(section) if section.is_date() => date::show(section, value, epoch_1904),
            Some(section) => Some(number::show(section, self.unsigned(&decimal, section))),
            None => None,
        };
        shown.map_or_else(|| decimal.general(), |shown| shown.trim().to_owned())
    }

    /// A decimal number as it is shown.
    pub(super) fn show_decimal(&self, decimal: &Decimal) -> String {
        let value = if decimal.is_zero() { 0.0 } else { f64::from(if decimal.negative { -1 } else { 1 }) };
        match self.section(value) {
            Some(section) if !section.is_date() => {
                number::show(section, self.unsigned(decimal, section)).trim().to_owned()
            }
            _ => decimal.general(),
        }
    }

    /// The section for a number: the one whose condition it meets, else by its sign.
    fn section(&self, value: f64) -> Option<&Section> {
        let numbers = self.sections.get(..self.sections.len().min(3))?;
        if self.has_conditions() {
            let meets = |section: &&Section| section.condition.is_none_or(|condition| condition.holds(value));
            return numbers.iter().find(meets);
        }
        let at = match numbers.len() {
            2 if value < 0.0 => 1,
            3 if value < 0.0 => 1,
            3 if value == 0.0 => 2,
            _ => 0,
        };
        numbers.get(at)
    }

    /// The number without its sign where the section stands for negative ones and writes the sign itself.
    fn unsigned(&self, decimal: &Decimal, section: &Section) -> Decimal {
        let first = self.sections.first().is_some_and(|first| std::ptr::eq(first, section));
        let mut decimal = decimal.clone();
        decimal.negative &= first || self.has_conditions();
        decimal
    }

    fn has_conditions(&self) -> bool {
        self.sections.iter().any(|section| section.condition.is_some())
    }
}

/// A cell that holds a number, as its format shows it.
pub(super) fn cell(
    format: &NumberFormat,
    code: &str,
    value: f64,
    decimal: Decimal,
    epoch_1904: bool,
) -> GridCell {
    let shown = format.show(value, epoch_1904);
    if format.is_date() {
        return GridCell::text(shown);
    }
    let cell = GridCell::number(shown, decimal);
    let unknown = (!format.is_known()).then(|| Fault::Format(code.to_owned()));
    GridCell { fault: cell.fault.or(unknown), ..cell }
}

/// The format for numbers with this many decimals.
pub(super) fn with_decimals(decimals: u32) -> NumberFormat {
    let zeros = "0".repeat(decimals.min(15) as usize);
    NumberFormat::new(&if zeros.is_empty() { "0".to_owned() } else { format!("0.{zeros}") })
}

#[cfg(test)]
mod tests {
    use super::{NumberFormat, builtin};
    use proptest::prelude::{prop_assert, proptest};

    fn show(code: &str, value: f64) -> String {
        let format = NumberFormat::new(code);
        assert!(format.is_known(), "{code}");
        format.show(value, false)
    }

    #[test]
    fn numbers_are_shown_as_in_excel() {
        for (code, value, shown) in [
            ("General", 1234.5, "1234.5"),
            ("0", 1234.5, "1235"),
            ("0.0%", 0.764, "76.4%"),
            ("0%", 0.285, "29%"),
            ("#,##0.00", 3_712_500.0, "3,712,500.00"),
            ("#,##0", -1234.0, "-1,234"),
            ("#,##0.00;[Red]-#,##0.00", -5.0, "-5.00"),
            ("#,##0.00_);(#,##0.00)", -1234.5, "(1,234.50)"),
            ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", 0.0, "-"),
            ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", -2.5, "-2.50"),
            ("[$¥-804]#,##0.00", 12.0, "¥12.00"),
            ("\"￥\"#,##0.00", 1012.0, "￥1,012.00"),
            ("0.00\"元\"", 3.0, "3.00元"),
            ("#.##", 0.5, ".5"),
            ("0.0#", 0.5, "0.5"),
            ("000000", 123.0, "000123"),
            ("0!.0,\"万\"", 12_345.0, "1.2万"),
            ("[>=10000]0!.0,\"万\";0", 99.0, "99"),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 44_918.0, "二〇二二年十二月二十三日"),
            ("@", 12.0, "12"),
            ("0.00E+00", 12_345.0, "1.23E+04"),
        ] {
            assert_eq!(show(code, value), shown, "{code} {value}");
        }
    }

    #[test]
    fn dates_are_shown_as_in_excel() {
        for (code, value, shown) in [
            ("yyyy\"年\"m\"月\"d\"日\"", 44_918.0, "2022年12月23日"),
            ("yyyy-mm-dd", 44_918.0, "2022-12-23"),
            ("yyyy/m/d;@", 44_918.0, "2022/12/23"),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 44_918.0, "2022年12月23日"),
            ("m\"月\"d\"日\"", 44_918.0, "12月23日"),
            ("aaaa", 44_918.0, "星期五"),
            ("yyyy-mm-dd hh:mm:ss", 44_918.604_166_666_7, "2022-12-23 14:30:00"),
            ("h:mm AM/PM", 44_918.604_166_666_7, "2:30 PM"),
            ("上午/下午h\"时\"mm\"分\"", 0.25, "上午6时00分"),
            ("[h]:mm", 1.5, "36:00"),
            ("mm:ss", 0.000_694_444_4, "01:00"),
            ("yyyy-m-d", 1.0, "1900-1-1"),
        ] {
            assert_eq!(show(code, value), shown, "{code}");
        }
        assert_eq!(NumberFormat::new("yyyy-m-d").show(43_456.0, true), "2022-12-23");
        assert_eq!(NumberFormat::new(builtin(14).unwrap()).show(44_918.0, false), "2022/12/23");
        assert_eq!(NumberFormat::new(builtin(31).unwrap()).show(44_918.0, false), "2022年12月23日");
    }

    #[test]
    fn a_date_out_of_range_is_shown_as_its_number() {
        assert_eq!(show("yyyy-m-d", -5.0), "-5");
        assert_eq!(show("yyyy-m-d", 1e12), "1000000000000");
    }

    #[test]
    fn a_format_that_cannot_be_followed_says_so() {
        for code in ["# ?/?", "[DBNum2][$-804]General", "\"unfinished", "[Red"] {
            assert!(!NumberFormat::new(code).is_known(), "{code}");
        }
    }

    proptest! {
        #[test]
        fn no_code_breaks_it(code in "[0#?.,%ymdhsaE+@;\"\\[\\]_*!>=1-9-]{0,24}", value in proptest::num::f64::ANY) {
            let shown = NumberFormat::new(&code).show(value, false);
            prop_assert!(shown.len() < 4_000);
        }
    }
}
