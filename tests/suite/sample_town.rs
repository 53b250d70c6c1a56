//! The town in `content/`, as everybody who tries the program first sees it.

use mingbai::calendar::Date;
use mingbai::diagnostic::Severity;
use mingbai::load::{self, Folder};
use mingbai::model::{self, Request, Site};
use std::path::Path;

fn folder() -> Folder {
    load::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), load::CONTENT_TEXTS).unwrap()
}

fn town() -> (Site, Vec<mingbai::diagnostic::Diagnostic>) {
    let folder = folder();
    let mut problems = folder.problems.clone();
    let site = model::read(&folder, &Request::default(), &mut problems).unwrap();
    (site, problems)
}

#[test]
fn the_town_reads_without_a_finding() {
    let (site, mut problems) = town();
    problems.retain(|problem| problem.code != "unreadable-text");
    let found: Vec<_> =
        problems.iter().map(|problem| (problem.code, &problem.place, &problem.message.zh)).collect();
    assert!(problems.is_empty(), "{found:#?}");
    assert!(!problems.iter().any(|problem| problem.severity == Severity::Error));
    assert_eq!(site.entries.len(), 22);
    assert_eq!((site.units.len(), site.boards.len(), site.catalogue.len()), (25, 19, 34));
    assert_eq!(site.date, Date::new(2022, 12, 23).unwrap());
}

#[test]
fn the_villages_add_up_to_the_town() {
    let (site, _) = town();
    let villages: Vec<_> = site.units.iter().filter_map(|unit| unit.village).collect();
    let sum = |of: fn(&model::VillageFacts) -> u32| villages.iter().map(of).sum::<u32>();
    assert_eq!(villages.len(), 15);
    assert_eq!(sum(|village| village.groups), 112);
    assert_eq!(sum(|village| village.households), 7504);
    assert_eq!(sum(|village| village.people), 25586);
    let two = ["v-longjingkan", "v-hongyanzui"].map(|id| site.unit(id).unwrap().village.unwrap().households);
    let resettled = site.entry("13-拆迁征地补偿标准").unwrap().distribution.as_ref().unwrap();
    assert_eq!(resettled.households, Some(two.iter().sum()));
}
