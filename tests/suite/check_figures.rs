//! The figures and dates of the sample town: one changed digit in any of them is found, by the rule that should.

use crate::check::found;
use crate::problems::lay;
use std::fs;
use std::path::Path;

fn town() -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    fs::create_dir(site.path().join("content")).unwrap();
    lay(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &site.path().join("content"));
    site
}

/// The slips of a clerk's hand: the file, what is written, what is typed instead, and the rule that finds it.
const SLIPS: &[(&str, &str, &str, &str)] = &[
    ("01-机构职能与领导分工.md", "| 合计 |  | 30 |", "| 合计 |  | 31 |", "wrong-total"),
    ("04-第三季度财政收支.md", "2,604,900.00", "2,640,900.00", "wrong-total"),
    ("04-第三季度财政收支.md", "| 63.8% |", "| 68.3% |", "wrong-percentage"),
    ("05-专项资金使用.md", "36,000.00", "63,000.00", "row-formula-broken"),
    ("05-专项资金使用.md", "112,000.00", "１１２,000.00", "untidy-number"),
    ("06-职工津补贴.md", "3,900.00", "3,600.00", "wrong-total"),
    ("08-优抚补助标准.md", "28,050.00", "28,500.00", "row-formula-broken"),
    ("09-低保对象公示.md", "下列8户", "下列9户", "wrong-count"),
    ("09-低保对象公示.md", "| 8户 |", "| 7户 |", "wrong-count"),
    ("09-低保对象公示.md", "现予公示7天", "现予公示9天", "posting-days-differ"),
    ("10-救灾款物分配.md", "大米1,400公斤", "大米1,450公斤", "text-differs"),
    ("10-救灾款物分配.md", "| 15 | 高坪顶村", "| 15 | 高坪顶寨村", "village-unknown"),
    ("10-救灾款物分配.md", "| 7 | 龙井坎村", "| 7 | 新桥沟村", "village-missing"),
    ("10-救灾款物分配.md", "| 7 | 龙井坎村", "| 8 | 龙井坎村", "serial-gap"),
    ("12-宅基地审批结果.md", "120.0", "102.0", "wrong-total"),
    ("13-拆迁征地补偿标准.md", "households: 907", "households: 970", "village-figures"),
    ("14-退耕还林指标.md", "指标300亩", "指标330亩", "text-differs"),
    ("16-村道硬化工程.md", "| 357,000.00 |", "|  |", "blank-cell"),
    ("18-中层干部轮岗公示.md", "2023年1月3日（5个工作日", "2023年1月4日（5个工作日", "posting-date-differs"),
    ("18-中层干部轮岗公示.md", "（5个工作日", "（7个工作日", "posting-days-differ"),
    ("03-发展党员公示.md", "至12月29日", "至12月39日", "impossible-date"),
    ("19-评选先进公示.md", "| 文明户 | 15 |", "| 文明户 | 16 |", "tables-differ"),
    ("22-更正启事.md", "应为2,604,900.00元", "应为2,604,800.00元", "cited-differs"),
];

#[test]
fn one_slip_anywhere_in_the_town_is_found_by_its_rule() {
    let mut faults = Vec::new();
    let town = town();
    for (name, written, typed, code) in SLIPS {
        let path = town.path().join("content/entries").join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(written), "{name} has no {written}");
        fs::write(&path, text.replacen(written, typed, 1)).unwrap();
        let told = found(town.path());
        if !told.contains(&format!("[{code}]")) {
            faults.push(format!("{name}: {typed} for {written} is not found by {code}, but: {told}"));
        }
        fs::write(&path, text).unwrap();
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
