//! Two entries for one catalogue row, unit and period.

use crate::check::{Group, Look, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Entry, Site};
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static RULE: Rule = Rule {
    code: "period-twice",
    severity: Severity::Warning,
    group: Group::Catalogue,
    waivable: true,
    what: Words::new(
        "同一目录项、同一单位、同一所属期公开了两次",
        "One row, unit and period is disclosed twice",
    ),
    why: Words::new(
        "两份不一样的数字挂在一起，群众不知道信哪份；改正要用更正",
        "Of two notices with other figures nobody knows which to believe; a correction says which",
    ),
    mend: Words::new(
        "改正用 corrects，代替用 supersedes；分几期公开的，在标题里写第几期",
        "use corrects or supersedes; where there are several issues, number them in their titles",
    ),
    look: Look::Site(look),
};

fn look(site: &Site, problems: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
    let mut entries: Vec<&Entry> = site.entries.iter().map(AsRef::as_ref).collect();
    entries.sort_by_key(|entry| (entry.issued_on.value, &entry.path));
    for entry in entries {
        let Some((row, period)) = entry.catalogue_item.as_ref().zip(entry.period.as_ref()) else { continue };
        if entry.corrects.is_some() || !entry.supersedes.is_empty() {
            continue;
        }
        // The steps of one matter are no repetition.
        let key = (&row.value, &entry.unit.value, period, &entry.thread, entry.stage);
        let others = first.entry(key).or_default();
        let other = others.iter().find(|other| are_alike(&other.title.value, &entry.title.value)).copied();
        others.push(entry);
        let Some(other) = other else { continue };
        let message = Text::new(
            format!("目录项 {} 的 {period} 已由 {} 公开过", row.value, other.path),
            format!("row {} is disclosed for {period} by {} already", row.value, other.path),
        );
        problems.push(RULE.finding(message).at(row.span.clone()));
    }
}

/// Whether two titles are of one matter: a row may have several in one period, such as aid to veterans and to the old, and
/// a newsletter has a number.
fn are_alike(one: &str, other: &str) -> bool {
    let (parts, others) = (parts(one), parts(other));
    let both = parts.intersection(&others).count();
    both * 2 >= parts.len().min(others.len()) && issue(one) == issue(other)
}

/// What every title may say.
const SAID: &[&str] =
    &["关于", "情况", "公布", "公示", "公开", "通知", "公告", "发放", "有关", "明细", "统计", "一览"];

/// The pairs of signs of a title, without dates and what every title says.
fn parts(title: &str) -> BTreeSet<(char, char)> {
    let bare = SAID.iter().fold(title.to_owned(), |bare, word| bare.replace(word, "|"));
    let is_date = |sign: char| sign.is_ascii_digit() || "年月季度第期一二三四至".contains(sign);
    let signs: Vec<char> =
        bare.chars().filter(|sign| !is_date(*sign) && (sign.is_alphabetic() || *sign == '|')).collect();
    let pairs = signs.iter().copied().zip(signs.iter().copied().skip(1));
    pairs.filter(|(one, other)| *one != '|' && *other != '|').collect()
}

/// The number of an issue: 第23期, 第二批.
fn issue(title: &str) -> Option<&str> {
    title.match_indices('第').find_map(|(at, _)| {
        let behind = title.get(at..)?;
        let end = behind.find(['期', '批'])?;
        behind.get(..end).filter(|words| words.chars().count() <= 4)
    })
}

#[cfg(test)]
mod tests {
    use super::are_alike;

    #[test]
    fn titles_of_one_matter_are_alike() {
        for (one, other) in [
            ("示例镇2022年第三季度财政收支情况", "示例镇三季度财政收支公开"),
            ("第三季度安排", "第三季度安排（改）"),
            ("2022年12月低保资金发放", "关于2022年12月低保资金发放情况的公布"),
        ] {
            assert!(are_alike(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("农产品市场信息（第22期）", "农产品市场信息（第23期）"),
            ("2022年第四季度优抚补助发放情况", "2022年第四季度高龄津贴发放情况"),
            ("2021年度部门决算情况说明", "关于农业服务中心财务收支审计结果的公布"),
        ] {
            assert!(!are_alike(one, other), "{one} {other}");
        }
    }
}
