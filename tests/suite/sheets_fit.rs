//! How sheets fill their paper: larger where there is room, sums carried where there is none, and as the entry asks.

use crate::sheets::{MM, NOTICE, ReadBack, entry, findings, read, sheet};
use mingbai::terms::{Orientation, Paper, SheetTemplate};

/// The size in which the first character of some words stands, in points.
fn size_of(paper: &ReadBack, words: &str) -> f64 {
    let text: String = paper.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
    let at = text.find(words).unwrap_or_else(|| panic!("“{words}” is not in {text}"));
    let mut before = 0;
    let glyph = paper.glyphs.iter().find(|glyph| {
        before += glyph.text.len();
        before > at
    });
    glyph.unwrap().size * MM
}

#[test]
fn a_short_notice_is_set_larger() {
    let short = read(&sheet(entry("关于低保的公示", "kind: publication", NOTICE)));
    assert!((size_of(&short, "经入户调查") - 22.0).abs() < 0.1);
    assert!(size_of(&short, "陈*兰") > 16.0);
    let full = "经入户调查、信息核对和民主评议，拟将下列农户纳入农村低保，现予公示。\n\n".repeat(8);
    let full = read(&sheet(entry("关于低保的公示", "kind: publication", &full)));
    assert_eq!(full.sizes.len(), 1);
    assert!((size_of(&full, "经入户调查") - 18.0).abs() < 0.1, "a full sheet has the usual size");
}

#[test]
fn a_table_of_few_rows_is_set_larger_and_a_full_one_is_not() {
    let table = |rows: usize| {
        let row = "| 石桥湾村人畜饮水工程 | 省级水利专项 | 360,000.00 | 324,000.00 |\n".repeat(rows);
        let body = format!("| 项目 | 资金来源 | 到账金额（元） | 已拨付（元） |\n|---|---|---:|---:|\n{row}");
        let sheet = sheet(entry("专项资金使用情况", "kind: publication\nsheet: {template: table}", &body));
        let paper = read(&sheet);
        (sheet.facts.pages, size_of(&paper, "石桥湾村人畜饮水工程"))
    };
    let (pages, size) = table(4);
    assert!(pages == 1 && (size - 18.0).abs() < 0.1, "{size}");
    let (pages, size) = table(16);
    assert!(pages == 1 && (size - 12.0).abs() < 0.1, "{size}");
    // However many rows there are, larger type never takes a second sheet before the usual one would.
    let sizes: Vec<(usize, f64)> = (5..16).map(table).collect();
    assert!(sizes.iter().all(|(pages, _)| *pages == 1), "{sizes:?}");
    assert!(sizes.windows(2).all(|pair| pair[0].1 >= pair[1].1), "{sizes:?}");
}

#[test]
fn official_papers_keep_the_size_of_the_standard() {
    let paper = read(&sheet(entry("通告", "kind: public_notice", "特此通告。")));
    assert!((size_of(&paper, "特此通告") - 15.75).abs() < 0.05);
}

#[test]
fn short_cells_and_units_keep_to_one_line() {
    let body = "| 项目 | 对象 | 标准（元/学期） | 性质 | 依据 |\n|---|---|---:|---|---|\n\
        | 教科书 | 义务教育阶段 | 0.00 | 免费 | 义务教育经费保障政策和县教育局有关通知 |\n\
        | 伙食费 | 自愿在校就餐 | 720.00 | 按实结算 | 便民服务大厅2号窗口公布的膳食委员会决议 |\n";
    let paper = read(&sheet(entry("收费公示", "kind: publication\nsheet: {template: notice}", body)));
    for words in ["义务教育阶段", "自愿在校就餐", "按实结算", "（元/学期）"] {
        let text: String = paper.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        let at = text.find(words).unwrap();
        let mut before = 0;
        let lines: Vec<f64> = paper
            .glyphs
            .iter()
            .filter(|glyph| {
                before += glyph.text.len();
                before > at && before <= at + words.len()
            })
            .map(|glyph| glyph.y)
            .collect();
        assert_eq!(lines.len(), words.chars().count(), "{words}");
        assert!(lines.iter().all(|y| (y - lines[0]).abs() < 0.2), "“{words}” breaks: {lines:?}");
    }
}

