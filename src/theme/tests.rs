//! Tests of loading and rendering.

use super::{Shared, Theme, text_of};
use crate::diagnostic::{Diagnostic, Place};
use crate::site_path::SitePath;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Page {
    title: &'static str,
}

fn theme(files: &[(&str, &str)]) -> Result<Theme, Vec<Diagnostic>> {
    let texts = files
        .iter()
        .map(|(path, text)| {
            let path = SitePath::new(path).unwrap();
            (path.clone(), text_of(&path, text.as_bytes()).unwrap())
        })
        .collect();
    let mut problems = Vec::new();
    Theme::compile(texts, BTreeMap::new(), &mut problems).ok_or(problems)
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
    assert_eq!(theme.page("a.html", &page, &[]).unwrap(), b"<p>&lt;b&gt;&amp;#x</p>");
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
    let problem = theme.page("a.html", &Page { title: "x" }, &[]).unwrap_err();
    assert_eq!(place(text, &problem), ("pages/a.html".to_owned(), 2, 6));
}

#[test]
fn an_include_that_is_missing_is_an_error() {
    assert_eq!(theme(&[("pages/a.html", "{% include \"none.html\" %}")]).err().unwrap().len(), 1);
}

#[test]
fn shared_data_is_seen_under_its_name() {
    let theme = theme(&[("pages/a.html", "{{ site.title }}{{ title }}")]).unwrap();
    let shared = Shared::new(&Page { title: "镇" }).unwrap();
    assert_eq!(theme.page("a.html", &Page { title: "页" }, &[("site", &shared)]).unwrap(), "镇页".as_bytes());
}

#[test]
fn the_built_in_theme_has_its_fonts() {
    let mut problems = Vec::new();
    let theme = Theme::built_in(&mut problems).unwrap();
    assert_eq!(problems, []);
    assert!(theme.fonts().count() >= 5);
}
