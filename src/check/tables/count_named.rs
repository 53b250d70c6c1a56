//! Counts in running text of which fewer are named right behind: 本批共3个项目：村道硬化、水渠维修。

use super::count::{Count, RULE, UNITS, against_table, is_of_people, lists_people, small, small_digit};
use crate::check::Subject;
use crate::check::piece::PieceKind;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;
use std::ops::Range;

/// What may stand between 共 and its count.
const TOLD: &[&str] = &["", "计", "有", "安排", "实施", "涉及", "评选", "确定", "选出", "建设", "完成"];

/// What leads to the names.
const LEADS: &[&str] = &["：", ":", "，分别是", "，分别为", "，即"];

/// Words by which one name stands for several, or a list is none.
const SEVERAL: &[&str] = &[
    "等", "各", "全", "所有", "其他", "其余", "若干", "至", "到", "片", "线", "（", "(", "“", "《", "，",
    "：", "；", ",", ":", ";", "\n", "—", "-", "~",
];

pub(super) fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if !subject.may_hold("共") {
        return;
    }
    for pair in subject.pieces().windows(2) {
        let [piece, next] = pair else { continue };
        let (PieceKind::Paragraph, PieceKind::Cell { table, .. }) = (piece.kind, next.kind) else { continue };
        let list = subject.figures().get(table).filter(|table| lists_people(table));
        let count = told_last(&piece.text).filter(|count| is_of_people(&count.unit));
        problems.extend(list.zip(count).and_then(|(table, count)| against_table(table, piece, &count)));
    }
    for piece in subject.pieces().iter().filter(|piece| piece.kind == PieceKind::Paragraph) {
        let is_joint = |at: usize| piece.text.get(..at).is_some_and(|before| before.ends_with(['中', '公']));
        for (at, word) in piece.text.match_indices('共').filter(|(at, _)| !is_joint(*at)) {
            let Some((range, count, named)) = named(&piece.text, at + word.len()) else { continue };
            let words = piece.text.get(range.clone()).unwrap_or_default();
            let message = Text::new(
                format!("文中说“{words}”，后面列了 {named} 个"),
                format!("the text says ‘{words}’ ({count}), but {named} are named behind it"),
            );
            let finding = Diagnostic { severity: Severity::Warning, ..RULE.finding(message) };
            problems.push(finding.placed(piece.place(range)));
        }
    }
}

/// The count that a text ends with: 共发放4户：
fn told_last(text: &str) -> Option<Count> {
    let body = text.trim_end().strip_suffix(['：', ':'])?;
    let unit = UNITS.iter().find(|unit| body.ends_with(**unit))?;
    let told = body.strip_suffix(unit)?;
    let before = told.trim_end_matches(|mark| small_digit(mark).is_some() || mark == '十');
    let value = small(told.get(before.len()..)?)?;
    let (whole, verb) = before.rsplit_once('共')?;
    let is_given = ["发放", "救助", "补助", "慰问", "兑付"].contains(&verb);
    let is_joint = whole.ends_with(['中', '公']);
    let count = Count { value, unit: (*unit).to_owned(), range: before.len()..body.len() };
    (!is_joint && (is_given || TOLD.contains(&verb))).then_some(count)
}

/// The count behind 共 where fewer are named than it says: its place, what it says, and how many are named. More may be
/// named: one name can hold a 、 itself.
fn named(text: &str, at: usize) -> Option<(Range<usize>, i64, i64)> {
    let rest = text.get(at..)?;
    let begins = rest.find(|mark| small_digit(mark).is_some() || mark == '十')?;
    let (told, rest) = rest.split_at_checked(begins)?;
    let length = rest.find(|mark| small_digit(mark).is_none() && mark != '十')?;
    let (number, rest) = rest.split_at_checked(length)?;
    let count = small(number).filter(|count| (3..=20).contains(count) && TOLD.contains(&told))?;
    let unit = UNITS.iter().find(|unit| rest.starts_with(**unit))?;
    let behind = rest.strip_prefix(unit)?;
    let is_time = ["月", "工作日", "小时", "年", "星期", "季", "百分", "次"];
    if is_time.iter().any(|word| behind.starts_with(word)) {
        return None;
    }
    let noun = behind.chars().take_while(|mark| ('\u{4e00}'..='\u{9fff}').contains(mark)).count();
    let noun = behind.char_indices().nth(noun).filter(|_| noun <= 6)?.0;
    let (_, behind) = behind.split_at_checked(noun)?;
    let list = LEADS.iter().find_map(|lead| behind.strip_prefix(lead))?;
    let list = list.split('。').next()?.trim();
    if SEVERAL.iter().any(|word| list.contains(word)) || list.chars().any(is_number) {
        return None;
    }
    let names: Vec<&str> = list.split('、').collect();
    let is_name = |name: &&str| (2..=12).contains(&name.chars().count());
    // 甲、乙和丙 are two or three.
    let joined = list.matches(['和', '及', '与', '暨']).count();
    let most = (names.len() + joined) as i64;
    let fewer = names.len() >= 2 && names.iter().all(is_name) && most < count;
    let start = at + begins;
    fewer.then_some((start..start + length + unit.len(), count, most))
}

/// Figures: a name with one may stand for several.
fn is_number(mark: char) -> bool {
    mark.is_numeric() || "一二两三四五六七八九十百".contains(mark)
}

#[cfg(test)]
mod tests {
    use super::named;

    fn found(text: &str) -> Option<(i64, i64)> {
        let at = text.find('共').unwrap() + '共'.len_utf8();
        named(text, at).map(|(_, count, named)| (count, named))
    }

    #[test]
    fn fewer_names_than_were_counted_are_found() {
        for (text, numbers) in [
            ("本批共3个项目：村道硬化、水渠维修。", Some((3, 2))),
            ("共四个村，分别是青楠坝村、石桥湾村和双河口村。", Some((4, 3))),
            ("本批共3个项目：村道硬化、水渠维修、路灯安装。", None),
            ("本批共3个项目：村道硬化、水渠维修和路灯安装。", None),
            ("本批共3个项目：村道硬化、水渠维修等。", None),
            ("共3个项目：道路硬化、亮化工程、水渠维修、路灯。", None),
            ("共7户：青楠坝村3户、石桥湾村4户。", None),
            ("共3项内容：一是学习文件；二是通报、部署。", None),
            ("共5个村参加：各村、镇机关。", None),
            ("共12个小组：前进组（含东组）、先锋组。", None),
            ("共3个月，分别是春耕、秋收。", None),
        ] {
            assert_eq!(found(text), numbers, "{text}");
        }
    }
}
