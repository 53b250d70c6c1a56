//! The period an entry reports on: 2022, 2022H1, 2022Q3, 2022-11.

use crate::calendar::Date;

/// A run of whole months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    first: Date,
    months: i8,
}

impl Period {
    /// Reads `2022`, `2022H1`, `2022Q3` and `2022-11`; other periods (`2022-autumn`) have no days that can be computed.
    pub fn read(written: &str) -> Option<Self> {
        let (year, rest) = written.trim().split_at_checked(4)?;
        let year = year.parse().ok()?;
        let part = |name: char, count: i8, months: i8| {
            let number: i8 = rest.strip_prefix(name)?.parse().ok()?;
            (1..=count).contains(&number).then(|| (number - 1) * months + 1)
        };
        let (month, months) = if rest.is_empty() {
            (1, 12)
        } else if let Some(month) = part('H', 2, 6) {
            (month, 6)
        } else if let Some(month) = part('Q', 4, 3) {
            (month, 3)
        } else {
            (part('-', 12, 1)?, 1)
        };
        Some(Self { first: Date::new(year, month, 1)?, months })
    }

    /// How many months it has.
    pub fn months(self) -> i8 {
        self.months
    }

    /// Its first day.
    pub fn start(self) -> Date {
        self.first
    }

    /// The period of the same length right after it.
    pub fn next(self) -> Self {
        Self { first: self.first.plus_months(i64::from(self.months)), ..self }
    }

    /// Its last day.
    pub fn end(self) -> Date {
        self.first.plus_months(i64::from(self.months)).plus_days(-1)
    }

    /// `2022年`, `2022年上半年`, `2022年第三季度`, `2022年11月`.
    pub fn chinese(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.months {
            12 => format!("{year}年"),
            6 => format!("{year}年{}半年", if month == 1 { '上' } else { '下' }),
            3 => format!(
                "{year}年第{}季度",
                match month {
                    1 => '一',
                    4 => '二',
                    7 => '三',
                    _ => '四',
                }
            ),
            _ => format!("{year}年{month}月"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn periods_follow_each_other() {
        let next = |written| Period::read(written).map(|period| period.next().chinese());
        assert_eq!(next("2022").as_deref(), Some("2023年"));
        assert_eq!(next("2022H2").as_deref(), Some("2023年上半年"));
        assert_eq!(next("2022Q4").as_deref(), Some("2023年第一季度"));
        assert_eq!(next("2022-12").as_deref(), Some("2023年1月"));
    }

    #[test]
    fn periods_have_ends_and_names() {
        let read = |written| Period::read(written).map(|period| (period.end().to_string(), period.chinese()));
        let found = |end: &str, name: &str| Some((end.to_owned(), name.to_owned()));
        assert_eq!(read("2022"), found("2022-12-31", "2022年"));
        assert_eq!(read("2022H1"), found("2022-06-30", "2022年上半年"));
        assert_eq!(read("2022Q3"), found("2022-09-30", "2022年第三季度"));
        assert_eq!(read("2024-02"), found("2024-02-29", "2024年2月"));
        for none in
            ["2022-autumn", "2022Q5", "2022-13", "", "二〇二二", "22", "2022H0", "2022Q73", "2022-127"]
        {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
