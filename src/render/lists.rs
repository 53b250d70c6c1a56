//! Lists over several pages.

use super::context::{Link, Pagination};
use super::words::link;

/// How many items a page of a list has.
pub(super) const PER_PAGE: usize = 20;

/// How many neighbours of a page are offered on each side.
const AROUND: usize = 2;

/// The pages of a list whose items are `wanted`: each page's number, its items and the links to the others. A list without
/// items has one page.
pub(super) fn pages<'l, T>(
    list: &'l [T],
    address: impl Fn(usize) -> String + 'l,
    wanted: impl Fn(&[T]) -> bool + 'l,
) -> impl Iterator<Item = (usize, &'l [T], Pagination)> + 'l {
    let pages = list.len().div_ceil(PER_PAGE).max(1);
    let numbered =
        (1..=pages).map(|number| (number, list.chunks(PER_PAGE).nth(number - 1).unwrap_or_default()));
    let wanted = numbered.filter(move |(_, items)| wanted(items));
    wanted.map(move |(number, items)| (number, items, pagination(list.len(), number, pages, &address)))
}

fn pagination(count: usize, number: usize, pages: usize, address: &impl Fn(usize) -> String) -> Pagination {
    let mut links: Vec<Link> = Vec::new();
    let mut last = 0;
    let near = number.saturating_sub(AROUND)..=number + AROUND;
    for page in [1].into_iter().chain(near).chain([pages]).filter(|page| (1..=pages).contains(page)) {
        if page <= last {
            continue;
        }
        if page > last + 1 {
            links.push(link("…", ""));
        }
        links.push(link(page.to_string(), address(page)));
        last = page;
    }
    Pagination {
        count,
        number,
        pages,
        previous: (number > 1).then(|| address(number - 1)),
        next: (number < pages).then(|| address(number + 1)),
        links,
    }
}

#[cfg(test)]
mod tests {
    use super::pages;

    fn offered(count: usize, number: usize) -> String {
        let list = vec![(); count];
        let (_, _, pagination) = pages(&list, |page| format!("p{page}"), |_| true).nth(number - 1).unwrap();
        pagination.links.iter().map(|link| link.name.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_list_is_cut_into_pages_of_twenty() {
        let list: Vec<usize> = (0..41).collect();
        let sizes: Vec<usize> =
            pages(&list, |page| page.to_string(), |_| true).map(|(_, items, _)| items.len()).collect();
        assert_eq!(sizes, [20, 20, 1]);
        let empty: [usize; 0] = [];
        assert_eq!(pages(&empty, |page| page.to_string(), |_| true).count(), 1);
    }

    #[test]
    fn only_the_pages_that_are_wanted_are_made() {
        let list: Vec<usize> = (0..41).collect();
        let wanted: Vec<usize> = pages(&list, |page| page.to_string(), |items| items.contains(&20))
            .map(|(number, ..)| number)
            .collect();
        assert_eq!(wanted, [2]);
    }

    #[test]
    fn first_last_and_near_pages_are_offered() {
        assert_eq!(offered(20, 1), "1");
        assert_eq!(offered(41, 2), "1 2 3");
        assert_eq!(offered(2000, 1), "1 2 3 … 100");
        assert_eq!(offered(2000, 50), "1 … 48 49 50 51 52 … 100");
        assert_eq!(offered(2000, 97), "1 … 95 96 97 98 99 100");
    }
}
