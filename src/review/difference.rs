//! What changed between two hashed texts of an entry, in words.

use crate::text::Text;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where: 标题, 正文, 表格.
    pub place: Text,
    /// What stood there; none where something was added.
    pub before: Option<String>,
    /// What stands there; none where something was removed.
    pub after: Option<String>,
}

impl Change {
    /// The change in a sentence.
    pub fn words(&self) -> Text {
        let Text { zh, en } = &self.place;
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => {
                let (before, after) = around(before, after);
                Text::new(
                    format!("{zh}：“{before}”改成了“{after}”"),
                    format!("{en}: ‘{before}’ became ‘{after}’"),
                )
            }
            (Some(before), None) => {
                let before = cut(before);
                Text::new(format!("{zh}：删去了“{before}”"), format!("{en}: ‘{before}’ was removed"))
            }
            (None, Some(after)) => {
                let after = cut(after);
                Text::new(format!("{zh}：加上了“{after}”"), format!("{en}: ‘{after}’ was added"))
            }
            (None, None) => Text::new(format!("{zh}：有改动"), format!("{en}: it changed")),
        }
    }
}

/// How much of a long text is quoted.
const MOST: usize = 40;
/// How much is quoted of what stands on both sides of a change.
const NEAR: usize = 6;
/// The longest texts that are compared line by line; of longer ones the middle counts as one change.
const MOST_LINES: usize = 2_000;

/// What changed from one hashed text to another, in the order of the text.
pub fn difference(before: &str, after: &str) -> Vec<Change> {
    let (old, new) = (lines(before), lines(after));
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let (old, new) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    let old = old.get(..old.len() - tail).unwrap_or_default();
    let new = new.get(..new.len() - tail).unwrap_or_default();
    let mut changes = Vec::new();
    let (mut removed, mut added): (Vec<Line<'_>>, Vec<Line<'_>>) = (Vec::new(), Vec::new());
    for edit in edits(old, new) {
        match edit {
            Edit::Removed(line) => removed.push(line),
            Edit::Added(line) => added.push(line),
            Edit::Same => pair(&mut removed, &mut added, &mut changes),
        }
    }
    pair(&mut removed, &mut added, &mut changes);
    changes
}

/// A line of a hashed text.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    /// Its name, as `cell`.
    name: &'t str,
    value: &'t str,
    /// Of a cell the words that its row begins with, and the head of its column; empty where there are none.
    row: &'t str,
    column: &'t str,
}

impl PartialEq for Line<'_> {
    /// Lines are equal by what they say, wherever they stand.
    fn eq(&self, other: &Self) -> bool {
        (self.name, self.value) == (other.name, other.value)
    }
}

/// The lines of a text that say something.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    // The rows of the table so far, and the head of the table: its first row.
    let (mut rows, mut head): (usize, Vec<&str>) = (0, Vec::new());
    let (mut column, mut row) = (0, "");
    for (name, value) in text.lines().map(|line| line.split_once('=').unwrap_or((line, ""))) {
        match name {
            "table" => (rows, head) = (0, Vec::new()),
            "row" => {
                rows += 1;
                (column, row) = (0, "");
            }
            "cell" => {
                if rows == 1 {
                    head.push(value);
                } else if row.is_empty() && value.chars().any(char::is_alphabetic) {
                    row = value;
                }
                let at = head.get(column).copied().filter(|_| rows > 1).unwrap_or_default();
                found.push(Line { name, value, row: if row == value { "" } else { row }, column: at });
                column += 1;
            }
            "mingbai" | "list" => {}
            "end" | "item" | "quote" | "note" if value.is_empty() => {}
            _ => found.push(Line { name, value, row: "", column: "" }),
        }
    }
    found
}

