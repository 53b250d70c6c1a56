//! What the server answers, and what it does not.

use super::{DEADLINE, Watch, command};
use crate::rebuild::{entry, town, tree, write};
use std::fs;
use std::time::Instant;

const LINE: &str = "--date 2022-12-23";

/// A watch over the small town, built.
fn watched(line: &str) -> (tempfile::TempDir, Watch) {
    let town = town();
    let watch = Watch::start(town.path(), &format!("{LINE} {line}"));
    watch.line("已更新");
    (town, watch)
}

#[test]
fn only_this_machine_is_answered_and_only_when_it_asks() {
    let (_town, watch) = watched("--sheets none");
    assert_eq!(watch.get("/").status, 200);
    for host in [
        "Host: evil.example\r\n",
        "Host: evil.example:80\r\n",
        "",
        "Host: localhost\r\nHost: evil.example\r\n",
    ] {
        let answer = watch.ask(&format!("GET / HTTP/1.1\r\n{host}"));
        assert!([400, 403].contains(&answer.status), "{host}: {answer:?}");
        assert!(!answer.text().contains("青楠"), "{host}");
    }
    let absolute = watch.ask("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n");
    assert_eq!(absolute.status, 403);
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(watch.ask(&format!("{method} / HTTP/1.1\r\nHost: localhost\r\n")).status, 405, "{method}");
    }
}

#[test]
fn nothing_outside_the_output_is_given_out() {
    let (town, watch) = watched("--sheets none");
    fs::write(town.path().join("output/secret"), "geheim").unwrap();
    let up = [
        "/../secret",
        "/../../content/site.yaml",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/..%5csecret",
        "/.%2e/secret",
    ];
    let state = ["/../.mingbai/state", "/_desk/print/../.mingbai/files", "/_desk/print/%2e%2e/secret"];
    let desk = [
        "/_desk/site/../../secret",
        "/_desk/site/%2e%2e/secret",
        "/_desk/sheet/../../secret",
        "//etc/passwd",
    ];
    for path in up.into_iter().chain(state).chain(desk) {
        let answer = watch.get(path);
        assert_eq!(answer.status, 404, "{path}");
        let words = String::from_utf8_lossy(&answer.body);
        assert!(!words.contains("geheim") && !words.contains("root:") && !words.contains("town:"), "{path}");
    }
}

#[test]
fn a_page_is_served_with_the_script_that_the_output_lacks() {
    let (town, watch) = watched("--sheets none");
    let page = watch.get("/entry/mzb/0.html");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.text().contains("/_desk/live.js"), "{}", page.text());
    for (path, bytes) in tree(&town.path().join("output")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("_desk"), "{}", path.display());
    }
    let missing = watch.get("/entry/mzb/none.html");
    let known = fs::read_to_string(town.path().join("output/site/404.html")).unwrap();
    let words = known.split("<body").nth(1).unwrap().split('>').nth(1).unwrap();
    assert!(missing.status == 404 && missing.text().contains(words), "{}", missing.text());
}

#[test]
fn a_pdf_comes_in_parts() {
    let (town, watch) = watched("--sheets all");
    let whole = fs::read(town.path().join("output/site/sheet/mzb/0.pdf")).unwrap();
    let host = format!("Host: 127.0.0.1:{}\r\n", watch.port);
    let part = |range: &str| watch.ask(&format!("GET /sheet/mzb/0.pdf HTTP/1.1\r\n{host}{range}"));
    let all = part("");
    assert_eq!(
        (all.status, all.header("accept-ranges"), all.header("content-type")),
        (200, "bytes", "application/pdf")
    );
    assert!(all.body == whole && all.header("cache-control") == "no-cache");
    let middle = part("Range: bytes=10-19\r\n");
    assert_eq!((middle.status, middle.body.as_slice()), (206, &whole[10..20]));
    assert_eq!(middle.header("content-range"), format!("bytes 10-19/{}", whole.len()));
    let end = part("Range: bytes=-5\r\n");
    assert_eq!((end.status, end.body.as_slice()), (206, &whole[whole.len() - 5..]));
    assert_eq!(part(&format!("Range: bytes={}-\r\n", whole.len())).status, 416);
    let tag = all.header("etag").to_owned();
    assert_eq!(part(&format!("If-None-Match: {tag}\r\n")).status, 304);
    assert_eq!(part(&format!("Range: bytes=0-3\r\nIf-Range: {tag}\r\n")).status, 206);
    assert_eq!(part("Range: bytes=0-3\r\nIf-Range: \"old\"\r\n").status, 200);
    let head = watch.ask(&format!("HEAD /sheet/mzb/0.pdf HTTP/1.1\r\n{host}"));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), whole.len().to_string());
    assert_eq!(watch.get("/_desk/print/mzb/0.pdf").body, whole);
}

