//! Sums in running text: 电费1,200元、水费300元，合计1,600元; 男412人、女184人 of 586; 上期结余 + 收入 − 支出 = 期末结余.

use crate::check::figures::{Quantity, quantities};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::check::{Piece, PieceKind};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "wrong-sum",
    severity: Severity::Warning,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "一句话里的各项相加不等于合计，或期初加收减支不等于期末，或比上年的增减数算不出来",
        "Figures of a sentence that do not make its sum, its closing balance or its difference",
    ),
    why: Words::new(
        "公开的数字要真实、前后一致（会计法，村民委员会组织法第三十条）",
        "Published figures must be true and agree (Accounting Law, Villagers' Committees Organic Law art. 30)",
    ),
    mend: Words::new(
        "对照原账核对各数，改错的那个",
        "hold the figures against the books, and mend the wrong one",
    ),
    look: Look::Entry(look),
};

/// What is counted, in the order of being looked for.
const UNITS: &[&str] =
    &["元", "人", "户", "名", "亩", "公里", "公斤", "吨", "件", "个", "套", "棵", "株", "平方米", "张", "块"];

/// Words by which a sentence tells of other things than parts of one sum.
const OTHER: &[&str] = &[
    "每", "平均", "人均", "户均", "标准", "比", "较", "同期", "上年", "去年", "上月", "累计", "其中", "%",
    "约", "余", "应到", "应收", "应缴", "预算", "计划", "扣", "减", "剩", "分别", "至", "以上", "左右",
    "调整", "抵", "占", "、共", "另",
];

/// What stands right before a sum.
const TOTALS: &[&str] = &["合计", "共计", "总计", "合计金额", "总金额", "共"];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let asks = [
        subject
            .may_hold_any(&["合计", "共计", "总计", "，共"])
            .then_some(parts as fn(&Sentence<'_>) -> Option<Diagnostic>),
        (subject.may_hold("男") && subject.may_hold("女")).then_some(men_and_women),
        subject.may_hold("其中").then_some(of_which),
        (subject.may_hold_any(OPENINGS) && subject.may_hold_any(CLOSINGS)).then_some(balance),
        (subject.may_hold_any(&["比", "较"]) && subject.may_hold_any(&["增", "减", "降", "多", "少"]))
            .then_some(difference),
    ];
    if asks.iter().all(Option::is_none) {
        return;
    }
    for piece in subject.pieces().iter().filter(|piece| piece.kind == PieceKind::Paragraph) {
        let all: Vec<Quantity<'_>> = quantities(piece).collect();
        if all.len() < 3 {
            continue;
        }
        for sentence in sentences(piece, &all) {
            problems.extend(asks.iter().flatten().find_map(|ask| ask(&sentence)));
        }
    }
}

/// A sentence and its figures.
struct Sentence<'p> {
    text: &'p str,
    /// Where it begins in its piece.
    start: usize,
    figures: Vec<&'p Quantity<'p>>,
}

fn sentences<'p>(piece: &'p Piece, all: &'p [Quantity<'p>]) -> Vec<Sentence<'p>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for part in piece.text.split_inclusive(['。', '；', '！', '？', '\n']) {
        let end = start + part.len();
        let figures: Vec<_> = all.iter().filter(|one| (start..end).contains(&one.range.start)).collect();
        if figures.len() >= 3 {
            sentences.push(Sentence { text: part, start, figures });
        }
        start = end;
    }
    sentences
}

impl<'p> Sentence<'p> {
    /// The figures in a unit; in 万元 where all of 元 are.
    fn in_unit(&self, unit: &'static str) -> (&'static str, Vec<(&'p Quantity<'p>, Decimal)>) {
        let own = |unit: &str, power: i32| -> Vec<_> {
            self.figures.iter().filter_map(|one| Some((*one, one.in_unit(unit, power)?))).collect()
        };
        let found = own(unit, 0);
        let is_wan = unit == "元" && found.iter().all(|(one, _)| one.after().starts_with('万'));
        if is_wan { ("万元", own("万元", 4)) } else { (unit, found) }
    }

    /// Whether one of some words stands in it.
    fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.contains(word))
    }

    /// The text before a figure, from another on.
    fn between(&self, from: usize, to: usize) -> &'p str {
        let place = |at: usize| at.checked_sub(self.start);
        place(from).zip(place(to)).and_then(|(from, to)| self.text.get(from..to)).unwrap_or_default()
    }
}