enum Edit<'t> {
    Same,
    Removed(Line<'t>),
    Added(Line<'t>),
}

/// The edits that make one list of lines the other, by their longest common part.
fn edits<'t>(old: &[Line<'t>], new: &[Line<'t>]) -> Vec<Edit<'t>> {
    let all_new = || {
        let removed = old.iter().map(|line| Edit::Removed(*line));
        removed.chain(new.iter().map(|line| Edit::Added(*line))).collect()
    };
    if old.len().max(new.len()) > MOST_LINES {
        return all_new();
    }
    // `common[i][j]` lines are common to what follows the i-th old and the j-th new line.
    let width = new.len() + 1;
    let mut common = vec![0_u16; (old.len() + 1) * width];
    let at = |i: usize, j: usize| i * width + j;
    let get = |common: &[u16], i: usize, j: usize| common.get(at(i, j)).copied().unwrap_or_default();
    for (i, one) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            let most = if one == other {
                get(&common, i + 1, j + 1) + 1
            } else {
                get(&common, i + 1, j).max(get(&common, i, j + 1))
            };
            if let Some(cell) = common.get_mut(at(i, j)) {
                *cell = most;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut edits = Vec::new();
    loop {
        match (old.get(i), new.get(j)) {
            (None, None) => return edits,
            (Some(one), Some(other)) if one == other => {
                edits.push(Edit::Same);
                (i, j) = (i + 1, j + 1);
            }
            (Some(one), other) if other.is_none() || get(&common, i + 1, j) >= get(&common, i, j + 1) => {
                edits.push(Edit::Removed(*one));
                i += 1;
            }
            (_, Some(other)) => {
                edits.push(Edit::Added(*other));
                j += 1;
            }
            (Some(_), None) => return edits,
        }
    }
}

/// Lines that were removed and added at the same place are lines that were changed.
fn pair(removed: &mut Vec<Line<'_>>, added: &mut Vec<Line<'_>>, changes: &mut Vec<Change>) {
    let longest = removed.len().max(added.len());
    for at in 0..longest {
        match (removed.get(at), added.get(at)) {
            (Some(one), Some(other)) if one.name == other.name => {
                changes.push(Change { place: place(other), before: value(one), after: value(other) });
            }
            (one, other) => {
                changes.extend(one.map(|one| Change { place: place(one), before: value(one), after: None }));
                changes.extend(other.map(|one| Change {
                    place: place(one),
                    before: None,
                    after: value(one),
                }));
            }
        }
    }
    removed.clear();
    added.clear();
}

/// The value of a line; none where it is a hash, which tells people nothing.
fn value(line: &Line<'_>) -> Option<String> {
    (!line.name.ends_with("_sha256")).then(|| plain(line.value))
}

fn plain(value: &str) -> String {
    value.replace("\\n", " ").replace("\\\\", "\\")
}

/// What changed of a text, with a little of what stands on both sides.
fn around(before: &str, after: &str) -> (String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other);
    let tail = tail.count();
    let cut_out = |letters: &[char]| {
        let from = head.saturating_sub(NEAR);
        let to = (letters.len() - tail + NEAR).min(letters.len());
        let words: String = letters.get(from..to).unwrap_or_default().iter().collect();
        let (front, back) = (if from > 0 { "…" } else { "" }, if to < letters.len() { "…" } else { "" });
        format!("{front}{}{back}", cut(&words))
    };
    (cut_out(&old), cut_out(&new))
}

fn cut(words: &str) -> String {
    if words.chars().count() <= MOST {
        return words.to_owned();
    }
    words.chars().take(MOST).chain(['…']).collect()
}

/// What people call a line of the hashed text; of a cell also its row and its column.
fn place(line: &Line<'_>) -> Text {
    let (zh, en) = match line.name {
        "cell" => return cell(&plain(line.row), &plain(line.column)),
        "title" => ("标题", "title"),
        "kind" => ("文种", "kind"),
        "unit" | "co_unit" => ("公开主体", "unit"),
        "category" => ("领域", "category"),
        "catalogue_item" => ("目录项", "catalogue row"),
        "formed_on" => ("形成日期", "date formed"),
        "issued_on" => ("成文日期", "date issued"),
        "effective_from" => ("施行日期", "in force from"),
        "period" => ("所属期", "period"),
        "post_from" | "post_until" => ("张贴起止", "posting period"),
        "stage" => ("阶段", "stage"),
        "audience" => ("公开对象", "audience"),
        "disclosure" => ("公开属性", "disclosure"),
        "channel" => ("公开方式", "channels"),
        "urgent" => ("紧急", "urgent"),
        "basis" => ("公开依据", "basis"),
        "plain_summary" => ("一句话说明", "plain summary"),
        "contact" => ("解释单位", "contact"),
        "attachment" => ("附件名称", "an attachment's title"),
        "attachment_sha256" => ("附件的内容", "what is in an attachment"),
        "picture_sha256" => ("图片", "a picture"),
        "link" => ("链接", "a link"),
        "supersedes" => ("代替", "supersedes"),
        "corrects" => ("更正", "corrects"),
        "correct_place" | "correct_wrong" | "correct_right" => ("更正内容", "what is corrected"),
        "replies_to" => ("答复", "replies to"),
        name if name.starts_with("source_") => ("来源文件", "source document"),
        name if name.starts_with("service_") => ("办事要素", "service"),
        name if name.starts_with("object_") => ("异议反馈", "objections"),
        _ => ("正文", "text"),
    };
    Text::new(zh, en)
}

fn cell(row: &str, column: &str) -> Text {
    match (row, column) {
        ("", "") => Text::new("表格", "a table"),
        ("", head) => Text::new(format!("表格的“{head}”"), format!("a table, ‘{head}’")),
        (row, "") => Text::new(format!("表格里“{row}”那行"), format!("a table, row ‘{row}’")),
        (row, head) => Text::new(format!("表格里“{row}”的“{head}”"), format!("a table, ‘{head}’ of ‘{row}’")),
    }
}

#[cfg(test)]
mod tests {
    use super::difference;
    use proptest::prelude::{prop_assert, proptest};

    fn words(before: &str, after: &str) -> Vec<String> {
        difference(before, after).iter().map(|change| change.words().zh).collect()
    }

    #[test]
    fn a_change_is_told_with_what_stands_beside_it() {
        let text = |amount: &str, title: &str| {
            format!(
                "mingbai=2\ntitle={title}\np=经入户调查、信息核对和民主评议，现予公示7天。\ntable=\nrow=\ncell=姓名\n\
                 cell=金额\nrow=\ncell=陈*兰\ncell={amount}\nend=\n"
            )
        };
        let before = text("760.00", "公示");
        assert_eq!(words(&before, &before), [""; 0]);
        assert_eq!(
            words(&before, &text("780.00", "公示")),
            ["表格里“陈*兰”的“金额”：“760.00”改成了“780.00”"]
        );
        let days = before.replace("7天", "5天");
        assert_eq!(words(&before, &days), ["正文：“…议，现予公示7天。”改成了“…议，现予公示5天。”"]);
        assert_eq!(
            words(&before, &text("", "公布")),
            ["标题：“公示”改成了“公布”", "表格里“陈*兰”的“金额”：“760.00”改成了“”"]
        );
    }

    #[test]
    fn what_was_added_and_removed_is_told_as_that() {
        let before = "title=甲\np=第一段\np=第二段\n";
        assert_eq!(words(before, "title=甲\np=第二段\n"), ["正文：删去了“第一段”"]);
        assert_eq!(words(before, "title=甲\nurgent=yes\np=第一段\np=第二段\n"), ["紧急：加上了“yes”"]);
    }

    proptest! {
        #[test]
        fn texts_differ_where_and_only_where_something_changed(
            one in "[ab甲\n=]{0,40}", other in "[ab甲\n=]{0,40}",
        ) {
            let same = one.lines().eq(other.lines());
            let told = difference(&one, &other);
            prop_assert!(!same || told.is_empty());
            prop_assert!(difference(&one, &one).is_empty());
        }
    }
}
