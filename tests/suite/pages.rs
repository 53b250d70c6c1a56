//! The pages of the sample town: as files, and in a real browser on a phone's and on a desk's width, from a folder of a
//! host and from a disk.

use crate::browser;
use mingbai::build::{self, Faulty, Goal, Options};
use mingbai::calendar::Date;
use mingbai::load;
use mingbai::model::{self, Request, Site};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

type Files = BTreeMap<String, Vec<u8>>;

/// The sample town as it was read, and as a site of files with its sheets and pictures; built once.
fn town(drafts: bool) -> (&'static Site, &'static Files) {
    static PUBLIC: OnceLock<(Site, Files)> = OnceLock::new();
    static PREVIEW: OnceLock<(Site, Files)> = OnceLock::new();
    let place = if drafts { &PREVIEW } else { &PUBLIC };
    let (site, files) = place.get_or_init(|| (read(drafts), built(drafts)));
    (site, files)
}

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

fn read(drafts: bool) -> Site {
    let folder = load::folder(&content(), load::CONTENT_TEXTS).unwrap();
    model::read(folder, &Request { date: None, drafts }, &mut Vec::new()).unwrap()
}

/// What a build of the town writes.
fn built(drafts: bool) -> Files {
    built_on(None, drafts)
}

fn built_on(date: Option<Date>, drafts: bool) -> Files {
    let root = tempfile::tempdir().unwrap();
    copy(&content(), &root.path().join("content"));
    let options = Options { date, drafts, ..Options::new(Goal::Write(Faulty::Stop)) };
    let report = build::build(root.path(), &options).unwrap();
    assert_eq!(report.stopping, 0, "{:?}", report.findings);
    let mut files = Files::new();
    let site = if drafts { "output/preview/site" } else { "output/site" };
    gather(&root.path().join(site), "", &mut files);
    files
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (item.path(), to.join(item.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

fn gather(folder: &Path, above: &str, files: &mut Files) {
    for item in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{above}{}", item.file_name().into_string().unwrap());
        if item.path().is_dir() {
            gather(&item.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(item.path()).unwrap());
        }
    }
}

fn text<'f>(files: &'f Files, path: &str) -> &'f str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

fn html_pages(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    files.keys().filter(|path| path.ends_with(".html")).map(|path| (path.as_str(), text(files, path)))
}

/// The values of an attribute in HTML as this theme writes it.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let start = format!(" {name}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// One page of every kind.
const KINDS: &[&str] = &[
    "index.html",
    "all.html",
    "area/finance.html",
    "area/farming.html",
    "category/relief.html",
    "guides.html",
    "unit/mzb.html",
    "village/v-shiqiaowan.html",
    "villages.html",
    "catalogue.html",
    "boards.html",
    "board/town-main.html",
    "board/office-inner.html",
    "sheets.html",
    "archive/2022.html",
    "archive/2022-12.html",
    "about.html",
    "404.html",
];

fn kinds_and_entries(files: &Files) -> Vec<String> {
    let entries = files.keys().filter(|path| path.starts_with("entry/")).cloned();
    KINDS.iter().map(|path| (*path).to_owned()).chain(entries).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let (_, files) = town(false);
    for (path, html) in html_pages(files) {
        let sources = attributes(html, "srcset").into_iter().flat_map(|set| set.split(", "));
        let sources = sources.filter_map(|source| source.split(' ').next());
        for target in attributes(html, "href").into_iter().chain(attributes(html, "src")).chain(sources) {
            if ["https:", "http:", "tel:", "data:", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
            {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let reached = if file.is_empty() { path.to_owned() } else { resolved(path, file) };
            assert!(files.contains_key(&reached), "{path} links to {target}, and there is no {reached}");
            let id = format!("id=\"{anchor}\"");
            assert!(anchor.is_empty() || text(files, &reached).contains(&id), "{path}: no {id} in {reached}");
        }
    }
}

/// A relative address as seen from a page.
fn resolved(from: &str, target: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        if part == ".." {
            parts.pop().unwrap_or_else(|| panic!("{from}: {target} leaves the site"));
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn names_of_outputs_are_plain_ascii() {
    let (_, files) = town(false);
    for path in files.keys() {
        assert!(path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte)), "{path}");
    }
}

#[test]
fn every_page_is_built_like_a_page() {
    let (_, files) = town(true);
    for (path, html) in html_pages(files) {
        let head = "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">";
        assert!(html.starts_with(head), "{path} begins otherwise");
        for wanted in ["<meta name=\"renderer\" content=\"webkit\">", "name=\"viewport\"", "<main"] {
            assert!(html.contains(wanted), "{path} has no {wanted}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{path} has not one h1");
        let levels: Vec<u32> =
            (html.split("<h").skip(1)).filter_map(|rest| rest.chars().next()?.to_digit(10)).collect();
        let main = levels.iter().position(|level| *level == 1).unwrap();
        let in_order = levels.iter().skip(main).zip(levels.iter().skip(main + 1)).all(|(a, b)| b <= &(a + 1));
        assert!(in_order, "{path}: headings out of order: {levels:?}");
        for cell in html.split("<th").skip(1).filter(|rest| !rest.starts_with("ead")) {
            assert!(cell.split('>').next().unwrap().contains("scope=\""), "{path}: a th without scope");
        }
        for image in html.split("<img").skip(1) {
            assert!(image.split('>').next().unwrap().contains(" alt=\""), "{path}: an img without alt");
        }
        assert!(!html.contains("style=\"") || !html.contains("javascript:"), "{path}");
        let ids = attributes(html, "id");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{path}: an id twice");
    }
}

#[test]
fn lists_that_are_no_matter_for_the_web_stay_off_it() {
    let (site, files) = town(false);
    let everything: String = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml"))
        .map(|(_, bytes)| std::str::from_utf8(bytes).unwrap())
        .collect();
    let title = "关于2022年第四季度新增农村最低生活保障对象的公示";
    assert!(site.entries.iter().any(|entry| entry.title.value == title) && everything.contains(title));
    for name in ["陈*兰", "王*国", "孙*华", "1,320.00"] {
        assert!(!everything.contains(name), "{name} of the board's list is on the web");
    }
    let inner = "职工津补贴发放情况";
    assert!(
        site.entries.iter().any(|entry| entry.title.value.contains(inner)),
        "the sample has no inner entry"
    );
    assert!(!everything.contains(inner), "what is meant for staff is on the web");
}

#[test]
fn an_entry_tells_how_to_object_and_what_it_rests_on() {
    let (site, files) = town(false);
    let entry = site.entries.iter().find(|entry| entry.title.value.contains("最低生活保障对象")).unwrap();
    let page = text(files, &mingbai::address::entry_page(entry));
    for wanted in [
        "公示",
        "青楠镇民政办公室",
        "还剩 <b>4</b> 天",
        "12月21日至12月27日",
        "便民服务大厅2号窗口",
        "tel:",
        &entry.check_code,
    ] {
        assert!(page.contains(wanted), "no {wanted}");
    }
    let finance =
        site.entries.iter().find(|entry| entry.title.value.ends_with("第三季度财政收支情况")).unwrap();
    let page = text(files, &mingbai::address::entry_page(finance));
    assert!(page.contains("有更正"), "the correction is not told of");
    assert!(!page.contains("下一期"), "a correction is no new period");
    assert!(page.contains("8,459,510.00"), "its tables are not there");
}

#[test]
fn an_entry_tells_where_copies_go_and_what_it_replies_to() {
    let (site, files) = town(false);
    let page = |id: &str| text(files, &mingbai::address::entry_page(site.entry(id).unwrap()));
    assert!(page("13-拆迁征地补偿标准").contains("龙井坎村、红岩嘴村，共907户，签收回执"));
    assert!(page("21-群众意见答复").contains("FB-2022-034"));
    assert!(!page("01-机构职能与领导分工").contains("印发到户"));
}

#[test]
fn a_notification_whose_time_is_over_says_so() {
    let (site, _) = town(false);
    let files = built_on(Date::new(2023, 1, 10), false);
    let page = |id: &str| text(&files, &mingbai::address::entry_page(site.entry(id).unwrap()));
    let over = "<b>公示期已满</b>公示期是";
    assert!(page("19-评选先进公示").contains(over));
    assert!(!page("02-年度目标完成情况").contains(over), "it is no 公示");
}

#[test]
fn a_phone_loads_the_small_form_of_a_picture() {
    let (site, files) = town(false);
    let entry = site.entry("16-村道硬化工程").unwrap();
    let page = text(files, &mingbai::address::entry_page(entry));
    let picture = page.split("<a class=\"picture\"").nth(1).unwrap().split("</a>").next().unwrap();
    let size = |target: &str| files[&resolved(&mingbai::address::entry_page(entry), target)].len();
    let (small, whole) = (attributes(picture, "src")[0], attributes(picture, "href")[0]);
    assert!(size(small) * 2 < size(whole), "{small} {} {whole} {}", size(small), size(whole));
    assert!(attributes(picture, "srcset")[0].starts_with(&format!("{small} 400w, {whole} ")));
}

#[test]
fn sheets_are_seen_on_the_pages_of_their_entries() {
    let (_, files) = town(false);
    let pictures: Vec<_> =
        files.keys().filter(|path| path.starts_with("sheet/") && path.ends_with(".png")).collect();
    assert!(!pictures.is_empty());
    assert!(text(files, "sheets.html").contains("sheet/"));
}

#[test]
fn the_catalogue_says_what_is_not_disclosed() {
    let (site, files) = town(false);
    let page = text(files, "catalogue.html");
    for row in &site.catalogue {
        assert!(page.contains(&format!("id=\"{}\"", row.id.value)), "no row {}", row.id.value);
    }
    assert!(page.contains("未公开") && page.contains("内部公开") && page.contains("期限"));
}

#[test]
fn feed_and_site_map_are_whole_xml() {
    let (site, files) = town(false);
    for path in ["feed.xml", "sitemap.xml"] {
        let mut reader = quick_xml::Reader::from_str(text(files, path));
        reader.config_mut().check_end_names = true;
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    }
    let feed = text(files, "feed.xml");
    assert_eq!(feed.matches("<entry>").count(), feed.matches("</entry>").count());
    assert!(feed.contains("<link rel=\"alternate\" href=\"https://qingnan.example/entry/"));
    let map = text(files, "sitemap.xml");
    assert_eq!(map.matches("<url>").count(), html_pages(files).count() - 1);
    assert!(text(files, "robots.txt").contains("Sitemap: https://qingnan.example/sitemap.xml"));
    assert_eq!(site.settings.address.as_deref(), Some("https://qingnan.example/"));
}

#[test]
fn pages_do_not_depend_on_when_or_how_often_they_are_made() {
    assert_eq!(town(false).1, &built(false));
}

/// The site on a disk and on a host, there in a subfolder.
struct Place {
    folder: tempfile::TempDir,
    host: String,
}

impl Place {
    fn new(files: &Files) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = format!("http://{}/gong/kai/", listener.local_addr().unwrap());
        let root = Arc::new(folder.path().to_owned());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let root = Arc::clone(&root);
                std::thread::spawn(move || serve(&stream, &root));
            }
        });
        Self { folder, host }
    }

    fn on_host(&self, path: &str) -> String {
        format!("{}{path}", self.host)
    }

    fn on_disk(&self, path: &str) -> String {
        format!("file://{}/{path}", self.folder.path().display())
    }
}

