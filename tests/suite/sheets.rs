//! Sheets read back from their PDFs: pages, paper, fonts, words, where every glyph lies.

use mingbai::calendar::Date;
use mingbai::diagnostic::{Diagnostic, Severity};
use mingbai::load::Folder;
use mingbai::model::{self, Pictures, Request, Site};
use mingbai::site_path::SitePath;
use mingbai::source::Source;
use mingbai::terms::{Orientation, Paper, SheetChoice, SheetTemplate};
use mingbai::theme::Theme;
use mingbai::typeset::{self, Fonts, Sheet};
use pdf_extract::{Document, MediaBox, Object, OutputDev, OutputError, Transform};
use proptest::prelude::*;
use std::process::Command;
use std::sync::LazyLock;

const UNITS: &str = "\
- {id: mzb, name: 青楠镇民政办公室, short: 民政办, kind: department, phone: 0000-1234502, place: 便民服务大厅2号窗口}
";
const SITE: &str =
    "town: 青楠镇\ntitle: 青楠镇公开栏\nsupervision_phone: 0000-1234567\naddress: https://town.example/\n";
const BOARDS: &str = "- {id: town-main, name: 大门公开栏, unit: mzb, width_mm: 2400, height_mm: 1200}\n";
const CATALOGUE: &str = "\
id,level1,item,unit,basis,limit,min_posting,duration_class,channels,audience
MZ-02,民政,低保公示,民政办,社会救助暂行办法第11条,5wd,7d,staged,board website,society
";
const YEAR: &str = "year: 2022\nrest_days:\n  - {date: 2022-12-31, name: 元旦}\n";

static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::load(None, &mut Vec::new()).unwrap());
static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::new(Vec::new(), &THEME, &mut Vec::new()));

pub(crate) fn entry(title: &str, fields: &str, body: &str) -> String {
    format!(
        "---\ntitle: {title}\nunit: mzb\ncatalogue_item: MZ-02\nformed_on: 2022-12-20\nissued_on: 2022-12-21\n\
         post_from: 2022-12-21\npost_until: 2022-12-27\naudience: society\nchannels: [board, website]\n{fields}\n---\n\n{body}\n"
    )
}

pub(crate) fn town(entries: &[String], drafts: bool) -> Site {
    let mut folder = Folder::default();
    let mut add = |path: String, text: &str| {
        let path = SitePath::new(&path).unwrap();
        folder.sources.insert(path.clone(), Source::new(path, text));
    };
    for (path, text) in [
        ("site.yaml", SITE),
        ("units.yaml", UNITS),
        ("boards.yaml", BOARDS),
        ("catalogue.csv", CATALOGUE),
        ("calendar/2022.yaml", YEAR),
    ] {
        add(path.to_owned(), text);
    }
    for (at, text) in entries.iter().enumerate() {
        add(format!("entries/{at:02}.md"), text);
    }
    let mut problems = Vec::new();
    let request = Request { date: Date::new(2022, 12, 23), drafts };
    let site = model::read(folder, &request, &mut problems);
    let errors: Vec<_> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    let site = site.unwrap_or_else(|| panic!("{errors:#?}"));
    assert_eq!(site.entries.len(), entries.len(), "{errors:#?}");
    site
}

pub(crate) fn set(site: &Site) -> (Vec<Sheet>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let sheets = typeset::sheets(site, &THEME, &FONTS, SheetChoice::Current, &Pictures::new(), &mut problems);
    (sheets, problems)
}

/// The one sheet of an entry that must set without a word.
pub(crate) fn sheet(entry: String) -> Sheet {
    let (mut sheets, problems) = set(&town(&[entry], false));
    assert_eq!(problems, Vec::new());
    sheets.pop().unwrap()
}

pub(crate) fn findings(entry: String) -> Vec<Diagnostic> {
    let (sheets, problems) = set(&town(&[entry], false));
    assert!(sheets.is_empty() || problems.iter().all(|problem| problem.severity != Severity::Error));
    problems
}

/// One character on paper: its page, its left end and baseline and its size, in mm from the upper left corner.
#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    pub(crate) page: u32,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) size: f64,
    pub(crate) text: String,
}

#[derive(Default)]
struct Reader {
    page: u32,
    height: f64,
    sizes: Vec<(f64, f64)>,
    glyphs: Vec<Glyph>,
}