/// The figures that stand in the line of each of these words, one a sheet.
fn figures(paper: &ReadBack, name: &str) -> Vec<(u32, i64)> {
    let mut found = Vec::new();
    let first = name.chars().next().unwrap().to_string();
    for (at, glyph) in paper.glyphs.iter().enumerate().filter(|(_, glyph)| glyph.text == first) {
        let line: String = paper.glyphs[at..]
            .iter()
            .take_while(|next| (next.y - glyph.y).abs() < 1.0 && next.page == glyph.page)
            .map(|next| next.text.as_str())
            .collect();
        if let Some(figure) = line.strip_prefix(name) {
            let digits: String = figure.chars().filter(char::is_ascii_digit).collect();
            found.push((glyph.page, digits.parse().unwrap()));
        }
    }
    found
}

#[test]
fn a_last_sheet_that_would_hold_a_row_or_two_gets_more_of_them() {
    let made = |count: usize| {
        let rows: String =
            (1..=count).map(|at| format!("| {at} | 青楠坝村 | {at}组 | 陈*田家庭 |\n")).collect();
        let body = format!("名单如下：\n\n| 序号 | 村名 | 村组 | 文明户 |\n|---:|---|---|---|\n{rows}");
        let sheet = sheet(entry("文明户评选结果公布", "kind: publication", &body));
        let paper = read(&sheet);
        let names =
            |page: u32| paper.glyphs.iter().filter(|glyph| glyph.page == page && glyph.text == "陈").count();
        (sheet.facts.pages, names(1), names(2))
    };
    let first = (10..40).find(|count| made(*count).0 > 1).unwrap();
    for count in first..first + 4 {
        let (pages, above, below) = made(count);
        assert!(pages == 2 && above + below == count && below >= 4, "{count} rows: {above} and {below}");
        assert!(above > below, "the first sheet is the fuller one");
    }
}

#[test]
fn sums_are_carried_from_sheet_to_sheet() {
    let rows: String = (1..=60).map(|at| format!("| {at} | 王某 | {}.50 |\n", 1000 + at)).collect();
    let body = format!(
        "<!-- table: pay -->\n\n| 序号 | 姓名 | 金额（元） |\n|---|---|---:|\n{rows}| 合计 | | 61,860.00 |\n"
    );
    let fields = "kind: publication\nsheet: {template: table}\ntables:\n  - {id: pay, total_row: 合计, sum_columns: [金额（元）]}";
    let sheet = sheet(entry("发放表", fields, &body));
    let paper = read(&sheet);
    let pages = sheet.facts.pages;
    assert!(pages > 2);
    assert_eq!(paper.words().matches("序号姓名金额（元）").count(), pages);
    let (sums, carried, total) =
        (figures(&paper, "本页小计"), figures(&paper, "承前页"), figures(&paper, "合计"));
    assert_eq!((sums.len(), carried.len(), total.len()), (pages, pages - 1, 1));
    let mut so_far = 0;
    for (page, sum) in &sums {
        if *page > 1 {
            assert!(carried.contains(&(*page, so_far)), "{carried:?} {so_far}");
        }
        so_far += sum;
    }
    // In hundredths: 60 rows of 1001.50 to 1060.50.
    assert_eq!((so_far, total[0]), (6_186_000, (pages as u32, 6_186_000)));
}

