//! The rules look at a site.

use super::checked::{Checked, seen};
use super::neighbours::Neighbours;
use super::review::reviewed;
use super::rule::Look;
use super::rules::rules;
use super::subject::Subject;
pub use super::waive::waive;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::model::{Entry, Site};
use crate::parallel;
use crate::site_path::SitePath;

/// What every rule finds in the site. Entries in which nothing was found before are not looked at again while all that
/// rules see of them is the same.
pub fn check(site: &Site, checked: &mut Checked, problems: &mut Vec<Diagnostic>) {
    check_entries(site, checked, problems);
    check_site(site, problems);
    check_reviews(site, &all(site), problems);
}

/// Every entry.
pub fn all(site: &Site) -> Vec<&Entry> {
    site.entries.iter().map(AsRef::as_ref).collect()
}

/// What the rules of entries find.
pub fn check_entries(site: &Site, checked: &mut Checked, problems: &mut Vec<Diagnostic>) {
    look_at(site, &all(site), &Neighbours::of(site), checked, problems);
    checked.only_of(site);
}

/// What the rules of the site find.
pub fn check_site(site: &Site, problems: &mut Vec<Diagnostic>) {
    let of_sites = rules().filter_map(|rule| match rule.look {
        Look::Site(look) => Some(look),
        Look::Entry(_) | Look::Review(_) | Look::Elsewhere => None,
    });
    let found = parallel::map(&of_sites.collect::<Vec<_>>(), |look| {
        let mut found = Vec::new();
        look(site, &mut found);
        found
    });
    problems.extend(found.into_iter().flatten());
}

/// What the rules of reviews find in these entries of the site.
pub fn check_reviews(site: &Site, entries: &[&Entry], problems: &mut Vec<Diagnostic>) {
    let reviewed = reviewed(site, entries);
    for rule in rules() {
        if let Look::Review(look) = rule.look {
            look(site, &reviewed, problems);
        }
    }
}

/// What rules find in the entries that `changed` names, and in those that build on them, where nothing but the bodies of
/// those, and of the `renamed` the titles, has changed since [`check`]; the paths of all entries looked at.
pub fn check_again<'s>(
    site: &'s Site,
    changed: &[&Entry],
    renamed: &[&Entry],
    checked: &mut Checked,
    problems: &mut Vec<Diagnostic>,
) -> Vec<&'s SitePath> {
    let changed: Vec<&Entry> = changed.iter().chain(renamed).copied().collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let neighbours = Neighbours::of(site);
    let builds_on = |entry: &&Entry| {
        let is_changed = |other: &Entry| changed.iter().any(|entry| entry.path == other.path);
        is_changed(entry)
            // Whom an entry cites by a title may be another now, or nobody.
            || (!renamed.is_empty() && !entry.cites.is_empty())
            || neighbours.previous(entry).is_some_and(is_changed)
            || neighbours.cited(entry).into_iter().any(is_changed)
    };
    let entries: Vec<&Entry> = site.entries.iter().map(AsRef::as_ref).filter(builds_on).collect();
    look_at(site, &entries, &neighbours, checked, problems);
    entries.iter().map(|entry| &entry.path).collect()
}

fn look_at(
    site: &Site,
    entries: &[&Entry],
    neighbours: &Neighbours<'_>,
    checked: &mut Checked,
    problems: &mut Vec<Diagnostic>,
) {
    let found = parallel::map(entries, |entry| {
        let seen = seen(site, entry, neighbours);
        let is_clean = checked.is_clean(&entry.path, seen);
        (!is_clean).then(|| one(site, entry, seen, neighbours))
    });
    for (entry, found) in entries.iter().zip(found) {
        if let Some((seen, found)) = found {
            checked.note(&entry.path, seen);
            problems.extend(found);
        }
    }
}

/// Asks every rule of entries.
fn ask(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for rule in rules() {
        if let Look::Entry(look) = rule.look {
            look(subject, found);
        }
    }
}

/// What the rules find in an entry, and the fingerprint of what they saw where they found nothing.
fn one(
    site: &Site,
    entry: &Entry,
    seen: Option<Fingerprint>,
    neighbours: &Neighbours<'_>,
) -> (Option<Fingerprint>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    match (site.original_body(entry), site.folder.text(&entry.path)) {
        (Ok(body), Ok(Some(source))) => {
            ask(&Subject::new(site, entry, (&body, &source), neighbours), &mut found);
        }
        (Err(problem), _) | (_, Err(problem)) => found.push(problem),
        (Ok(_), Ok(None)) => {}
    }
    let spoils = |found: Diagnostic| match found.spoiled() {
        Some(path) if *path == entry.path => found,
        _ => found.spoils(entry.path.clone()),
    };
    let found: Vec<_> = found.into_iter().map(spoils).collect();
    // Whoever waives something is asked each time whether it is still there to be waived.
    let is_clean = found.is_empty() && entry.waive.is_empty();
    (seen.filter(|_| is_clean), found)
}