pub(crate) const MM: f64 = 72.0 / 25.4;

impl OutputDev for Reader {
    fn begin_page(
        &mut self,
        page: u32,
        media: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.page = page;
        self.height = media.ury;
        self.sizes.push((media.urx / MM, media.ury / MM));
        Ok(())
    }
    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
    fn output_character(
        &mut self,
        place: &Transform,
        _: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let (x, y, size) = (place.m31 / MM, (self.height - place.m32) / MM, size * place.m22.abs() / MM);
        self.glyphs.push(Glyph { page: self.page, x, y, size, text: text.to_owned() });
        Ok(())
    }
    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

pub(crate) struct ReadBack {
    document: Document,
    pub(crate) sizes: Vec<(f64, f64)>,
    pub(crate) glyphs: Vec<Glyph>,
}

pub(crate) fn read(sheet: &Sheet) -> ReadBack {
    let document = Document::load_mem(&sheet.pdf).unwrap();
    let mut reader = Reader::default();
    pdf_extract::output_doc(&document, &mut reader).unwrap();
    ReadBack { document, sizes: reader.sizes, glyphs: reader.glyphs }
}

impl ReadBack {
    pub(crate) fn words(&self) -> String {
        squeezed(&self.glyphs.iter().map(|glyph| glyph.text.as_str()).collect::<String>())
    }

    fn info(&self, key: &str) -> String {
        let info = self.document.trailer.get(b"Info").unwrap();
        let info = self.document.dereference(info).unwrap().1.as_dict().unwrap();
        let Object::String(bytes, _) = info.get(key.as_bytes()).unwrap() else { panic!("{key} is no text") };
        match bytes.strip_prefix(&[0xfe, 0xff]) {
            Some(wide) => {
                let units: Vec<u16> =
                    wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                String::from_utf16(&units).unwrap()
            }
            None => String::from_utf8_lossy(bytes).into_owned(),
        }
    }

