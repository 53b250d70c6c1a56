//! Dates, lengths and periods in the forms people write.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mingbai::calendar::{Calendar, Date, Length, Year, parse_date, parse_length};
use mingbai::model::Period;
use mingbai_fuzz::words::text_in;
use std::collections::BTreeMap;

fuzz_target!(|bytes: &[u8]| {
    let text = &text_in(bytes);
    let date = parse_date(text);
    if let Ok(date) = date {
        check_date(date);
    }
    if let Some(length) = parse_length(text) {
        check_length(length, date.ok().or(Date::new(2022, 12, 23)));
    }
    if let Some(period) = Period::read(text) {
        let (name, end) = (period.chinese(), period.end());
        assert!(name.contains('年') && (1900..2200).contains(&end.year()), "{text}: {name}");
        assert_ne!(end.plus_days(1).month(), end.month(), "a period ends with a month");
    }
    // A date and a length: a start and its count.
    if let Some((start, length)) = text.split_once('+')
        && let (Ok(start), Some(length)) = (parse_date(start), parse_length(length))
    {
        check_length(length, Some(start));
    }
});

/// A date is read back from every form in which it is printed.
fn check_date(date: Date) {
    assert!((1900..2200).contains(&date.year()));
    let full_width = |text: String| -> String {
        let wide = |mark: char| {
            mark.to_digit(10).and_then(|digit| char::from_u32('０' as u32 + digit)).unwrap_or(mark)
        };
        text.chars().map(wide).collect()
    };
    let (year, month, day) = (date.year(), date.month(), date.day());
    let forms = [
        date.to_string(),
        date.chinese(),
        full_width(date.chinese()),
        full_width(date.to_string()),
        format!("{year}/{month}/{day}"),
        format!(" {year}.{month:02}.{day:02} "),
        in_words(date),
    ];
    for form in forms {
        assert_eq!(parse_date(&form), Ok(date), "{form}");
    }
    assert!(date.chinese().ends_with(&date.chinese_short()));
    assert_eq!(date.plus_days(1).days_since(date), 1);
    assert_eq!(date.plus_days(1).plus_days(-1), date);
}

/// 二〇二二年十二月二十三日.
fn in_words(date: Date) -> String {
    let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
    let digit = |value: i16| digits[usize::from(value.unsigned_abs())];
    let year: String = [1000, 100, 10, 1].map(|place| digit(date.year() / place % 10)).iter().collect();
    let counted = |value: i8| {
        let (tens, ones) = (i16::from(value / 10), i16::from(value % 10));
        let tens = match tens {
            0 => String::new(),
            1 => "十".to_owned(),
            tens => format!("{}十", digit(tens)),
        };
        if ones == 0 { tens } else { format!("{tens}{}", digit(ones)) }
    };
    format!("{year}年{}月{}日", counted(date.month()), counted(date.day()))
}

/// A length is read back as it is printed, and counting with it ends, on a day that is not before the start.
fn check_length(length: Length, start: Option<Date>) {
    assert!((1..=Length::MOST).contains(&length.count));
    assert_eq!(parse_length(&length.chinese()), Some(length), "{}", length.chinese());
    assert!(!length.english().is_empty());
    let Some(start) = start else { return };
    let years: BTreeMap<i16, Year> = (2021..2024).map(|year| (year, Year::default())).collect();
    let calendar = Calendar { years };
    let last = |start_counts| match calendar.last_day(start, length, start_counts) {
        Ok(day) => day,
        Err(unknown) => unknown.estimate,
    };
    let (counted, not_counted) = (last(true), last(false));
    assert!(start <= counted && counted <= not_counted, "{start} + {length:?}: {counted}, {not_counted}");
}
