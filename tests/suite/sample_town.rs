//! The town in `content/`, as everybody who tries the program first sees it.

use mingbai::calendar::Date;
use mingbai::diagnostic::Severity;
use mingbai::document::{BlockKind, Cell, Row};
use mingbai::load::{self, Folder};
use mingbai::model::{self, Request, Site};
use mingbai::review::{self, WebPart};
use std::path::Path;

fn folder() -> Folder {
    load::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), load::CONTENT_TEXTS).unwrap()
}

fn town() -> (Site, Vec<mingbai::diagnostic::Diagnostic>) {
    let folder = folder();
    let mut problems = folder.problems.clone();
    let site = model::read(folder, &Request::default(), &mut problems).unwrap();
    (site, problems)
}

#[test]
fn the_town_reads_without_a_fault() {
    let (site, problems) = town();
    let found: Vec<_> =
        problems.iter().map(|problem| (problem.code, problem.spoiled().unwrap().name())).collect();
    assert_eq!(
        found,
        [("not-utf-8", "退耕还林补植指标.csv")],
        "only the file that lies there in GBK on purpose"
    );
    assert_ne!(problems[0].severity, Severity::Error);
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

#[test]
fn what_entries_name_is_what_the_town_has() {
    let (site, _) = town();
    for entry in &site.entries {
        let units = entry.co_units.iter().chain([&entry.unit, &entry.contact]);
        let asked = units.chain(entry.objections.as_ref().map(|objections| &objections.to));
        asked.for_each(|unit| assert!(site.unit(&unit.value).is_some(), "{}: {}", entry.id, unit.value));
        assert!(entry.boards.iter().all(|board| site.board(&board.value).is_some()), "{}", entry.id);
        let row = site.row(&entry.catalogue_item.as_ref().unwrap().value).unwrap();
        assert!(
            row.units.iter().any(|unit| unit.value == entry.unit.value),
            "{} answers for {}",
            row.unit_text,
            entry.id
        );
        assert_eq!(row.category, Some(entry.category), "{} of {}", row.id.value, entry.id);
        assert!(entry.corrects.iter().all(|id| site.entry(&id.value).is_some()), "{}", entry.id);
    }
    assert_eq!(site.entry("10-救灾款物分配").unwrap().boards.len(), 16, "v-* is every village's board");
}

#[test]
fn what_is_for_few_is_not_on_the_web() {
    let (site, _) = town();
    let part = |id: &str| review::web_part(&site, site.entry(id).unwrap());
    assert_eq!(part("06-职工津补贴"), WebPart::Nothing, "for staff");
    assert_eq!(part("09-低保对象公示"), WebPart::Announcement, "on boards only");
    assert_eq!(part("18-中层干部轮岗公示"), WebPart::Nothing, "not yet up");
    assert_eq!(part("04-第三季度财政收支"), WebPart::Whole, "in the archive");
}

#[test]
fn the_town_keeps_its_deadlines() {
    let (site, _) = town();
    for entry in &site.entries {
        if let Some(deadline) = model::deadline(&site, entry) {
            assert!(entry.post_from <= deadline.date, "{}: {}", entry.id, deadline.date);
            assert!(deadline.certain);
        }
    }
}

#[test]
fn addresses_are_ascii_and_check_codes_differ() {
    let (site, _) = town();
    let mut codes: Vec<_> = site.entries.iter().map(|entry| entry.check_code.clone()).collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), site.entries.len());
    let slugs: Vec<_> = site.entries.iter().map(|entry| entry.slug.as_str()).collect();
    assert!(slugs.iter().all(|slug| slug.is_ascii()));
    assert!(
        slugs.contains(&"09-di-bao-dui-xiang-gong-shi") && slugs.contains(&"14-tui-geng-huan-lin-zhi-biao")
    );
}

#[test]
fn tables_come_from_workbooks_and_old_files_as_shown() {
    let (site, _) = town();
    let table = |id: &str| {
        let body = site.body(site.entry(id).unwrap()).unwrap();
        let found = body.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        let table = found.unwrap();
        let words = |row: &Row| row.cells.iter().map(Cell::text).collect::<Vec<_>>();
        let rows: Vec<_> = table.rows.iter().map(words).collect();
        assert_eq!(
            table.rows.iter().map(|row| row.total).collect::<Vec<_>>(),
            [vec![false; 15], vec![true]].concat()
        );
        (words(&table.head[0]), rows)
    };
    let (head, rows) = table("07-村集体资产增减");
    assert_eq!(head, ["序号", "村名", "年初数（元）", "本年增加（元）", "本年减少（元）", "年末数（元）"]);
    assert_eq!(rows[0], ["1", "青楠坝村", "862,300.00", "42,000.00", "6,000.00", "898,300.00"]);
    assert_eq!(rows[15], ["", "合计", "6,762,000.00", "331,000.00", "50,900.00", "7,042,100.00"]);
    let (head, rows) = table("14-退耕还林指标");
    assert_eq!(head, ["序号", "村名", "指标（亩）", "补助（元）"]);
    assert_eq!(rows[10], ["11", "松林坡村", "30.0", "4,800.00"]);
}

#[test]
fn the_photograph_lies_beside_its_entry() {
    let (site, _) = town();
    let entry = site.entry("16-村道硬化工程").unwrap();
    let pictures = model::pictures(&entry.path, &site.body(entry).unwrap());
    assert_eq!(
        pictures.iter().map(|path| path.as_str()).collect::<Vec<_>>(),
        ["entries/村道混凝土面层施工.jpg"]
    );
}