#[test]
fn a_port_that_is_taken_is_no_trouble() {
    let (town, watch) = watched("--sheets none");
    let other = Watch::start(town.path(), &format!("{LINE} --sheets none --port {}", watch.port));
    assert!(other.port != watch.port && other.get("/").status < 500);
}

/// Forms of the first entry in which it stays with its unit and links to entries that exist.
const FORMS: [u8; 8] = [6, 12, 15, 21, 30, 36, 42, 45];

#[test]
fn a_page_is_never_missing_while_the_site_is_built() {
    let (town, watch) = watched("--sheets none");
    let end = Instant::now() + DEADLINE;
    for form in FORMS {
        entry(town.path(), 0, form);
        loop {
            let page = watch.get("/entry/mzb/0.html");
            assert_eq!(page.status, 200);
            assert!(page.text().trim_end().ends_with("</html>"), "half a page");
            if page.text().contains(&format!("现予公示{form}，")) {
                break;
            }
            assert!(Instant::now() < end, "the save of form {form} never showed");
        }
    }
}

#[test]
fn news_tell_what_changed_and_whoever_comes_back_is_told_what_they_missed() {
    let (town, watch) = watched("--sheets none");
    let mut news = watch.news("");
    let (first, said) = news.next(|_| true);
    assert!(said["changed"].is_null(), "of another run nothing is known: {said}");
    write(
        town.path(),
        "content/entries/0.md",
        &fs::read_to_string(town.path().join("content/entries/0.md"))
            .unwrap()
            .replace("现予公示0", "现予公示甲"),
    );
    let (second, said) = news.next(|said| said["changed"].as_array().is_some_and(|paths| !paths.is_empty()));
    assert_eq!(said["changed"], serde_json::json!(["entry/mzb/0.html"]));
    drop(news);
    let (_, said) = watch.news(&first).next(|_| true);
    assert_eq!(said["changed"], serde_json::json!(["entry/mzb/0.html"]), "it was away");
    let (_, said) = watch.news(&second).next(|_| true);
    assert_eq!(said["changed"], serde_json::json!([]), "it missed nothing");
    let (_, said) = watch.news("other-1").next(|_| true);
    assert!(said["changed"].is_null());
}

#[test]
fn many_files_at_once_are_one_change() {
    let (town, watch) = watched("--sheets none");
    let mut news = watch.news("");
    let (first, _) = news.next(|said| said["busy"] == false);
    for number in 0..300 {
        let text = format!(
            "---\ntitle: 第{number}件公示\nkind: publication\nunit: mzb\ncategory: policy\nformed_on: 2022-12-10\n---\n\n现予公示。\n"
        );
        write(town.path(), &format!("content/entries/新/深/n{number}.md"), &text);
    }
    let line = watch.line("已更新");
    assert!(line.contains("事项 303 条"), "{line}");
    let (last, _) = news.next(|said| said["busy"] == false && said["build"] != 1);
    let number = |id: &str| id.rsplit('-').next().unwrap().parse::<u64>().unwrap();
    assert_eq!(number(&last) - number(&first), 1);
}

