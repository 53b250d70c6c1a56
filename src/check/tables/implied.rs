//! Formulas that nobody wrote but that the heads and most rows of a table show.

use super::formula::Formula;
use crate::check::figures::{ColumnKind, TableFigures};

/// More columns than these are not tried.
const MOST_TRIED: usize = 12;

/// The formulas that nobody wrote but that nearly all rows of a table show, and a few do not.
pub(super) fn formulas(table: &TableFigures<'_>) -> Vec<(Formula, String)> {
    let amounts: Vec<usize> = table.columns_of(ColumnKind::Amount).take(MOST_TRIED).collect();
    let rates: Vec<usize> = table.columns_of(ColumnKind::Rate).take(MOST_TRIED).collect();
    let mut found = Vec::new();
    for left in &amounts {
        let Some(head) = table.columns.get(*left) else { continue };
        let is_named = |formula: &Formula| formula.is_price_and_quantity(table);
        let tried: Vec<Formula> = if is_sum(&head.bare) {
            sums(table, *left, &amounts)
        } else if is_difference(&head.bare) {
            differences(*left, &amounts)
        } else {
            let others = || amounts.iter().filter(|other| *other != left);
            let pairs = others().flat_map(|one| rates.iter().map(move |rate| (*one, *rate)));
            let of_months = |rate: usize| {
                let is_monthly = table.columns.get(rate).is_some_and(|column| column.name.contains('月'));
                // A quarter's, half a year's and a year's pay of so much a month.
                [3, 6, 12].into_iter().filter(move |_| is_monthly)
            };
            pairs
                .flat_map(|(one, rate)| {
                    let months =
                        of_months(rate).map(move |months| Formula::of_months(*left, one, rate, months));
                    std::iter::once(Formula::of_product(*left, one, rate)).chain(months)
                })
                .collect()
        };
        for formula in tried {
            let (right, all) = formula.holds(table);
            // What holds in every row is what the head means, and nothing is wrong.
            if right > 0 && right == all {
                break;
            }
            let is_shown = right >= 2 && right * 3 >= all * 2;
            let is_half_shown = right * 2 >= all && formula.is_rate_of(table);
            if right < all && (is_shown || right >= 1 && (is_named(&formula) || is_half_shown)) {
                let written = formula.in_names(table);
                found.push((formula, written));
                break;
            }
        }
    }
    found
}

/// Whether a column is called the sum of others.
fn is_sum(head: &str) -> bool {
    ["合计", "小计", "总计", "共计"].iter().any(|word| head.contains(word))
        || ["总数", "总人数", "总户数", "总金额", "总面积", "总额"].contains(&head)
}

/// Whether a column is called what one has less than another: 审减, 结余, 未付.
fn is_difference(head: &str) -> bool {
    ["审减", "核减", "差额", "差异", "节约", "节余", "结余", "结存", "未", "欠", "尚"]
        .iter()
        .any(|word| head.starts_with(word))
}

/// The differences of the two columns of amounts just before a column: 审减 of 送审 and 审定.
fn differences(left: usize, amounts: &[usize]) -> Vec<Formula> {
    let [Some(other), Some(one)] =
        [1, 2].map(|back| left.checked_sub(back).filter(|at| amounts.contains(at)))
    else {
        return Vec::new();
    };
    vec![Formula::of_difference(left, one, other), Formula::of_difference(left, other, one)]
}

/// The sums of the columns just before a column, or just behind it, the longest first.
fn sums(table: &TableFigures<'_>, left: usize, amounts: &[usize]) -> Vec<Formula> {
    let fits = |at: &usize| amounts.contains(at);
    let before: Vec<usize> = (0..left).rev().take_while(fits).collect();
    let behind: Vec<usize> = (left + 1..table.columns.len()).take_while(fits).collect();
    let mut sums = Vec::new();
    for run in [before, behind] {
        for length in (2..=run.len()).rev() {
            let mut columns: Vec<usize> = run.iter().take(length).copied().collect();
            columns.sort_unstable();
            sums.push(Formula::of_sum(left, &columns));
        }
    }
    sums
}