    /// Every font's name, and whether all of them are embedded.
    fn fonts(&self) -> (Vec<String>, bool) {
        let mut names = Vec::new();
        let mut embedded = true;
        for object in self.document.objects.values() {
            let Ok(dict) = object.as_dict() else { continue };
            if dict.get(b"Type").and_then(Object::as_name).ok() == Some(b"FontDescriptor") {
                names.push(
                    String::from_utf8_lossy(dict.get(b"FontName").unwrap().as_name().unwrap()).into_owned(),
                );
                embedded &= dict.has(b"FontFile2") || dict.has(b"FontFile3");
            }
        }
        (names, embedded)
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && *character != '\u{200b}').collect()
}

pub(crate) const NOTICE: &str = "经入户调查、信息核对和民主评议，拟将下列2户纳入农村低保，现予公示7天。\n\n\
    | 户主姓名 | 村组 | 月保障金额（元） |\n|---|---|---:|\n| 陈*兰 | 青楠坝村3组 | 760.00 |\n| 合计 | 1户 | 760.00 |\n";

fn notice() -> String {
    let fields = "kind: public_notification\nposting_period: {length: 7, unit: days, start_counts: true}\n\
        objections: {to: mzb, how: [in_person, phone]}";
    entry("关于2022年第四季度新增农村最低生活保障对象的公示", fields, NOTICE)
}

#[test]
fn a_notice_reads_back_as_it_was_written() {
    let sheet = sheet(notice());
    assert_eq!((sheet.facts.template, sheet.facts.pages), (SheetTemplate::Notice, 1));
    let paper = read(&sheet);
    assert_eq!(paper.sizes.len(), 1);
    assert!(
        (paper.sizes[0].0 - 210.0).abs() < 0.1 && (paper.sizes[0].1 - 297.0).abs() < 0.1,
        "{:?}",
        paper.sizes
    );
    let words = paper.words();
    for part in [
        "关于2022年第四季度新增农村最低生活保障对象的公示",
        "经入户调查、信息核对和民主评议，拟将下列2户纳入农村低保，现予公示7天。",
        "户主姓名村组月保障金额（元）陈*兰青楠坝村3组760.00合计1户760.00",
        "2022年12月21日至12月27日",
        "青楠镇民政办公室（便民服务大厅2号窗口）",
        "监督电话0000-1234567",
        "第1张共1张",
    ] {
        assert!(words.contains(part), "“{part}” is not in {words}");
    }
    let (names, embedded) = paper.fonts();
    assert!(embedded && names.iter().all(|name| name.contains("Mingbai")), "{names:?}");
}

#[test]
fn a_sheet_says_what_it_is() {
    let sheet = sheet(notice());
    let paper = read(&sheet);
    assert_eq!(paper.info("Title"), "关于2022年第四季度新增农村最低生活保障对象的公示");
    assert_eq!(paper.info("Author"), "青楠镇民政办公室");
    assert!(paper.info("CreationDate").starts_with("D:20221223"), "{}", paper.info("CreationDate"));
    let catalog = paper.document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    assert!(catalog.has(b"StructTreeRoot"));
    let metadata = catalog.get(b"Metadata").and_then(|object| paper.document.dereference(object)).unwrap().1;
    let metadata = metadata.as_stream().unwrap().get_plain_content().unwrap();
    let metadata = String::from_utf8_lossy(&metadata);
    assert!(
        metadata.contains("<pdfaid:part>2</pdfaid:part>")
            && metadata.contains("<pdfuaid:part>1</pdfuaid:part>")
    );
}

#[test]
fn the_code_leads_to_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let (pdf, png) = (folder.path().join("sheet.pdf"), folder.path().join("sheet"));
    std::fs::write(&pdf, sheet(notice()).pdf).unwrap();
    let drawn =
        Command::new("pdftoppm").args(["-r", "150", "-png", "-singlefile"]).arg(&pdf).arg(&png).status();
    let read = Command::new("zbarimg").args(["-q", "--raw"]).arg(png.with_extension("png")).output();
    let (Ok(_), Ok(read)) = (drawn, read) else {
        assert!(
            std::env::var_os("MINGBAI_TEST_ALL").is_none(),
            "pdftoppm (poppler-utils) and zbarimg (zbar-tools) are needed"
        );
        #[expect(clippy::print_stderr, reason = "who runs the tests should know what was skipped")]
        {
            eprintln!("skipped: it needs pdftoppm (poppler-utils) and zbarimg (zbar-tools)");
        }
        return;
    };
    let address = String::from_utf8_lossy(&read.stdout).trim().to_owned();
    assert!(
        address.starts_with("https://town.example/entry/mzb/") && address.ends_with(".html"),
        "{address}"
    );
}

#[test]
fn the_same_entry_makes_the_same_bytes() {
    let site = town(&[notice(), official(30)], false);
    assert_eq!(set(&site).0, set(&site).0);
}

fn official(paragraphs: usize) -> String {
    let text = "为切实做好冬季森林防火工作保护森林资源和人民群众生命财产安全根据有关法律法规的规定经镇人民政府研究现将有关事项通告如下请各村认真执行不得有误并及时上报有关情况供镇里研究".repeat(2);
    entry(
        "青楠镇人民政府关于加强冬季森林防火工作的通告",
        "kind: public_notice",
        &format!("{text}\n\n").repeat(paragraphs),
    )
}

#[test]
fn an_official_paper_has_22_lines_of_28_characters() {
    let sheet = sheet(official(12));
    assert_eq!(sheet.facts.template, SheetTemplate::Official);
    let paper = read(&sheet);
    // The second page holds nothing but text: 15.75 pt, in the block from 37 to 262 mm.
    let text: Vec<&Glyph> = paper
        .glyphs
        .iter()
        .filter(|glyph| glyph.page == 2 && glyph.y < 262.0 && !glyph.text.trim().is_empty())
        .collect();
    assert!(text.iter().all(|glyph| (glyph.size * MM - 15.75).abs() < 0.05));
    let mut lines: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in text {
        match lines.iter_mut().find(|line| (line[0].y - glyph.y).abs() < 0.5) {
            Some(line) => line.push(glyph),
            None => lines.push(vec![glyph]),
        }
    }
    assert_eq!(lines.len(), 22);
    let longest = lines.iter().map(Vec::len).max();
    assert_eq!(longest, Some(28));
    for pair in lines.windows(2) {
        assert!((pair[1][0].y - pair[0][0].y - 225.0 / 22.0).abs() < 0.02);
    }
    for glyph in lines.iter().flatten() {
        assert!(glyph.x > 27.9 && glyph.x + 5.56 < 184.2 && glyph.y > 37.0, "{glyph:?}");
    }
    // An indent of two characters, exactly.
    assert!(lines.iter().any(|line| (line[0].x - 28.0 - 2.0 * 15.75 / MM).abs() < 0.1));
}

