//! What open pages and the desk show in a real browser while files are saved.

use super::Watch;
use crate::browser::{self, Browser};
use crate::rebuild::{entry, town, tree, write};
use std::fs;
use std::path::Path;

const LINE: &str = "--date 2022-12-23";

const DRAFT: &str = "---\ntitle: 关于低保名单的公示\nkind: publication\nunit: mzb\ncategory: policy\nboards: [b]\n\
                     formed_on: 2022-12-20\ndraft: true\n---\n\n这是还没有审核的名单。\n";

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

fn watched(line: &str) -> Option<(tempfile::TempDir, Watch, Browser)> {
    let browser = browser::open()?;
    let town = town();
    let style = "body { margin: 3px } p { height: 3000px }\n";
    write(town.path(), "themes/default/assets/style.css", style);
    let watch = Watch::start(town.path(), &format!("{LINE} {line}"));
    watch.line("已更新");
    Some((town, watch, browser))
}

#[test]
fn an_open_page_follows_the_saves() {
    let Some((town, watch, mut browser)) = watched("--sheets none") else { return };
    let page = "entry/mzb/0.html";
    let visit = browser.visit(&watch.address(page));
    assert!(visit.faults.is_empty(), "{:?}", visit.faults);

    // A save: the page shows it and stays where it was scrolled to.
    browser.evaluate("window.scrollTo(0, 400)");
    browser.forget();
    entry(town.path(), 0, 6);
    browser.next_load();
    browser.wait_for("document.body.textContent.includes('现予公示6')");
    browser.wait_for("window.scrollY === 400");

    // A save of something else: the page is left alone.
    browser.evaluate("window.mine = 1");
    entry(town.path(), 2, 9);
    watch.line("已更新");
    watch.line("已更新");
    assert_eq!(browser.evaluate("window.mine"), 1);

    // A style: swapped in without loading the page again.
    write(town.path(), "themes/default/assets/style.css", "body { margin: 11px }\n");
    browser.wait_for("getComputedStyle(document.body).marginTop === '11px'");
    assert_eq!(browser.evaluate("window.mine"), 1);
    browser.wait_for("document.querySelectorAll('link[rel=stylesheet]').length === 1");
}

#[test]
fn what_stops_the_build_lies_over_the_last_good_page() {
    let Some((town, watch, mut browser)) = watched("--sheets none") else { return };
    browser.visit(&watch.address("entry/mzb/0.html"));
    let good = read(town.path(), "content/entries/0.md");
    let text = "document.getElementById('mingbai-trouble').shadowRoot.textContent";

    write(town.path(), "content/entries/0.md", &good.replace("2022-12-10", "明天"));
    browser.wait_for(&format!("{text}.includes('error[bad-date]')"));
    let shown = browser.evaluate(text).as_str().unwrap().to_owned();
    assert!(shown.contains("--> content/entries/0.md:") && shown.contains("^^^^"), "{shown}");
    assert_eq!(browser.evaluate("document.body.textContent.includes('现予公示0')"), true);

    // Another error takes the place of the first; broken YAML and a theme that is no template are no end either.
    write(town.path(), "content/entries/0.md", "---\ntitle: [\n---\n");
    browser.wait_for(&format!("!{text}.includes('bad-date') && {text}.includes('error[')"));
    write(town.path(), "themes/default/pages/404.html", "{% if %}");
    browser.wait_for(&format!("{text}.includes('404.html')"));
    fs::remove_file(town.path().join("themes/default/pages/404.html")).unwrap();

    browser.evaluate("window.mine = 1");
    write(town.path(), "content/entries/0.md", &good);
    browser.wait_for("document.getElementById('mingbai-trouble') === null");
    assert_eq!(browser.evaluate("window.mine"), 1, "nothing of the page changed");
}

#[test]
fn a_page_catches_up_with_a_watch_that_was_killed_and_started_again() {
    let Some((town, watch, mut browser)) = watched("--sheets none") else { return };
    browser.visit(&watch.address("entry/mzb/0.html"));
    browser.wait_for("document.body.textContent.includes('现予公示0')");
    let port = watch.port;
    drop(watch);
    browser.forget();
    entry(town.path(), 0, 12);
    let again = Watch::start(town.path(), &format!("{LINE} --sheets none --port {port}"));
    assert_eq!(again.port, port, "the port was let go");
    browser.next_load();
    browser.wait_for("document.body.textContent.includes('现予公示12')");
}

