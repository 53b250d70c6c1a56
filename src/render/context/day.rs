//! A day as pages print it.

use crate::calendar::Date;
use serde::{Serialize, Serializer};

/// A day in the forms that pages print, which templates see as the fields of [`DayForms`]. These are written only for a
/// page that is made; in the fingerprint of a page the day itself counts.
#[derive(Debug, Clone, Copy)]
pub struct Day {
    date: Date,
    /// Whether it lies in the year of the build date.
    this_year: bool,
}

/// The forms of a day.
#[derive(Debug, Clone, Serialize)]
pub struct DayForms {
    /// `2022-12-23`, for `<time datetime>`.
    pub iso: String,
    /// 2022年12月23日.
    pub chinese: String,
    /// 12月23日, or with the year where it is not that of the build date.
    pub short: String,
    /// `12-23`, or with the year where it is not that of the build date.
    pub list: String,
    /// 星期五.
    pub weekday: &'static str,
}

impl Day {
    /// A day on a page built on `today`.
    pub(in crate::render) fn new(date: Date, today: Date) -> Self {
        Self { date, this_year: date.year() == today.year() }
    }

    /// As pages print it.
    pub fn forms(self) -> DayForms {
        let Self { date, this_year } = self;
        let (iso, chinese) = (date.to_string(), date.chinese());
        DayForms {
            short: if this_year { date.chinese_short() } else { chinese.clone() },
            list: if this_year { date.month_and_day() } else { iso.clone() },
            weekday: date.weekday().chinese(),
            iso,
            chinese,
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Fingerprints are made of compact bytes, which nobody reads.
        if serializer.is_human_readable() {
            self.forms().serialize(serializer)
        } else {
            (self.date, self.this_year).serialize(serializer)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Day;
    use crate::calendar::Date;

    #[test]
    fn a_day_of_another_year_keeps_its_year() {
        let today = Date::new(2022, 12, 23).unwrap();
        let near = Day::new(Date::new(2022, 3, 4).unwrap(), today).forms();
        assert_eq!((near.list.as_str(), near.short.as_str(), near.weekday), ("03-04", "3月4日", "星期五"));
        let far = Day::new(Date::new(2021, 3, 4).unwrap(), today).forms();
        assert_eq!((far.list.as_str(), far.short.as_str()), ("2021-03-04", "2021年3月4日"));
    }
}
