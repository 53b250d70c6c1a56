//! Laws that are no longer in force.

use crate::calendar::Date;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "law-not-in-force",
    severity: Severity::Warning,
    group: Group::Secrets,
    waivable: true,
    what: Words::new("引用的法规已废止或已被代替", "A law is cited that is no longer in force"),
    why: Words::new(
        "公开的依据要现行有效（政府信息公开条例第六条）",
        "What a disclosure rests on has to be in force (Regulation on Open Government Information art. 6)",
    ),
    mend: Words::new("改引现行的法规", "cite the law in force"),
    look: Look::Entry(look),
};

/// A law, since when it is no longer in force (year, month, day), and what took its place.
type Repealed<'a> = (&'a str, Option<(i16, i8, i8)>, &'a str);

const LAWS: &[Repealed<'static>] = &[
    ("合同法", Some((2021, 1, 1)), "民法典"),
    ("物权法", Some((2021, 1, 1)), "民法典"),
    ("担保法", Some((2021, 1, 1)), "民法典"),
    ("婚姻法", Some((2021, 1, 1)), "民法典"),
    ("继承法", Some((2021, 1, 1)), "民法典"),
    ("收养法", Some((2021, 1, 1)), "民法典"),
    ("侵权责任法", Some((2021, 1, 1)), "民法典"),
    ("民法通则", Some((2021, 1, 1)), "民法典"),
    ("民法总则", Some((2021, 1, 1)), "民法典"),
    ("行政监察法", Some((2018, 3, 20)), "监察法"),
    ("城市房屋拆迁管理条例", Some((2011, 1, 21)), "国有土地上房屋征收与补偿条例"),
    ("城市规划法", Some((2008, 1, 1)), "城乡规划法"),
    ("食品卫生法", Some((2009, 6, 1)), "食品安全法"),
    ("农业税条例", Some((2006, 1, 1)), "—"),
    ("国家行政机关公文处理办法", Some((2012, 7, 1)), "党政机关公文处理工作条例"),
    ("社会抚养费征收管理办法", Some((2021, 9, 9)), "—"),
    ("流动人口计划生育工作条例", Some((2021, 9, 9)), "—"),
    ("计划生育技术服务管理条例", Some((2021, 9, 9)), "—"),
];

/// Laws that were revised: the year of the text in force, and since when.
const REVISED: &[(&str, u16, (i16, i8, i8))] = &[
    ("政府信息公开条例", 2019, (2019, 5, 15)),
    ("土地管理法", 2019, (2020, 1, 1)),
    ("土地管理法实施条例", 2021, (2021, 9, 1)),
    ("保守国家秘密法", 2024, (2024, 5, 1)),
    ("保守国家秘密法实施条例", 2024, (2024, 9, 1)),
];

/// The year in brackets right behind the name of a law: 《政府信息公开条例》（2007年）.
fn edition(text: &str, range: &Range<usize>) -> Option<u16> {
    let after = text.get(range.end..)?;
    let after = after.strip_prefix('》').unwrap_or(after).trim_start().strip_prefix(['（', '(', '〔'])?;
    by_order(after).or_else(|| after.get(..4)?.parse().ok())
}

/// The years of texts that were revised, by the orders that issued them.
const ORDERS: &[(&str, u16)] = &[("令第492号", 2007), ("令第256号", 1998), ("令第646号", 2014)];

/// The year of a text by the order in brackets: （国务院令第492号）.
fn by_order(after: &str) -> Option<u16> {
    let end = after.find(['）', ')', '〕'])?;
    let order = after.get(..end)?.trim_start_matches("中华人民共和国").strip_prefix("国务院")?;
    ORDERS.iter().find(|(number, _)| order.starts_with(number)).map(|(_, year)| *year)
}

fn old_text(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let day = subject.entry.issued_on.value;
    for (law, year, (from, month, on)) in REVISED.iter().copied() {
        if Date::new(from, month, on).is_none_or(|from| day < from) {
            continue;
        }
        for (piece, range) in subject.word(law) {
            let Some(old) = edition(&piece.text, &range).filter(|old| (1979..year).contains(old)) else {
                continue;
            };
            let message = Text::new(
                format!("《{law}》{old}年的文本已经修订，现行的是{year}年的"),
                format!("the text of {old} of 《{law}》 was revised; that of {year} is in force"),
            );
            problems.push(RULE.finding(message).placed(piece.place(range)));
        }
    }
}

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    old_text(subject, problems);
    let own = subject.site.word_lists.repealed.iter().map(|law| (law.old.as_str(), None, law.new.as_str()));
    let day = subject.entry.issued_on.value;
    let is_over = |(year, month, on): (i16, i8, i8)| Date::new(year, month, on).is_some_and(|end| day >= end);
    for (law, _, new) in LAWS.iter().copied().chain(own).filter(|(_, end, _)| end.is_none_or(is_over)) {
        for (piece, range) in
            subject.word(law).into_iter().filter(|(piece, range)| is_cited(&piece.text, range))
        {
            let message = match new {
                "—" => Text::new(format!("《{law}》已废止"), format!("the law 《{law}》 is repealed")),
                new => Text::new(
                    format!("《{law}》已不再有效，现为《{new}》"),
                    format!("《{law}》 is no longer in force; today it is 《{new}》"),
                ),
            };
            problems.push(RULE.finding(message).placed(piece.place(range)));
        }
    }
}

/// Whether a law is cited by this name alone: 《劳动合同法》 is no 《合同法》, and 废止《合同法》 tells of its end.
fn is_cited(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let head = before.trim_end_matches("中华人民共和国");
    let opens = head.ends_with('《') || (head.is_empty() && after.starts_with(['第', '（', '(']));
    let closes = after.starts_with(['》', '（', '(', '第', '〔']);
    let told = ["废止", "原", "旧"].iter().any(|word| head.trim_end_matches('《').ends_with(word))
        || after.contains("废止");
    opens && closes && !told
}
