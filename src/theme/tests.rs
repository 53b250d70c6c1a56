//! Tests of loading and rendering.

use super::{Around, Parts, Ready, Theme, text_of};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::Folder;
use crate::site_path::SitePath;
use crate::source::Source;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    title: &'static str,
}

#[derive(Serialize)]
struct Page {
    title: &'static str,
}

fn theme(files: &[(&str, &str)]) -> Result<Theme, Vec<Diagnostic>> {
    let mut parts = Parts::default();
    for (path, text) in files {
        parts.add(SitePath::new(path).unwrap(), Cow::Owned(text.as_bytes().to_vec()));
    }
    let mut problems = Vec::new();
    Theme::compile(parts, &mut problems).ok_or(problems)
}

fn place(theme_text: &str, problem: &Diagnostic) -> (String, usize, usize) {
    let Some(Place::Text(span)) = &problem.place else { panic!("no place: {problem:?}") };
    let source = text_of(&span.path, theme_text.as_bytes()).unwrap();
    let at = source.line_column(span.range.start as usize);
    (span.path.to_string(), at.line, at.column)
}

#[test]
fn pages_escape_for_html_and_sheets_for_typst() {
    let theme = theme(&[("pages/a.html", "<p>{{ title }}</p>"), ("sheets/a.typ", "= {{ title }}")]).unwrap();
    let page = Page { title: "<b>&#x" };
    let made = theme.page("a.html", &page, (), &Around::new(&Ready::new(())));
    assert_eq!(made.unwrap(), b"<p>&lt;b&gt;&amp;#x</p>");
    assert_eq!(theme.sheet("a.typ", &page).unwrap(), "= \\u{3c}b\\u{3e}\\u{26}\\u{23}x");
}

#[test]
fn every_template_with_a_syntax_error_is_named_with_its_place() {
    let broken = "一行\n{% if title %}好{% endfor %}";
    let problems = theme(&[("pages/a.html", broken), ("sheets/b.typ", "{{ }")]).err().unwrap();
    assert_eq!(problems.len(), 2);
    let (path, line, _) = place(broken, &problems[0]);
    assert_eq!((path.as_str(), line), ("pages/a.html", 2));
    assert!(problems.iter().all(|problem| problem.code == "theme-error"));
}

#[test]
fn an_unknown_variable_is_named_with_its_place() {
    let text = "<p>标题\n  {{ titel }}</p>";
    let theme = theme(&[("pages/a.html", text)]).unwrap();
    let problem = theme.page("a.html", &Page { title: "x" }, (), &Around::new(&Ready::new(()))).unwrap_err();
    assert_eq!(place(text, &problem), ("pages/a.html".to_owned(), 2, 6));
}

#[test]
fn an_include_that_is_missing_is_an_error() {
    assert_eq!(theme(&[("pages/a.html", "{% include \"none.html\" %}")]).err().unwrap().len(), 1);
}

#[test]
fn what_all_pages_show_is_seen_as_site() {
    let theme = theme(&[("pages/a.html", "{{ site.title }}{{ title }}")]).unwrap();
    let shared = Ready::new(Page { title: "镇" });
    let made = theme.page("a.html", &Page { title: "页" }, (), &Around::new(&shared));
    assert_eq!(made.unwrap(), "镇页".as_bytes());
}

#[test]
fn what_stands_around_pages_is_made_once_for_each_frame() {
    let head = "<b>{{ site.title }}{{ page.title }}&amp;</b>";
    let parts = [("pages/around/head.html", head), ("pages/a.html", "{{ around.head }}{{ title }}")];
    let theme = theme(&parts).unwrap();
    let shared = Ready::new(Page { title: "镇" });
    let around = Around::new(&shared);
    for (title, frame) in [("页", "甲<"), ("面", "甲<"), ("页", "乙")] {
        let made = theme.page("a.html", &Page { title }, Spot { title: frame }, &around).unwrap();
        let frame = frame.replace('<', "&lt;");
        assert_eq!(String::from_utf8(made).unwrap(), format!("<b>镇{frame}&amp;</b>{title}"));
    }
}

#[test]
fn a_fault_around_pages_is_named_with_its_place() {
    let head = "页头\n{{ titel }}";
    let theme = theme(&[("pages/around/head.html", head), ("pages/a.html", "{{ title }}")]).unwrap();
    let problem = theme.page("a.html", &Page { title: "x" }, (), &Around::new(&Ready::new(()))).unwrap_err();
    assert_eq!(place(head, &problem), ("pages/around/head.html".to_owned(), 2, 4));
}

#[test]
fn the_built_in_theme_has_its_fonts() {
    let mut problems = Vec::new();
    let theme = Theme::load(None, &mut problems).unwrap();
    assert_eq!(problems, []);
    assert!(theme.fonts().count() >= 5);
}

#[test]
fn a_file_on_disk_takes_the_place_of_the_built_in_one() {
    let path = SitePath::new("assets/style.css").unwrap();
    let folder = Folder {
        sources: BTreeMap::from([(path.clone(), Source::new(path.clone(), "body{color:red}"))]),
        ..Folder::default()
    };
    let mut problems = Vec::new();
    let theme = Theme::load(Some(&folder), &mut problems).unwrap();
    let style = theme.assets().into_iter().find(|(at, _)| *at == path).unwrap().1;
    assert_eq!(style, b"body{color:red}");
    assert!(theme.fonts().count() >= 5, "what the folder has not stays");
}