#[test]
fn every_template_keeps_ten_millimetres_from_the_edge() {
    let table = "| 序号 | 户主姓名 | 村组 | 类别 | 人数（人） | 月保障金额（元） | 年初至今发放（元） | 备注 |\n|---|---|---|---|---:|---:|---:|---|\n"
        .to_owned()
        + &"| 1 | 王*国 | 石桥湾村1组 | 农村低保 | 2 | 420.00 | 5,040.00 | 因病致贫，家庭主要劳动力长期患病 |\n".repeat(45);
    let guide = "kind: service_guide\nservice:\n  conditions: [本集体经济组织成员, 一户一宅]\n  materials: [申请表, 户口簿]\n  \
        procedure: [户主申请, 村级审查, 镇政府审批, 发证]\n  time_limit: {length: 20, unit: working_days}\n  fee: 不收费";
    let names = "| 姓名 | 村组 |\n|---|---|\n".to_owned() + &"| 张某甲 | 石桥湾村1组 |\n".repeat(60);
    let a4 = (Paper::A4, Orientation::Portrait);
    for (text, template, paper) in [
        (notice(), SheetTemplate::Notice, a4),
        (official(12), SheetTemplate::Official, a4),
        (
            entry("2022年农村低保发放表", "kind: publication", &table),
            SheetTemplate::Table,
            (Paper::A4, Orientation::Landscape),
        ),
        (entry("办事指南", guide, "先向村民小组提出。"), SheetTemplate::Guide, a4),
        (
            entry("2022年度先进个人光荣榜", "kind: roll", &names),
            SheetTemplate::Roll,
            (Paper::A3, Orientation::Portrait),
        ),
        (
            entry("关于低保的公示", "kind: public_notification\nsheet: {size: large}", NOTICE),
            SheetTemplate::Large,
            (Paper::A3, Orientation::Portrait),
        ),
    ] {
        let sheet = sheet(text);
        assert_eq!((sheet.facts.template, (sheet.facts.paper, sheet.facts.orientation)), (template, paper));
        let read = read(&sheet);
        assert_eq!(read.sizes.len(), sheet.facts.pages);
        let (short, long) = if paper.0 == Paper::A4 { (210.0, 297.0) } else { (297.0, 420.0) };
        let (wide, high) = if paper.1 == Orientation::Portrait { (short, long) } else { (long, short) };
        for (width, height) in &read.sizes {
            assert!(
                (width - wide).abs() < 0.2 && (height - high).abs() < 0.2,
                "{template:?}: {width} × {height}"
            );
        }
        for glyph in &read.glyphs {
            let inside = glyph.x > 9.9
                && glyph.x + 0.4 * glyph.size < wide - 9.9
                && glyph.y - 0.8 * glyph.size > 9.9
                && glyph.y < high - 9.9;
            assert!(inside, "{template:?}: {glyph:?}");
        }
        let count = sheet.facts.pages;
        assert!(read.words().contains(&format!("第{count}张共{count}张")), "{template:?}");
    }
}

#[test]
fn a_draft_says_so_across_the_sheet() {
    let draft = entry("草稿", "kind: publication\ndraft: true", "还没有审核。");
    assert!(
        set(&town(std::slice::from_ref(&draft), true))
            .0
            .iter()
            .any(|sheet| read(sheet).words().contains("未审核"))
    );
    assert!(!read(&sheet(notice())).words().contains("未审核"));
}

#[test]
fn a_notice_that_nearly_fits_is_set_tighter() {
    let lines = |count: usize| {
        let body = "拟将下列农户纳入农村低保。\n\n".repeat(count);
        sheet(entry("关于低保的公示", "kind: publication", &body)).facts.pages
    };
    let full = (1..40).find(|count| lines(*count) > 1).unwrap();
    // At 18/32 pt no more than 19 lines fit under the head; tighter ones save the second sheet for a while.
    assert!(full > 20, "{full}");
    assert_eq!(lines(60), 3);
}

