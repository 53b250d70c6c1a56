//! People's words stay words: whatever stands in a field comes out of pages and sheets as it was written. Nothing in it is
//! a template, a program, mark-up.

use super::run::mingbai;
use proptest::prelude::{Strategy, proptest};
use proptest::test_runner::Config;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The files of a site that has every field in which people write words; `«name»` stands for the words of a field.
const SITE: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        r##"town: 示例镇
county: "«county»"
title: "«site_title»"
subtitle: "«subtitle»"
motto: "«motto»"
supervision_phone: "«supervision»"
place: "«site_place»"
hours: "«site_hours»"
about: "«about»"
address: https://shili.example/
date: 2022-12-23
"##,
    ),
    (
        "content/units.yaml",
        r##"- id: u
  name: "«unit_name»"
  short: "«unit_short»"
  kind: department
  responsible: "«responsible»"
  clerk: "«clerk»"
  phone: "«unit_phone»"
  place: "«unit_place»"
  hours: "«unit_hours»"
  duties: "«duties»"
- id: v
  name: "«village_name»"
  short: "«village_short»"
  kind: village
"##,
    ),
    (
        "content/boards.yaml",
        r##"- id: b
  name: "«board_name»"
  place: "«board_place»"
  keeper: "«keeper»"
  unit: u
  width_mm: 2400
  height_mm: 1200
"##,
    ),
    (
        "content/catalogue.csv",
        r##"id,level1,item,unit,basis,frequency,limit,min_posting,duration_class,channels,audience,power,privacy
R-1,政策,"«row_item»",u,"«row_basis»",on_event,20wd,15d,staged,board website,society,affairs,"«row_privacy»"
"##,
    ),
    (
        "content/entries/t.csv",
        r##""«csv_head»",元
"«csv_cell»",1.00
"##,
    ),
    ("content/entries/f.pdf", r##"x"##),
    (
        "content/entries/a.md",
        r##"---
title: "«title»"
kind: publication
unit: u
catalogue_item: R-1
formed_on: 2022-12-20
issued_on: 2022-12-21
boards: [b]
plain_summary: "«summary»"
period: "«period»"
basis: ["«basis»"]
source_document: {issuer: "«issuer»", doc_no: "«doc_no»"}
attachments: [{path: f.pdf, title: "«attachment»"}]
---

文«body»

# 题«heading»

- 项«item»

> 引«quoted»

**重«strong»** ~~删«struck»~~ [链«link»](https://a.example/) 注[^1]

| 头«head_cell» | 元 |
|---|---|
| 格«cell» | 1 |

```
«code»
```

```table
file: t.csv
```

[^1]: 脚«note»
"##,
    ),
    (
        "content/entries/g.md",
        r##"---
title: "«guide_title»"
kind: service_guide
unit: u
catalogue_item: R-1
formed_on: 2022-12-20
issued_on: 2022-12-21
boards: [b]
service:
  basis: "«service_basis»"
  conditions: ["«condition»"]
  materials: ["«material»"]
  procedure: ["«step»"]
  fee: "«fee»"
  result: "«result»"
  discipline: "«discipline»"
  office_hours: "«office_hours»"
  location: "«location»"
---

文«guide_body»
"##,
    ),
    (
        "content/entries/o.md",
        r##"---
title: "«official_title»"
kind: notice
unit: u
catalogue_item: R-1
formed_on: 2022-12-20
issued_on: 2022-12-21
boards: [b]
source_document: {issuer: "«official_issuer»", doc_no: "«official_no»"}
objections: {to: u, how: [phone]}
distribution: {scope: [v], households: 3}
---

文«official_body»
"##,
    ),
];

/// Every field, with a page that shows it and the sheet, by its entry, that does.
const FIELDS: &[(&str, &str, &str)] = &[
    ("county", "about.html", ""),
    ("site_title", "404.html", "a"),
    ("subtitle", "about.html", ""),
    ("motto", "about.html", ""),
    ("supervision", "404.html", "a"),
    ("site_place", "about.html", ""),
    ("site_hours", "about.html", ""),
    ("about", "about.html", ""),
    ("unit_name", "entry/u/a.html", "a"),
    ("unit_short", "about.html", "a"),
    ("responsible", "unit/u.html", ""),
    ("clerk", "", ""),
    ("unit_phone", "entry/u/a.html", "g"),
    ("unit_place", "entry/u/a.html", ""),
    ("unit_hours", "unit/u.html", ""),
    ("duties", "about.html", ""),
    ("village_name", "village/v.html", ""),
    ("village_short", "entry/u/o.html", ""),
    ("board_name", "entry/u/a.html", ""),
    ("board_place", "board/b.html", ""),
    ("keeper", "board/b.html", ""),
    ("row_item", "entry/u/a.html", ""),
    ("row_basis", "entry/u/g.html", ""),
    ("row_privacy", "", ""),
    ("csv_head", "entry/u/a.html", "a"),
    ("csv_cell", "entry/u/a.html", "a"),
    ("title", "all.html", "a"),
    ("summary", "entry/u/a.html", ""),
    ("period", "entry/u/a.html", ""),
    ("basis", "entry/u/a.html", ""),
    ("issuer", "entry/u/a.html", ""),
    ("doc_no", "entry/u/a.html", ""),
    ("attachment", "entry/u/a.html", ""),
    ("body", "entry/u/a.html", "a"),
    ("heading", "entry/u/a.html", "a"),
    ("item", "entry/u/a.html", "a"),
    ("quoted", "entry/u/a.html", "a"),
    ("strong", "entry/u/a.html", "a"),
    ("struck", "entry/u/a.html", "a"),
    ("link", "entry/u/a.html", "a"),
    ("head_cell", "entry/u/a.html", "a"),
    ("cell", "entry/u/a.html", "a"),
    ("code", "entry/u/a.html", "a"),
    ("note", "entry/u/a.html", "a"),
    ("guide_title", "all.html", "g"),
    ("service_basis", "entry/u/g.html", "g"),
    ("condition", "entry/u/g.html", "g"),
    ("material", "entry/u/g.html", "g"),
    ("step", "entry/u/g.html", "g"),
    ("fee", "entry/u/g.html", "g"),
    ("result", "entry/u/g.html", "g"),
    ("discipline", "entry/u/g.html", "g"),
    ("office_hours", "entry/u/g.html", "g"),
    ("location", "entry/u/g.html", "g"),
    ("guide_body", "entry/u/g.html", "g"),
    ("official_title", "all.html", "o"),
    ("official_issuer", "entry/u/o.html", ""),
    ("official_no", "entry/u/o.html", "o"),
    ("official_body", "entry/u/o.html", "o"),
];

/// The words of each field as its file must write them.
fn written(path: &str, template: &str, words: &BTreeMap<&str, String>) -> String {
    let mut text = String::new();
    for (at, part) in template.split('«').enumerate() {
        let Some((field, after)) = part.split_once('»').filter(|_| at > 0) else {
            text.push_str(part);
            continue;
        };
        let words = &words[field];
        let in_body = path.ends_with(".md") && text.contains("\n---\n");
        text.push_str(&match field {
            "code" => words.clone(),
            _ if in_body => escaped(words, |sign| sign.is_ascii_punctuation()),
            _ if path.ends_with(".csv") => words.replace('"', "\"\""),
            _ => escaped(words, |sign| matches!(sign, '"' | '\\')),
        });
        text.push_str(after);
    }
    text
}

fn escaped(words: &str, is_sign: impl Fn(char) -> bool) -> String {
    words.chars().flat_map(|sign| [is_sign(sign).then_some('\\'), Some(sign)]).flatten().collect()
}

/// The words of a page without its mark-up, blanks and all left out.
fn words_of_page(html: &str) -> String {
    let parts = html.split('<').skip(1).filter_map(|part| part.split_once('>'));
    let words: String = parts.map(|(_, words)| words).collect();
    let signs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2F;", "/")];
    let words = signs.iter().fold(words, |words, (entity, sign)| words.replace(entity, sign));
    squeezed(&words.replace("&amp;", "&"))
}

fn words_of_sheet(pdf: &Path) -> String {
    let read = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(pdf).arg("-").output().unwrap();
    assert!(read.status.success(), "{read:?}");
    squeezed(&String::from_utf8(read.stdout).unwrap())
}

fn squeezed(words: &str) -> String {
    words.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{200b}').collect()
}

/// Builds the site with the given words in its fields, each marked by a number, and looks for them.
fn check(words_of: impl Fn(usize) -> String) {
    let folder = TempDir::new().unwrap();
    let mark = |at: usize| format!("{}N{at}E", words_of(at));
    let words: BTreeMap<&str, String> =
        FIELDS.iter().enumerate().map(|(at, field)| (field.0, mark(at))).collect();
    for (path, template) in SITE {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, written(path, template, &words)).unwrap();
    }
    let run = mingbai(folder.path(), &["build"]);
    assert_eq!(run.code, Some(0), "{words:?}\n{}", run.said);
    let output = folder.path().join("output");
    let mut pages: BTreeMap<&str, String> = BTreeMap::new();
    let mut sheets: BTreeMap<&str, String> = BTreeMap::new();
    for (field, page, sheet) in FIELDS {
        let words = squeezed(&words[field]);
        if !page.is_empty() {
            let read = || words_of_page(&fs::read_to_string(output.join("site").join(page)).unwrap());
            let text = pages.entry(page).or_insert_with(read);
            assert!(text.contains(&words), "{field}: {words} is not on {page}:\n{text}");
        }
        if !sheet.is_empty() {
            let read = || words_of_sheet(&output.join(format!("print/u/{sheet}.pdf")));
            let text = sheets.entry(sheet).or_insert_with(read);
            assert!(text.contains(&words), "{field}: {words} is not on the sheet {sheet}:\n{text}");
        }
    }
}

/// What the languages of templates, layouts and pages would act on.
const SOURCES: &[&str] = &[
    "#read(\"/x\")",
    "{{7*7}}",
    "{%include\"x\"%}",
    "{#x#}",
    "#(1+2)",
    "$x^2$@a<l>",
    "*b*_c_`d`",
    "<b>&lt;",
    "\\u{41}\\n",
    "];#let",
];

#[test]
fn typst_and_tera_and_html_in_every_field_are_words() {
    for start in 0..SOURCES.len() {
        check(|at| SOURCES[(start + at) % SOURCES.len()].to_owned());
    }
}

/// Signs of the keyboard and Han characters.
fn any_words() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[!-~公示村镇民政办理低保退耕还林，。：（）《》—]{1,10}", FIELDS.len())
}

proptest! {
    #![proptest_config(Config { cases: 12, failure_persistence: None, max_shrink_iters: 30, ..Config::default() })]

    #[test]
    fn any_words_in_any_field_come_back_from_pages_and_sheets(words in any_words()) {
        check(|at| words[at].clone());
    }
}