#[test]
fn ctrl_c_ends_it_cleanly() {
    let (_town, mut watch) = watched("--sheets none");
    let asked = std::process::Command::new("kill").args(["-INT", &watch.child.id().to_string()]).status();
    if asked.is_ok_and(|asked| asked.success()) {
        assert_eq!(watch.child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn pages_at_the_desk_have_their_style_also_before_the_first_site_is_made() {
    let town = town();
    let fault = "---\ntitle: 半截\n---\n";
    write(town.path(), "content/entries/fault.md", fault);
    let watch = Watch::start(town.path(), "--sheets none");
    watch.line("没有更新");
    let asked = "/_desk/entry.json?path=entries/0.md";
    let shown: serde_json::Value = serde_json::from_str(watch.get(asked).text()).unwrap();
    let page = watch.get(shown["page"].as_str().unwrap());
    let (_, style) = page.text().split_once("href=\"../../assets/").expect("a style sheet");
    let style = style.split('"').next().unwrap();
    let answer = watch.get(&format!("/_desk/site/assets/{style}"));
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/css; charset=utf-8"));
    assert_eq!(watch.get(&format!("/assets/{style}")).status, 404, "there is no site yet");
}

#[test]
fn a_site_that_cannot_be_built_is_watched_all_the_same() {
    let town = town();
    write(town.path(), "content/units.yaml", "- id: [\n");
    let watch = Watch::start(town.path(), &format!("{LINE} --sheets none"));
    watch.line("没有更新");
    let page = watch.get("/");
    assert!(page.status == 404 && page.text().contains("还没有网页") && page.text().contains("live.js"));
    write(
        town.path(),
        "content/units.yaml",
        "- {id: mzb, name: 民政办}\n- {id: v-a, name: 甲村, kind: village}\n",
    );
    watch.line("已更新");
    assert_eq!(watch.get("/").status, 200);
    // The folder goes, and comes back as another one.
    fs::rename(town.path().join("content"), town.path().join("old")).unwrap();
    let mut news = watch.news("");
    news.next(|said| !said["trouble"].is_null() && said["busy"] == false);
    assert_eq!(watch.get("/").status, 200, "the last good page stays");
    fs::rename(town.path().join("old"), town.path().join("content")).unwrap();
    news.next(|said| said["trouble"].is_null() && said["busy"] == false);
    entry(town.path(), 0, 7);
    // The folder that came back is watched.
    while !watch.get("/entry/v-a/0.html").text().contains("现予公示7") {
        watch.line("已更新");
    }
}

#[test]
fn an_output_that_somebody_deletes_is_made_again() {
    let (town, watch) = watched("");
    let mut news = watch.news("");
    let is_whole = || {
        let made = ["site/index.html", "print", ".mingbai/state"];
        made.iter().all(|made| town.path().join("output").join(made).exists())
    };
    assert!(is_whole());
    for gone in ["output/site", "output/print", "output/.mingbai", "output"] {
        fs::rename(town.path().join(gone), town.path().join("gone")).unwrap();
        while !is_whole() {
            news.next(|_| true);
        }
        assert_eq!(watch.get("/").status, 200, "after {gone}");
        fs::remove_dir_all(town.path().join("gone")).unwrap();
    }
}

#[test]
fn a_watch_beside_another_build_goes_on_when_that_has_ended() {
    let town = town();
    write(town.path(), "output/.mingbai/lock", "");
    let lock = fs::File::options().write(true).open(town.path().join("output/.mingbai/lock")).unwrap();
    lock.lock().unwrap();
    let watch = Watch::start(town.path(), &format!("{LINE} --sheets none"));
    let mut news = watch.news("");
    news.next(|said| said["trouble"].to_string().contains("另一个 mingbai"));
    drop(lock);
    watch.line("已更新");
    assert_eq!(watch.get("/").status, 200);
}

#[test]
fn the_whole_site_may_be_put_in_place_of_another() {
    for is_run_in_it in [false, true] {
        put_in_place_of_another(is_run_in_it);
    }
}

fn put_in_place_of_another(is_run_in_it: bool) {
    let above = tempfile::tempdir().unwrap();
    let (one, other) = (town(), town());
    entry(other.path(), 0, 6);
    let root = above.path().join("site");
    fs::rename(one.path(), &root).unwrap();
    let (from, site) = if is_run_in_it { (root.as_path(), "") } else { (above.path(), "--root site") };
    let watch = Watch::run(&mut command(from, &format!("{site} --port 0 --sheets none {LINE}")));
    watch.line("已更新");
    fs::rename(&root, above.path().join("gone")).unwrap();
    fs::rename(other.path(), &root).unwrap();
    let mut news = watch.news("");
    while !watch.get("/entry/mzb/0.html").text().contains("现予公示6") {
        news.next(|_| true);
    }
    entry(&root, 0, 12);
    while !watch.get("/entry/mzb/0.html").text().contains("现予公示12") {
        news.next(|_| true);
    }
}

#[test]
fn polling_sees_changes_too() {
    let (town, watch) = watched("--sheets none --poll");
    entry(town.path(), 0, 6);
    watch.line("已更新");
    assert!(watch.get("/entry/mzb/0.html").text().contains("现予公示6"));
}

#[test]
fn the_desk_tells_of_every_entry_and_the_site_of_what_is_public() {
    let (town, watch) = watched("--sheets none");
    let entry = |name: &str, fields: &str, body: &str| {
        let text = format!(
            "---\ntitle: {name}的公示\nkind: publication\nunit: mzb\ncategory: policy\nformed_on: 2022-12-20\n{fields}---\n\n{body}\n"
        );
        write(town.path(), &format!("content/entries/{name}.md"), &text);
    };
    let mut news = watch.news("");
    entry("cao", "draft: true\n", "还没审核。");
    entry("deng", "post_from: 2022-12-28\n", "还没到日子。");
    let list = |query: &str| -> serde_json::Value {
        serde_json::from_str(watch.get(&format!("/_desk/list.json?{query}")).text()).unwrap()
    };
    let names = |list: &serde_json::Value| -> Vec<String> {
        let rows = list["rows"].as_array().unwrap().iter();
        rows.map(|row| format!("{} {}", row["name"].as_str().unwrap(), row["path"].as_str().unwrap()))
            .collect()
    };
    let mut all = list("");
    while all["total"] != 5 {
        news.next(|said| said["busy"] == false);
        all = list("");
    }
    assert_eq!((all["total"].as_u64(), all["date"].as_str()), (Some(5), Some("2022年12月23日")), "{all}");
    assert_eq!(names(&list("state=draft")), ["草稿 entries/cao.md"]);
    assert_eq!(names(&list("state=scheduled")), ["待公开 entries/deng.md"]);
    assert_eq!(names(&list("words=CAO%20%E6%B0%91%E6%94%BF")), ["草稿 entries/cao.md"]);
    assert_eq!(list("most=2")["rows"].as_array().map(Vec::len), Some(2));

    let shown = |name: &str| -> serde_json::Value {
        serde_json::from_str(watch.get(&format!("/_desk/entry.json?path=entries/{name}.md")).text()).unwrap()
    };
    for (name, words) in [("cao", "还没审核。"), ("deng", "还没到日子。")] {
        let entry = shown(name);
        assert!(
            entry["public"].is_null() && entry["sheets"].as_array().is_some_and(|all| all.len() == 1),
            "{entry}"
        );
        let page = entry["page"].as_str().unwrap();
        assert!(watch.get(page).text().contains(words), "{name}");
        assert_eq!(watch.get(page.trim_start_matches("/_desk/site")).status, 404, "{name}");
        let sheet = watch.get(entry["sheets"][0].as_str().unwrap());
        assert_eq!((sheet.status, sheet.header("content-type")), (200, "image/png"));
    }
    assert_eq!(shown("0")["public"], "/entry/mzb/0.html");
    assert_eq!(shown("none")["found"], false);

    // A draft changes nothing of the site, but the desk follows.
    let before = tree(&town.path().join("output"));
    let sheet = shown("cao")["sheets"].clone();
    for body in ["又改了。", "再改一回。"] {
        entry("cao", "draft: true\n", body);
        while !watch.get("/_desk/site/entry/mzb/cao.html").text().contains(body) {
            news.next(|said| said["busy"] == false);
            shown("cao");
        }
    }
    assert_ne!(shown("cao")["sheets"], sheet);
    entry("cao", "draft: true\nformed_on: 2022-12-21\n", "坏了。");
    while shown("cao")["guess"] == false {
        news.next(|said| said["busy"] == false);
    }
    assert_eq!(shown("cao")["title"], "cao的公示", "it is called as before");
    assert!(tree(&town.path().join("output")) == before);
}