#[cfg(test)]
mod tests {
    use super::{Neighbours, Subject, ask};
    use crate::calendar::Date;
    use crate::load::{Folder, folder};
    use crate::model::{self, Request, Site};
    use crate::site_path::SitePath;
    use crate::source::Source;
    use proptest::prelude::{Strategy, prop_assert_eq, proptest};
    use std::fs;
    use std::path::{Path, PathBuf};

    fn site(folder: Folder) -> Option<Site> {
        model::read(folder, &Request { date: Date::new(2022, 12, 23), drafts: true }, &mut Vec::new())
    }

    /// What is found in the entries of a site, and what would be if every word might stand in every text.
    fn both(site: &Site) -> [Vec<String>; 2] {
        let neighbours = Neighbours::of(site);
        [false, true].map(|asks_all| {
            let mut found = Vec::new();
            for entry in &site.entries {
                let (Ok(body), Ok(Some(source))) = (site.original_body(entry), site.folder.text(&entry.path))
                else {
                    continue;
                };
                let subject = Subject::new(site, entry, (&body, &source), &neighbours);
                ask(&if asks_all { subject.that_may_hold_all() } else { subject }, &mut found);
            }
            found.iter().map(|finding| format!("{finding:?}")).collect()
        })
    }

    fn read(path: &Path) -> Folder {
        folder(path, &["md", "yaml", "yml", "csv"]).unwrap()
    }

    /// The sites of the tests of findings and of passages without, each laid over a sound one.
    fn sites() -> impl Iterator<Item = Site> {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        let base = read(&tests.join("problems/_base/content"));
        let mut roots: Vec<PathBuf> =
            fs::read_dir(tests.join("problems")).unwrap().map(|item| item.unwrap().path()).collect();
        roots.sort();
        let near = roots.iter().map(|root| root.join("near-miss")).collect::<Vec<_>>();
        let contents =
            roots.into_iter().chain(near).chain([tests.join("passages")]).map(|root| root.join("content"));
        contents.filter(|content| content.is_dir()).filter_map(move |content| {
            let (mut whole, own) = (base.clone(), read(&content));
            whole.sources.extend(own.sources);
            whole.files.extend(own.files);
            site(whole)
        })
    }

    #[test]
    fn no_rule_is_left_unasked_that_would_have_found_something() {
        let (mut count, mut sites_count) = (0, 0);
        for site in sites() {
            let [asked, all] = both(&site);
            assert_eq!(asked, all);
            (count, sites_count) = (count + asked.len(), sites_count + 1);
        }
        assert!(sites_count > 100 && count > 100, "{sites_count} sites, {count} findings");
    }

    /// Text made of what means something to rules.
    fn any_words() -> impl Strategy<Value = String> {
        let parts = [
            "机密",
            "密 级",
            "秘密★1年",
            "★",
            "内部资料",
            "内",
            "部文件",
            "不得外传",
            "注意保密",
            "征求意见稿",
            "讨论稿",
            "（",
            "）",
            "特急",
            "加急",
            "签发人：",
            "份号:",
            "标底",
            "价120元",
            "报价明细",
            "中标",
            "工商局",
            "环保",
            "局",
            "新农合",
            "《",
            "合同法",
            "》",
            "第三条",
            "帐户",
            "己经",
            "其它",
            "截止",
            "2022年",
            "12月",
            "23日",
            "30日",
            "2",
            "，",
            "。",
            "、",
            "；",
            "：",
            " ",
            "　",
            "\n\n",
            "\u{200b}",
            "抓手",
            "赋能",
            "下列",
            "8户",
            "以下",
            "3项",
            "患病",
            "残疾",
            "陈*兰",
            "村民王建国",
            "张",
            "\n\n- 甲\n- 乙\n\n",
            "单位：万元",
            "单位：",
            "\n\n| 姓名 | 金额（元） | 村名 |\n|---|---|---|\n| 陈*兰 | 3 | 石桥湾村 |\n| 王某 | 4万元 | 青楠坝村 |\n\n",
            "11************0021",
            "*",
            "和",
            "及",
            "第3季度",
            "第三季度",
            "号",
            "（2022）8",
            "石桥弯村",
            "村",
        ];
        proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..30)
            .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn nor_in_any_other_text(text in any_words()) {
            let mut content = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/_base/content"));
            let entry = content.sources.keys().find(|path| path.ending() == "md").unwrap().clone();
            let (head, _) = content.sources[&entry].text.rsplit_once("\n---\n").unwrap();
            let text = format!("{head}\n---\n\n{text}\n");
            content.sources.insert(entry.clone(), Source::new(SitePath::clone(&entry), text));
            if let Some(site) = site(content) {
                let [asked, all] = both(&site);
                prop_assert_eq!(asked, all);
            }
        }
    }
}