#[test]
fn the_desk_shows_drafts_that_are_nowhere_else() {
    let Some((town, watch, mut browser)) = watched("--sheets all") else { return };
    write(town.path(), "content/entries/草稿.md", DRAFT);
    let visit = browser.visit(&watch.address("_desk/"));
    assert!(visit.faults.is_empty(), "{:?}", visit.faults);
    browser.wait_for("document.getElementById('rows').textContent.includes('关于低保名单的公示')");
    browser.evaluate(
        "Array.from(document.querySelectorAll('#rows button')).find(row => row.textContent.includes('低保名单')).click()",
    );
    browser.wait_for("document.getElementById('title').textContent.includes('低保名单')");
    browser.wait_for("document.getElementById('state').textContent === '草稿'");
    browser.wait_for("document.querySelector('#pictures img').naturalWidth > 500");
    let words = "document.getElementById('phone').contentDocument.body.textContent";
    browser.wait_for(&format!("{words}.includes('还没有审核的名单') && {words}.includes('未审核')"));
    let picture = browser.evaluate("document.querySelector('#pictures img').src");

    // A save shows in the page and on the sheet.
    write(town.path(), "content/entries/草稿.md", &DRAFT.replace("还没有审核", "又改了一回"));
    browser.wait_for(&format!("document.querySelector('#pictures img').src !== {picture}"));
    browser.wait_for(&format!("{words}.includes('又改了一回')"));
    browser.wait_for("!document.getElementById('changed').hidden");

    // What is wrong with it is said, beside what it looks like with a stand-in for that.
    let wrong = DRAFT.replace("2022-12-20", "后天").replace("还没有审核", "写错日期");
    write(town.path(), "content/entries/草稿.md", &wrong);
    browser.wait_for("document.getElementById('problems').textContent.includes('bad-date')");
    browser.wait_for("!document.getElementById('guess').hidden && document.querySelector('#pictures img')");
    browser.wait_for(&format!("{words}.includes('写错日期的名单')"));
    browser.wait_for("getComputedStyle(document.querySelector('#problems pre.note')).textAlign === 'start'");
    // Its own address opens it, with all words there.
    browser.reload();
    browser.wait_for("document.getElementById('problems').textContent.includes('bad-date')");
    browser.wait_for("/^问题 [0-9]+$/.test(document.querySelector('#problems > *').textContent)");
    let first = |name: &str| {
        format!("performance.getEntriesByType('resource').find(asked => asked.name.includes('{name}'))")
    };
    let order = format!("{}.startTime >= {}.responseEnd", first("entry.json"), first("list.json"));
    assert_eq!(browser.evaluate(&order), true, "the list brings the words, and comes first");
    browser.wait_for("document.querySelector('#pictures img')");
    // Where nothing of it can be read, what it looked like before stays.
    write(town.path(), "content/entries/草稿.md", &DRAFT.replace("title:", "title: ["));
    browser.wait_for("!document.getElementById('stale').hidden && document.querySelector('#pictures img')");
    browser.wait_for("document.getElementById('guess').hidden");

    let output = tree(&town.path().join("output"));
    assert!(output.len() > 20);
    for (path, bytes) in output {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("低保名单") && !path.to_string_lossy().contains("cao-gao"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn the_desk_works_on_a_phone_and_asks_nobody_else() {
    let Some((_town, watch, mut browser)) = watched("--sheets all") else { return };
    browser.resize(360);
    let visit = browser.visit(&watch.address("_desk/"));
    browser.wait_for("document.querySelectorAll('#rows button').length === 3");
    assert_eq!(browser.evaluate("document.documentElement.scrollWidth"), 360);
    browser.wait_for("document.getElementById('status').textContent.includes('上次更新')");
    let cut = "document.getElementById('status').scrollWidth > document.getElementById('status').clientWidth";
    assert_eq!(browser.evaluate(cut), false, "the last update is told whole");
    browser.evaluate("document.querySelector('#rows button').click()");
    browser.wait_for("document.querySelector('#pictures img').naturalWidth > 500");
    browser
        .wait_for("document.getElementById('phone').contentDocument.body.textContent.includes('现予公示')");
    assert_eq!(browser.evaluate("document.documentElement.scrollWidth"), 360);
    browser.evaluate("document.getElementById('back').click()");
    browser.wait_for("document.getElementById('view').hidden");
    for request in visit.requests {
        assert!(request.starts_with(&watch.address("")) || request.starts_with("data:"), "{request}");
    }
}
