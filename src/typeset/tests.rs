//! What holds whatever the machine: the number of threads leaves no trace in the bytes.

use super::{Fonts, sheets_on};
use crate::calendar::Date;
use crate::load::Folder;
use crate::model::{self, Pictures, Request, Site};
use crate::site_path::SitePath;
use crate::source::Source;
use crate::terms::SheetChoice;
use crate::theme::Theme;

/// A town with as many notices, each longer than the one before.
fn town(count: usize) -> Site {
    let body = |at| "为做好防火工作，现将有关事项通知如下。\n\n".repeat(at * 3 + 1);
    town_of(&(0..count).map(body).collect::<Vec<_>>())
}

/// A town with notices of these bodies.
fn town_of(bodies: &[String]) -> Site {
    let mut folder = Folder::default();
    let mut add = |path: &str, text: &str| {
        let path = SitePath::new(path).unwrap();
        folder.sources.insert(path.clone(), Source::new(path, text));
    };
    add("site.yaml", "town: 青楠镇\naddress: https://town.example/\n");
    add("units.yaml", "- {id: mzb, name: 青楠镇民政办公室, short: 民政办}\n");
    add("boards.yaml", "- {id: b, name: 大门公开栏, unit: mzb, width_mm: 2400, height_mm: 1200}\n");
    let head = "id,level1,item,unit,basis,limit,min_posting,duration_class,channels,audience\n";
    add(
        "catalogue.csv",
        &format!("{head}MZ-02,民政,低保,民政办,办法第11条,5wd,continuous,long_term,board website,society\n"),
    );
    for (at, body) in bodies.iter().enumerate() {
        let fields = "kind: notice\nunit: mzb\ncatalogue_item: MZ-02\nformed_on: 2022-12-20";
        add(&format!("entries/{at}.md"), &format!("---\ntitle: 第{at}号通知\n{fields}\n---\n\n{body}"));
    }
    let request = Request { date: Date::new(2022, 12, 23), drafts: false };
    let mut problems = Vec::new();
    let site = model::read(folder, &request, &mut problems).unwrap();
    assert_eq!(site.entries.len(), bodies.len(), "{problems:#?}");
    site
}

#[test]
fn one_thread_and_two_make_the_same_bytes() {
    let theme = Theme::load(None, &mut Vec::new()).unwrap();
    let fonts = Fonts::new(Vec::new(), &theme, &mut Vec::new());
    let site = town(6);
    let on = |threads| {
        let mut problems = Vec::new();
        let choice = SheetChoice::Current;
        sheets_on(&site, &theme, &fonts, choice, &Pictures::new(), Some(threads), &mut problems)
    };
    let one = on(1);
    assert_eq!(one.len(), 6);
    assert_eq!(one, on(2));
}

#[test]
fn tasks_among_other_items_are_printed() {
    let theme = Theme::load(None, &mut Vec::new()).unwrap();
    let fonts = Fonts::new(Vec::new(), &theme, &mut Vec::new());
    let site = town_of(&["- [x] 甲\n- 乙\n- [ ] 丙\n\n1. [ ] 丁\n2. 戊\n".to_owned()]);
    let mut problems = Vec::new();
    let sheets =
        sheets_on(&site, &theme, &fonts, SheetChoice::Current, &Pictures::new(), None, &mut problems);
    assert_eq!((sheets.len(), problems), (1, Vec::new()));
}

#[test]
fn what_joined_files_leave_is_not_printed() {
    let theme = Theme::load(None, &mut Vec::new()).unwrap();
    let fonts = Fonts::new(Vec::new(), &theme, &mut Vec::new());
    let mut site = town_of(&["甲\u{feff}乙\n\n| 丙\u{feff} |\n|---|\n| `丁&#xfeff;` |\n".to_owned()]);
    let mut entry = (*site.entries[0]).clone();
    entry.title.value = "停\u{feff}水".to_owned();
    site.entries = vec![entry.into()];
    let mut problems = Vec::new();
    let sheets =
        sheets_on(&site, &theme, &fonts, SheetChoice::Current, &Pictures::new(), None, &mut problems);
    assert_eq!((sheets.len(), problems), (1, Vec::new()));
}

#[test]
fn a_picture_for_the_site_is_small() {
    let theme = Theme::load(None, &mut Vec::new()).unwrap();
    let fonts = Fonts::new(Vec::new(), &theme, &mut Vec::new());
    let sheets =
        sheets_on(&town(4), &theme, &fonts, SheetChoice::Current, &Pictures::new(), None, &mut Vec::new());
    for picture in sheets.iter().flat_map(|sheet| &sheet.pictures) {
        assert!(picture.starts_with(b"\x89PNG") && picture.len() < 100_000, "{}", picture.len());
    }
    assert!(sheets.iter().all(|sheet| sheet.pictures.len() == sheet.facts.pages));
}
