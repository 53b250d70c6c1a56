//! Breaking a title over lines by its sense: lines of about the same width, no word torn, no name in 《》 split.

/// At most this many lines are worked out.
const MOST_LINES: usize = 6;

/// The best ways to set `title` on one line, two lines and so on; a layout takes the first whose lines all fit.
pub(super) fn titles(title: &str) -> Vec<Vec<String>> {
    let characters: Vec<char> = title.trim().chars().collect();
    let penalties: Vec<f64> = (0..=characters.len()).map(|at| penalty(&characters, at)).collect();
    (1..=MOST_LINES).filter_map(|count| broken(&characters, &penalties, count)).collect()
}

/// How wide a character is, in ems.
fn width(character: char) -> f64 {
    if character.is_ascii() { 0.56 } else { 1.0 }
}

/// What a break before the character at `at` costs, in ems squared; infinite where none may be.
fn penalty(characters: &[char], at: usize) -> f64 {
    let (Some(&before), Some(&after)) =
        (at.checked_sub(1).and_then(|at| characters.get(at)), characters.get(at))
    else {
        return f64::INFINITY;
    };
    let rest: String = characters.iter().skip(at).take(3).collect();
    let head: String = characters.iter().take(at).collect();
    let open = characters.iter().take(at).filter(|character| "《（“〔(".contains(**character)).count();
    let closed = characters.iter().take(at).filter(|character| "》）”〕)".contains(**character)).count();
    if open > closed || "、，。：；！？）》”〕)％%—…".contains(after) || "（《“〔(".contains(before)
    {
        return f64::INFINITY;
    }
    let run = |character: char| character.is_ascii() && character != ' ';
    if run(before) && run(after) || before.is_ascii_digit() || head.ends_with('第') {
        return f64::INFINITY;
    }
    // 的公示, 的通知: the kind word never stands alone, nor does 的 begin a line.
    if after == '的'
        || "年月日号个名户元级届次".contains(after)
        || rest.starts_with("通知")
        || rest.starts_with("公示")
    {
        return 40.0;
    }
    if head.ends_with("关于") {
        return 30.0;
    }
    if "的、和与及》），：".contains(before) || rest.starts_with("关于") || "年".contains(before)
    {
        return 0.0;
    }
    if after == '《'
        || head.ends_with("季度")
        || head.ends_with("政府")
        || head.ends_with("办公室")
        || before == '镇'
        || before == '村'
    {
        return 1.0;
    }
    if "新拟情名方项工实资对农建管服评收发补标".contains(after) {
        return 6.0;
    }
    12.0
}

/// The least costly way to set the characters on `count` lines; none where there is none.
fn broken(characters: &[char], penalties: &[f64], count: usize) -> Option<Vec<String>> {
    let length = characters.len();
    let sums: Vec<f64> = characters
        .iter()
        .scan(0.0, |sum, character| {
            *sum += width(*character);
            Some(*sum)
        })
        .collect();
    let upto = |at: usize| at.checked_sub(1).and_then(|at| sums.get(at)).copied().unwrap_or(0.0);
    let mean = upto(length) / count as f64;
    let line_cost = |from: usize, to: usize| {
        let off = upto(to) - upto(from) - mean;
        off * off
    };
    // best[k][at]: the least cost of the first `at` characters on k + 1 lines, and where the last of them begins.
    let mut best: Vec<Vec<(f64, usize)>> = vec![(0..=length).map(|at| (line_cost(0, at), 0)).collect()];
    for _ in 1..count {
        let last = best.last()?;
        let next = (0..=length)
            .map(|at| {
                (1..at)
                    .filter_map(|from| {
                        let cost = last.get(from)?.0 + penalties.get(from)? + line_cost(from, at);
                        Some((cost, from))
                    })
                    .min_by(|a, b| a.0.total_cmp(&b.0))
                    .unwrap_or((f64::INFINITY, 0))
            })
            .collect();
        best.push(next);
    }
    let mut lines = Vec::with_capacity(count);
    let mut at = length;
    for row in best.iter().rev() {
        let (cost, from) = *row.get(at)?;
        if !cost.is_finite() || (from == 0) != (lines.len() + 1 == count) {
            return None;
        }
        lines.push(characters.get(from..at)?.iter().collect::<String>().trim().to_owned());
        at = from;
    }
    lines.reverse();
    (!lines.iter().any(String::is_empty)).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::titles;
    use proptest::prelude::*;

    fn on(count: usize, title: &str) -> Vec<String> {
        titles(title).into_iter().find(|lines| lines.len() == count).unwrap()
    }

    #[test]
    fn a_title_breaks_where_its_sense_allows() {
        assert_eq!(
            on(2, "关于2022年第四季度新增农村最低生活保障对象的公示"),
            ["关于2022年第四季度新增", "农村最低生活保障对象的公示"]
        );
        assert_eq!(
            on(2, "青楠镇人民政府关于加强冬季森林防火工作的通告"),
            ["青楠镇人民政府", "关于加强冬季森林防火工作的通告"]
        );
        assert_eq!(on(2, "关于拟接收预备党员的公示").len(), 2);
    }

    #[test]
    fn names_and_numbers_stay_whole() {
        for lines in titles("关于印发《青楠镇防汛抗旱应急预案》和2022年度计划的通知")
        {
            for line in lines {
                assert_eq!(line.matches('《').count(), line.matches('》').count(), "{line}");
                assert!(!line.starts_with('年') && !line.ends_with('2'), "{line}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_break_loses_a_character(title in "[一-龥、，《》0-9a-z]{1,40}") {
            for lines in titles(&title) {
                prop_assert_eq!(lines.concat(), title.clone());
            }
        }
    }
}