/// 电费1,200元、水费300元、保洁费800元，合计2,400元.
fn parts(sentence: &Sentence<'_>) -> Option<Diagnostic> {
    if !sentence.says(&["合计", "共计", "总计", "，共"]) {
        return None;
    }
    UNITS.iter().find_map(|unit| {
        let (unit, figures) = sentence.in_unit(unit);
        let is_total = |(figure, _): &(&Quantity<'_>, Decimal)| {
            let clause = figure.clause().trim_start_matches(['，', '、', '：', '（', '(']);
            let said = clause.trim_end_matches(['为', '是', '达', ' ', '：']).trim_end_matches("人民币");
            TOTALS.contains(&said)
                || said.chars().count() <= 6
                    && ["合计", "共计", "总计"].iter().any(|word| said.ends_with(word))
        };
        let at = figures.iter().position(is_total).filter(|at| *at >= 2)?;
        let (own, rest) = figures.split_at_checked(at)?;
        let ((total, written), first) = (rest.first()?, own.first()?);
        // What is told between brackets is a part of a part.
        let words = sentence.between(sentence.start, total.range.end);
        let is_other = OTHER.iter().any(|word| words.contains(word)) || words.contains(['（', '(']);
        let of_parts = sentence.between(first.0.range.start, total.range.start);
        let others = sentence
            .figures
            .iter()
            .filter(|one| first.0.range.start < one.range.start && one.range.start < total.range.start);
        if is_other || others.count() + 1 != at || of_parts.contains('共') && !of_parts.contains("，共") {
            return None;
        }
        let mut sum = Decimal::ZERO;
        for (_, value) in own {
            sum = sum.plus(*value)?;
        }
        let made = sum_words(own);
        (sum != *written && is_near(sum, *written)).then(|| {
            let message = Text::new(
                format!("文中合计是 {written} {unit}，前面各项相加是 {sum}{made}"),
                format!("the text has {written} {unit} in all, but the figures before make {sum}{made}"),
            );
            RULE.finding(message).placed(total.piece.place(total.range.clone()))
        })
    })
}