#[test]
fn too_many_sheets_name_the_sizes_tried() {
    let body = "拟将下列农户纳入农村低保，现予公示。\n\n".repeat(60);
    let found = findings(entry("公示", "kind: publication\nsheet: {max_sheets: 1}", &body));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "too-many-sheets");
    assert!(
        found[0].message.zh.contains("18磅") && found[0].message.zh.contains("16磅"),
        "{}",
        found[0].message.zh
    );
}

#[test]
fn long_words_break_and_wide_tables_never_run_into_each_other() {
    let address = format!("https://www.example.cn/{}", "a".repeat(300));
    let words = read(&sheet(entry("网址", "kind: publication", &address))).words();
    assert!(words.contains(&address));
    let table = format!("| 甲 | 乙 |\n|---|---|\n| {0} | {0} |\n", "b".repeat(200));
    assert!(read(&sheet(entry("宽表", "kind: publication", &table))).words().contains("bbbb"));
    // Figures never break: forty columns of them fit no paper.
    let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(40));
    let table = row("数") + &row("---:") + &row("1,234,567,890.00");
    let found = findings(entry("太宽", "kind: publication", &table));
    assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), ["sheet-overflow"]);
}

#[test]
fn a_character_without_a_font_is_named_with_its_place() {
    let text = entry("公示", "kind: publication", "户主：\u{20000}某。");
    let line = text.lines().count();
    let found = findings(text.clone());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "missing-glyph");
    assert!(found[0].message.zh.contains("U+20000"));
    let Some(mingbai::diagnostic::Place::Text(span)) = &found[0].place else { panic!("no place") };
    let place = Source::new(span.path.clone(), text).line_column(span.range.start as usize);
    assert_eq!((place.line, place.column), (line, 4));
}

#[test]
fn a_fault_in_the_themes_layout_has_a_place_in_it() {
    let mut folder = Folder::default();
    let path = SitePath::new("sheets/lib/notice.typ").unwrap();
    folder.sources.insert(
        path.clone(),
        Source::new(path.clone(), "#let notice(..options, body) = {\n  no-such-name\n}\n"),
    );
    let theme = Theme::load(Some(&folder), &mut Vec::new()).unwrap();
    let mut problems = Vec::new();
    let site = town(&[notice()], false);
    let sheets =
        typeset::sheets(&site, &theme, &FONTS, SheetChoice::Current, &Pictures::new(), &mut problems);
    assert!(sheets.is_empty());
    assert_eq!(problems[0].code, "sheet-error");
    assert_eq!(problems.len(), 1, "told once, not with every entry: {problems:#?}");
    let Some(mingbai::diagnostic::Place::Text(span)) = &problems[0].place else { panic!("{problems:?}") };
    assert_eq!((span.path.as_str(), span.range.start), ("sheets/lib/notice.typ", 35));
}

/// Text that Markdown takes as it is: characters of all planes that the fonts have, none that marks something up.
fn plain_text() -> impl Strategy<Value = String> {
    let han = proptest::char::range('一', '龥');
    let marks = proptest::sample::select("，。；：！？、（）《》“”…—①②㎡％℃〔〕".chars().collect::<Vec<_>>());
    let latin = proptest::sample::select("abcXYZ0123456789".chars().collect::<Vec<_>>());
    proptest::collection::vec(prop_oneof![6 => han, 2 => marks, 2 => latin], 1..120)
        .prop_map(|characters| characters.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_typesets_and_comes_back(title in plain_text(), body in plain_text()) {
        let title: String = format!("题{}", title.chars().take(30).collect::<String>());
        let body = format!("文{body}");
        let site = town(&[entry(&format!("\"{title}\""), "kind: publication", &body)], false);
        let (sheets, problems) = set(&site);
        let missing = problems.iter().any(|problem| problem.code == "missing-glyph");
        prop_assert!(missing || problems.iter().all(|problem| problem.severity != Severity::Error), "{:?}", problems);
        for sheet in &sheets {
            let words = read(sheet).words();
            prop_assert!(words.contains(&squeezed(&title)), "{title} / {words}");
            prop_assert!(words.contains(&squeezed(&body)), "{body} / {words}");
        }
    }
}
