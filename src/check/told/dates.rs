//! Dates that are none, or stand in no order.

use super::{error, warning};
use crate::check::rule::{Group::Dates, Rule};

pub(super) const RULES: &[&Rule] = &[
    &error(
        Dates,
        "bad-date",
        ("不是日期", "A text that is no date"),
        (
            "期限从日期算起，日期读不出就算不出（政府信息公开条例第二十六条）",
            "Time limits run from dates (Regulation on Open Government Information art. 26)",
        ),
        ("写成 2026-11-30 这样", "write it like 2026-11-30"),
    ),
    &error(
        Dates,
        "no-such-day",
        ("日历上没有这一天", "A day that is not in the calendar"),
        ("多半写错了数字", "A figure is probably wrong"),
        ("照原件改正", "mend it by the original"),
    ),
    &error(
        Dates,
        "date-without-year",
        ("日期没有写年份", "A date without a year"),
        ("过了年就不知道是哪一年", "After New Year nobody knows which year is meant"),
        ("写成 2026-11-30 这样", "write it like 2026-11-30"),
    ),
    &error(
        Dates,
        "bad-year",
        ("年份不对", "A year that cannot be"),
        ("年份要在1900到2199之间", "Years are 1900 to 2199"),
        ("写四位年份", "write the year with four digits"),
    ),
    &error(
        Dates,
        "bad-length",
        ("时长读不懂，或太长", "A length of time that cannot be read, or is too long"),
        ("公示期要能算出哪一天截止", "From it the last day is counted"),
        ("写成 7日、5个工作日、1个月 这样", "write it like 7日, 5个工作日, 1个月"),
    ),
    &error(
        Dates,
        "date-order",
        ("日期的先后不对", "Dates that stand in no order"),
        (
            "先形成，再成文，再张贴，再截止；颠倒了，期限就是假的",
            "A matter is formed, then issued, then posted, then taken down; else its time limits are not true",
        ),
        ("先后应是：形成、成文、张贴、截止", "the order is: formed, issued, posted, taken down"),
    ),
    &error(
        Dates,
        "period-mismatch",
        ("写的截止日和公示期算出的不同", "A last day that differs from the one counted"),
        (
            "少一天，公示就不够数，群众少一天提意见（民法典第二百零一条至第二百零四条讲怎样算日子）",
            "One day less and people have one day less to object (Civil Code arts 201–204 say how days are counted)",
        ),
        ("改截止日，或删去它让程序计算", "mend the last day, or drop it and let it be computed"),
    ),
    &warning(
        Dates,
        "no-calendar-year",
        ("没有这一年的工作日数据", "A year of which the working days are not known"),
        (
            "国务院每年调休，不补数据只能按周末推算，可能差几天",
            "The State Council moves working days each year; plain weekends may be some days off",
        ),
        (
            "放假通知发布后，补上 calendar/年份.yaml",
            "add calendar/YEAR.yaml when the notice on holidays is out",
        ),
    ),
    &error(
        Dates,
        "duplicate-year",
        ("同一年有两份工作日数据", "Two files of working days for one year"),
        ("两份不一样时不知道按哪份", "Where they differ nobody knows which holds"),
        ("只留一份", "keep one of them"),
    ),
];