#[test]
fn the_entry_says_how_its_sheets_are() {
    let facts =
        |line: &str| sheet(entry("关于低保的公示", &format!("kind: publication\n{line}"), NOTICE)).facts;
    for (line, template, paper, orientation) in [
        ("sheet: {template: table}", SheetTemplate::Table, Paper::A4, Orientation::Landscape),
        ("sheet: {template: table, paper: A3}", SheetTemplate::Table, Paper::A3, Orientation::Landscape),
        (
            "sheet: {template: table, orientation: portrait}",
            SheetTemplate::Table,
            Paper::A4,
            Orientation::Portrait,
        ),
        ("sheet: {template: official, paper: A3}", SheetTemplate::Official, Paper::A4, Orientation::Portrait),
        ("sheet: {paper: A3}", SheetTemplate::Notice, Paper::A3, Orientation::Portrait),
        ("sheet: {orientation: landscape}", SheetTemplate::Notice, Paper::A4, Orientation::Landscape),
        ("sheet: {size: large}", SheetTemplate::Large, Paper::A3, Orientation::Portrait),
        ("sheet: {size: large, paper: A4}", SheetTemplate::Large, Paper::A4, Orientation::Portrait),
        ("sheet: {template: roll, paper: A4}", SheetTemplate::Roll, Paper::A4, Orientation::Portrait),
    ] {
        let facts = facts(line);
        assert_eq!(
            (facts.template, facts.paper, facts.orientation),
            (template, paper, orientation),
            "{line}"
        );
    }
}

#[test]
fn the_most_sheets_allowed_are_kept_to() {
    let lines = |count: usize, line: &str| {
        let body = "拟将下列农户纳入农村低保。\n\n".repeat(count);
        entry("关于低保的公示", &format!("kind: publication\n{line}"), &body)
    };
    let usual = (10..60).find(|count| sheet(lines(*count, "")).facts.pages > 1).unwrap();
    assert_eq!(sheet(lines(usual - 1, "sheet: {max_sheets: 1}")).facts.pages, 1);
    assert_eq!(findings(lines(usual + 20, "sheet: {max_sheets: 1}"))[0].code, "too-many-sheets");
}

#[test]
fn large_type_is_read_from_afar() {
    let text = "经入户调查、信息核对和民主评议，拟将下列农户纳入农村低保，现予公示。\n\n".repeat(8);
    let large = sheet(entry("关于低保的公示", "kind: publication\nsheet: {size: large}", &text));
    let paper = read(&large);
    assert_eq!(paper.sizes.len(), large.facts.pages);
    for (width, height) in &paper.sizes {
        assert!((width - 297.0).abs() < 0.2 && (height - 420.0).abs() < 0.2);
    }
    assert!(size_of(&paper, "经入户调查") > 25.9 && size_of(&paper, "关于低保的公示") > 41.9);
    let left =
        paper.glyphs.iter().filter(|glyph| glyph.y > 60.0 && glyph.size * MM > 25.0).map(|glyph| glyph.x);
    assert!(left.fold(f64::INFINITY, f64::min) > 24.9, "the margin is 25 mm");
}

#[test]
fn text_grows_around_a_table_that_cannot() {
    let body = "经石桥湾村党支部研究、镇党委预审，拟接收下列2名同志为中共预备党员，现予公示。\n\n\
        | 姓名 | 性别 | 出生年月 | 文化程度 | 所在支部 | 列为发展对象时间 |\n|---|---|---|---|---|---|\n\
        | 张某甲 | 男 | 1991年3月 | 大专 | 石桥湾村党支部 | 2022年9月 |\n\
        | 李某乙 | 女 | 1994年11月 | 高中 | 石桥湾村党支部 | 2022年9月 |\n\n\
        对公示对象有意见的，请署真实姓名向镇党政办反映。";
    let paper = read(&sheet(entry("关于拟接收预备党员的公示", "kind: publication", body)));
    assert_eq!(paper.sizes.len(), 1);
    // Both grow alike where the table can grow too: 18 to 15 points, 22 to 19.
    let ratio = size_of(&paper, "对公示对象") / size_of(&paper, "张某甲");
    assert!(ratio > 1.25, "{ratio}");
}