/// Answers one request with a file below `/gong/kai/`, else with 404.
fn serve(mut stream: &TcpStream, root: &Path) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let path = first.split(' ').nth(1).and_then(|path| path.strip_prefix("/gong/kai/"));
    let file: Option<(PathBuf, Vec<u8>)> =
        path.map(|path| root.join(path)).and_then(|path| fs::read(&path).ok().map(|bytes| (path, bytes)));
    let (status, kind, bytes) = match &file {
        Some((path, bytes)) => ("200 OK", content_type(path), bytes.as_slice()),
        None => ("404 Not Found", "text/plain", &b"nothing"[..]),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        bytes.len()
    );
    // The browser may have gone on to another page.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(bytes));
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg") => "image/jpeg",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}

/// How far the page is wider than the window, and the elements that stick out.
const OVERFLOW: &str = "(function () {
  var wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide <= 0) { return ''; }
  var out = [].filter.call(document.querySelectorAll('body *'), function (element) {
    return element.getBoundingClientRect().right > window.innerWidth + 1;
  });
  return wide + ' px: ' + out.slice(0, 5).map(function (one) { return one.tagName + '.' + one.className; }).join(' ');
}())";

#[test]
fn pages_fit_and_ask_for_nothing_outside_on_a_host_and_on_a_disk() {
    let Some(mut browser) = browser::open() else { return };
    let (_, files) = town(true);
    let place = Place::new(files);
    let mut faults = Vec::new();
    for width in [360, 1280] {
        browser.resize(width);
        for path in kinds_and_entries(files) {
            for (address, own) in
                [(place.on_host(&path), place.host.clone()), (place.on_disk(&path), place.on_disk(""))]
            {
                let visit = browser.visit(&address);
                let outside =
                    visit.requests.iter().filter(|url| !url.starts_with(&own) && !url.starts_with("data:"));
                faults.extend(outside.map(|url| format!("{address} asks for {url}")));
                faults.extend(visit.faults.iter().map(|fault| format!("{address}: {fault}")));
                let overflow = browser.evaluate(OVERFLOW);
                if overflow != json!("") {
                    faults.push(format!("{path} at {width} px is too wide by {overflow}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn pages_are_whole_without_scripts() {
    let Some(mut browser) = browser::open() else { return };
    let (site, files) = town(false);
    let place = Place::new(files);
    browser.without_scripts();
    browser.resize(360);
    for entry in site.entries.iter().take(5) {
        let path = mingbai::address::entry_page(entry);
        if !files.contains_key(&path) {
            continue;
        }
        browser.visit(&place.on_host(&path));
        let words = browser.evaluate("document.body.innerText");
        let words = words.as_str().unwrap();
        for wanted in [&entry.title.value, &entry.check_code, "首页", "监督电话"] {
            assert!(words.contains(wanted), "{path}: no {wanted} without scripts");
        }
        let shown = browser.evaluate("document.getElementById('large-type').getClientRects().length");
        assert_eq!(shown, 0, "{path}: a button that does nothing");
    }
}

#[test]
fn large_type_is_remembered_and_fits() {
    let Some(mut browser) = browser::open() else { return };
    let (_, files) = town(false);
    let place = Place::new(files);
    browser.resize(360);
    browser.visit(&place.on_host("index.html"));
    let size = "parseFloat(getComputedStyle(document.querySelector('.row a')).fontSize)";
    let before = browser.evaluate(size).as_f64().unwrap();
    browser.evaluate("document.getElementById('large-type').click()");
    assert!(browser.evaluate(size).as_f64().unwrap() >= before * 1.25, "type did not grow");
    let mut faults = Vec::new();
    for path in kinds_and_entries(files) {
        browser.visit(&place.on_host(&path));
        if path != "404.html" {
            assert_eq!(
                browser.evaluate("document.documentElement.className"),
                "large",
                "{path} has forgotten"
            );
        }
        let overflow = browser.evaluate(OVERFLOW);
        if overflow != json!("") {
            faults.push(format!("{path} in large type is too wide by {overflow}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    browser.visit(&place.on_host("index.html"));
    browser.evaluate("document.getElementById('large-type').click()");
    browser.visit(&place.on_host("about.html"));
    assert_eq!(browser.evaluate("document.documentElement.className"), "");
}

#[test]
fn everything_to_touch_is_large_enough() {
    const SMALL: &str = "[].filter.call(document.querySelectorAll('a, button'), function (one) {
      var box = one.getBoundingClientRect();
      var style = getComputedStyle(one);
      if (!box.width || one.className === 'skip' || one.getAttribute('aria-hidden')) { return false; }
      var inline = style.display === 'inline' && one.parentElement.textContent.trim() !== one.textContent.trim();
      return !inline && (box.width < 24 || box.height < 24);
    }).slice(0, 5).map(function (one) { return one.parentElement.className + '>' + one.textContent; }).join(' | ')";
    let Some(mut browser) = browser::open() else { return };
    let (_, files) = town(false);
    let place = Place::new(files);
    browser.resize(360);
    let mut faults = Vec::new();
    for path in kinds_and_entries(files) {
        browser.visit(&place.on_host(&path));
        let small = browser.evaluate(SMALL);
        if small != json!("") {
            faults.push(format!("{path}: {small}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