/// The figures as they were added.
fn sum_words(parts: &[(&Quantity<'_>, Decimal)]) -> String {
    let values: Vec<String> = parts.iter().map(|(_, value)| value.to_string()).collect();
    if values.len() > 6 { String::new() } else { format!("（{}）", values.join(" + ")) }
}

/// 党员586名，其中男412名、女184名: the two make more than the whole.
fn men_and_women(sentence: &Sentence<'_>) -> Option<Diagnostic> {
    if !(sentence.says(&["男"]) && sentence.says(&["女"])) {
        return None;
    }
    ["名", "人", "户"].iter().find_map(|unit| {
        let (unit, figures) = sentence.in_unit(unit);
        let [(whole, written), (one, men), (other, women)] = figures.as_slice() else { return None };
        let is_of = |figure: &Quantity<'_>, word: &str| {
            figure
                .clause()
                .trim_start_matches(['，', '、', '：', '（', '('])
                .trim_start_matches("其中")
                .trim_start_matches('：')
                .starts_with(word)
        };
        let is_pair = is_of(one, "男") && is_of(other, "女") || is_of(one, "女") && is_of(other, "男");
        let sum = men.plus(*women)?;
        (is_pair && sum != *written && is_near(sum, *written)).then(|| {
            let message = Text::new(
                format!("文中共 {written} {unit}，男女相加是 {sum}（{men} + {women}）"),
                format!(
                    "the text has {written} {unit} in all, but men and women make {sum} ({men} + {women})"
                ),
            );
            RULE.finding(message).placed(whole.piece.place(whole.range.clone()))
        })
    })
}

/// 投入资金86.5万元，其中县级补助60万元、镇级配套28.5万元: the parts make more than the whole.
fn of_which(sentence: &Sentence<'_>) -> Option<Diagnostic> {
    if !sentence.says(&["其中"]) {
        return None;
    }
    let (unit, figures) = sentence.in_unit("元");
    let ((whole, written), parts) = figures.split_first()?;
    let first = parts.first().filter(|_| parts.len() >= 2)?;
    let last = parts.last()?;
    // Money that is part of two parts is told by other words.
    let told = sentence.between(whole.range.end, last.0.range.end);
    let is_plain = told.matches("其中").count() == 1
        && sentence.between(whole.range.end, first.0.range.start).contains("其中")
        && !OTHER.iter().any(|word| *word != "其中" && told.contains(word))
        && !["含", "包括", "（", "(", "已", "共", "第"].iter().any(|word| told.contains(word))
        && sentence.figures.iter().all(|one| figures.iter().any(|(other, _)| std::ptr::eq(*one, *other)));
    let mut sum = Decimal::ZERO;
    for (_, value) in parts {
        sum = sum.plus(*value)?;
    }
    let made = sum_words(parts);
    (is_plain
        && sum.minus(*written).is_some_and(|over| !over.is_negative() && !over.is_zero())
        && is_near(sum, *written))
    .then(|| {
        let message = Text::new(
            format!("文中共 {written} {unit}，“其中”各项相加就有 {sum}{made}"),
            format!("the text has {written} {unit} in all, but its parts (其中) alone make {sum}{made}"),
        );
        RULE.finding(message).placed(whole.piece.place(whole.range.clone()))
    })
}

const OPENINGS: &[&str] = &[
    "上期结余",
    "上期结转",
    "上年结转",
    "上年结余",
    "期初",
    "年初结余",
    "月初",
    "上月结余",
    "上季结余",
    "上季结转",
];
const CLOSINGS: &[&str] = &["期末", "年末", "月末", "季末", "本期结余", "结余", "余额"];

/// 上期结余3,000元，本期收入2,000元，本期支出1,500元，期末结余3,500元.
fn balance(sentence: &Sentence<'_>) -> Option<Diagnostic> {
    if !(sentence.says(OPENINGS) && sentence.says(CLOSINGS)) {
        return None;
    }
    let (unit, figures) = sentence.in_unit("元");
    let [(first, opening), (second, income), (third, expense), (last, closing)] = figures.as_slice() else {
        return None;
    };
    let says =
        |figure: &Quantity<'_>, words: &[&str]| words.iter().any(|word| figure.clause().contains(word));
    let is_account = says(first, OPENINGS)
        && says(second, &["收入"])
        && says(third, &["支出"])
        && says(last, CLOSINGS)
        && sentence.figures.len() == figures.len()
        && !["应", "预算", "累计"].iter().any(|word| sentence.text.contains(word));
    let made = opening.plus(*income)?.minus(*expense)?;
    (is_account && made != *closing).then(|| {
        let message = Text::new(
            format!("文中期末是 {closing} {unit}，{opening} + {income} − {expense} 是 {made} {unit}"),
            format!("the text closes with {closing} {unit}, but {opening} + {income} − {expense} is {made}"),
        );
        RULE.finding(message).placed(last.piece.place(last.range.clone()))
    })
}

/// What joins the figure compared with to the difference: 比上年100万元增加20万元.
const JOINS: &[&str] = &[
    "增加",
    "减少",
    "，增加",
    "，减少",
    "增加了",
    "减少了",
    "增长",
    "下降",
    "，增长",
    "，下降",
    "相比增加",
    "相比减少",
    "相比，增加",
    "相比，减少",
    "多",
    "少",
];

/// 收入120万元，比上年100万元增加25万元.
fn difference(sentence: &Sentence<'_>) -> Option<Diagnostic> {
    if !sentence.says(&["比", "较"]) {
        return None;
    }
    UNITS.iter().find_map(|unit| {
        let (unit, figures) = sentence.in_unit(unit);
        let [(_, now), (before, then), (last, written)] = figures.as_slice() else { return None };
        let between = sentence.between(before.range.end, last.range.start);
        let joins = between.split_once(unit).map(|(_, joins)| joins.trim())?;
        let is_compared = before.clause().trim_start_matches('，').starts_with(['比', '较']);
        let is_plain = !["均", "分别", "约", "近", "超", "调整", "剔除", "扣"]
            .iter()
            .any(|word| sentence.text.contains(word));
        let made = now.minus(*then)?.abs();
        // What was rounded makes no exact difference.
        let fits = made.minus(*written)?.abs() <= written.half_of_last_digit().times(Decimal::new(2, 0)?)?;
        (is_compared && is_plain && JOINS.contains(&joins) && !fits && is_near(made, *written)).then(|| {
            let message = Text::new(
                format!("文中增减数是 {written} {unit}，{now} 和 {then} 相差 {made}"),
                format!(
                    "the text has a difference of {written} {unit}, but {now} and {then} are {made} apart"
                ),
            );
            RULE.finding(message).placed(last.piece.place(last.range.clone()))
        })
    })
}

/// Whether a figure may have been meant: within a quarter of the other, or with a digit at another place.
fn is_near(made: Decimal, written: Decimal) -> bool {
    let off =
        made.minus(written).map(Decimal::abs).zip(Decimal::new(4, 0)).and_then(|(off, four)| off.times(four));
    off.is_some_and(|off| off <= written.abs())
        || [-1, 1].iter().any(|power| made.shifted(*power) == Some(written))
        || crate::check::figures::are_swapped(made, written)
}
