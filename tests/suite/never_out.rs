//! What never gets out: a town in which all that is not public bears a mark of its own, and a search for each mark in every
//! byte of the site, in what its PDFs hold compressed and in their words.

use crate::problems::{folder, lay};
use crate::rebuild::{tree, write};
use pdf_extract::Document;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::Command;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A mark: letters that no page has of itself.
fn mark(what: &str) -> String {
    format!("qzx{what}xzq")
}

/// What is not public, by the mark it bears.
const HIDDEN: &[&str] = &[
    "drafttitle",
    "draftbody",
    "waitingtitle",
    "waitingbody",
    "changed",
    "staff",
    "party",
    "withheld",
    "onrequest",
    "scheduled",
    "boardcell",
    "boardfile",
    "boardfilename",
    "ended",
    "endedsummary",
    "endedfile",
    "withdrawn",
    "sitecomment",
    "unitcomment",
    "entrycomment",
    "htmlcomment",
    "waiverreason",
    "remark",
    "feedback",
    "unused",
    "pictureexif",
    "picturename",
    "attachexif",
    "attachpng",
    "attachauthor",
    "attachname",
    "tableauthor",
    "hiddensheet",
    "tablename",
    "beyondrange",
    "roleword",
];

/// Marks that stand in public places: they show that the search finds what is there.
const SHOWN: &[&str] = &["publictitle", "publicbody", "publiccell", "publicfile", "publicfield"];

/// Personal information that the masked entry holds, as it must not appear anywhere.
const ORIGINALS: &[&str] = &[
    "11010519491231002X",
    "11010519491231002x",
    "110105 19491231 002X",
    "13800138000",
    "138-0013-8001",
    "13800138001",
    "6222021001112345670",
    "101234567890",
    "1962年3月5日",
    "1949-12-31",
    "示例村3组12号",
    "12号附1",
];

fn head(title: &str, fields: &str) -> String {
    let mut head = format!("---\ntitle: {title}\n");
    for usual in [
        "kind: publication",
        "unit: mzb",
        "catalogue_item: DZ-03",
        "formed_on: 2022-12-20",
        "issued_on: 2022-12-21",
    ] {
        let key = usual.split(':').next().unwrap();
        if !fields.lines().any(|line| line.starts_with(key)) {
            writeln!(head, "{usual}").unwrap();
        }
    }
    format!("{head}{fields}\n---\n\n")
}

/// A JPEG of two pixels with words of a camera beside it.
fn jpeg(words: &str) -> Vec<u8> {
    let fixture =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("content/entries/村道混凝土面层施工.jpg"))
            .unwrap();
    let mut bytes = fixture[..2].to_vec();
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0".to_vec();
    exif.extend(words.as_bytes());
    bytes.extend([0xff, 0xe1]);
    bytes.extend(((exif.len() + 2) as u16).to_be_bytes());
    bytes.extend(exif);
    bytes.extend([0xff, 0xfe]);
    bytes.extend(((words.len() + 2) as u16).to_be_bytes());
    bytes.extend(words.as_bytes());
    bytes.extend(&fixture[2..]);
    bytes.extend(words.as_bytes());
    bytes
}

/// A PNG with words beside it.
fn png(words: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.add_text_chunk("Author".to_owned(), words.to_owned()).unwrap();
    encoder.write_header().unwrap().write_image_data(&[0]).unwrap();
    bytes
}

/// A workbook whose cells, author and hidden sheet bear these words.
fn workbook(cell: &str, beyond: &str, author: &str, hidden: Option<&str>) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let row = |number: u32, one: &str, other: &str| {
        format!(
            "<row r=\"{number}\"><c r=\"A{number}\" t=\"inlineStr\"><is><t>{one}</t></is></c><c r=\"B{number}\" t=\"inlineStr\"><is><t>{other}</t></is></c></row>"
        )
    };
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let more = hidden.map_or("", |_| "<sheet name=\"明细\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/>");
    let members = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "_rels/.rels",
            format!("<Relationships>{}</Relationships>", relation("r1", "officeDocument", "xl/workbook.xml")),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships>{}{}</Relationships>",
                relation("r1", "worksheet", "worksheets/sheet1.xml"),
                relation("r2", "worksheet", "worksheets/sheet2.xml")
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/>{more}</sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            sheet(&(row(1, "项目", "说明") + &row(2, cell, "已办") + &row(9, beyond, "x"))),
        ),
        ("xl/worksheets/sheet2.xml", sheet(&row(1, hidden.unwrap_or("无"), "x"))),
        (
            "docProps/core.xml",
            format!("<cp:coreProperties><dc:creator>{author}</dc:creator></cp:coreProperties>"),
        ),
        ("docProps/app.xml", format!("<Properties><Company>{author}</Company></Properties>")),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const LIST: &str = "personal_data: {present: true, fields: [masked_name, village_group], basis: 办法}";

/// Writes the town; the ids of the entries that are approved.
fn town(root: &Path) -> Vec<&'static str> {
    lay(&folder().join("_base"), root);
    let append = |path: &str, text: &str| {
        let old = fs::read_to_string(root.join(path)).unwrap();
        write(root, path, &(old + text));
    };
    append("content/site.yaml", &format!("# {}\n", mark("sitecomment")));
    append("content/units.yaml", &format!("# {}\n", mark("unitcomment")));
    let roles = "- {id: clerk, title: 文员, may: [submit]}\n- {id: head, title: 部门负责人, may: [submit, review_facts]}\n\
                 - {id: secrecy, title: 保密审查员, may: [review_secrecy]}\n- {id: mayor, title: 镇长, may: [approve]}\n";
    write(root, "content/roles.yaml", &format!("{roles}# {}\n", mark("roleword")));
    write(root, "content/registers/feedback.csv", &format!("编号,内容\n1,{}\n", mark("feedback")));
    write(root, "content/entries/没有用到的.csv", &format!("甲,乙\n{},2\n", mark("unused")));
    let entry = |name: &str, title: &str, fields: &str, body: &str| {
        write(root, &format!("content/entries/{name}.md"), &(head(title, fields) + body + "\n"));
    };
    let bytes = |name: &str, bytes: &[u8]| fs::write(root.join("content/entries").join(name), bytes).unwrap();
    entry("draft", &format!("关于{}的公布", mark("drafttitle")), "draft: true", &mark("draftbody"));
    entry("waiting", &format!("关于{}的公布", mark("waitingtitle")), "", &mark("waitingbody"));
    entry("changed", "关于已改事项的公布", "", "原来的字。");
    entry("staff", &format!("关于{}的公布", mark("staff")), "audience: staff", &mark("staff"));
    entry("party", &format!("关于{}的公布", mark("party")), "audience: party_members", &mark("party"));
    entry(
        "withheld",
        &format!("关于{}的公布", mark("withheld")),
        "disclosure: withheld\nexemption: privacy",
        &mark("withheld"),
    );
    entry(
        "onrequest",
        &format!("关于{}的公布", mark("onrequest")),
        "disclosure: on_request",
        &mark("onrequest"),
    );
    entry(
        "scheduled",
        &format!("关于{}的公布", mark("scheduled")),
        "post_from: 2023-01-05",
        &mark("scheduled"),
    );
    entry(
        "withdrawn",
        &format!("关于{}的公布", mark("withdrawn")),
        "withdrawn: {on: 2022-12-22, why: 撤回}",
        &mark("withdrawn"),
    );
    bytes(&format!("{}.txt", mark("boardfilename")), mark("boardfile").as_bytes());
    entry(
        "board",
        "关于只贴墙上事项的公布",
        &format!(
            "channels: [board]\nboards: [town-main]\nattachments: [{{path: {}.txt, title: 附表}}]",
            mark("boardfilename")
        ),
        &format!("见下表。\n\n| 项目 | 说明 |\n|---|---|\n| {} | 甲 |", mark("boardcell")),
    );
    bytes("ended.txt", mark("endedfile").as_bytes());
    entry(
        "ended",
        "关于已满期事项的公布",
        &format!(
            "catalogue_item: DZ-09\npost_from: 2022-12-10\npost_until: 2022-12-20\nformed_on: 2022-12-09\nissued_on: 2022-12-09\n{LIST}\nplain_summary: {}\nattachments: [ended.txt]",
            mark("endedsummary")
        ),
        &format!("{}\n\n| 户主 | 村组 |\n|---|---|\n| 陈*兰 | {} |", mark("ended"), mark("ended")),
    );
    // An entry that is public, with what is not beside it.
    bytes(&format!("{}.jpg", mark("picturename")), &jpeg(&mark("pictureexif")));
    bytes(&format!("{}.jpg", mark("attachname")), &jpeg(&mark("attachexif")));
    bytes("附件.png", &png(&mark("attachpng")));
    bytes("附件.xlsx", &workbook(&mark("publicfile"), "甲", &mark("attachauthor"), None));
    bytes(
        &format!("{}.xlsx", mark("tablename")),
        &workbook(
            &mark("publiccell"),
            &mark("beyondrange"),
            &mark("tableauthor"),
            Some(&mark("hiddensheet")),
        ),
    );
    entry(
        "public",
        &format!("关于{}的公布", mark("publictitle")),
        &format!(
            "# {}\nplain_summary: {} # {}\nboards: [town-main]\nchannels: [board, website]\nattachments:\n  - {{path: {}.jpg, title: 照片}}\n  - {{path: 附件.png, title: 图}}\n  - {{path: 附件.xlsx, title: 表}}\nwaive: [{{rule: wrong-weekday, why: {}, by: 保密审查员}}]",
            mark("entrycomment"),
            mark("publicfield"),
            mark("entrycomment"),
            mark("attachname"),
            mark("waiverreason")
        ),
        &format!(
            "<!-- {} -->\n\n{}，2022年12月24日（星期五）。\n\n![施工现场]({}.jpg)\n\n```table\nfile: {}.xlsx\nsheet: 表\nrange: A1:B2\n```",
            mark("htmlcomment"),
            mark("publicbody"),
            mark("picturename"),
            mark("tablename")
        ),
    );
    write(
        root,
        "content/entries/masked.csv",
        "户主,身份证号,联系电话,账号,出生日期\n陈*兰,11010519491231002x,13800138001,101234567890,1949-12-31\n",
    );
    bytes("masked.jpg", &jpeg("x"));
    entry(
        "masked",
        "关于13800138000的公布",
        &format!(
            "catalogue_item: DZ-09\nmask: auto\n{LIST}\npost_until: 2022-12-30\nboards: [town-main]\nplain_summary: 电话138-0013-8001\nbasis: [见11010519491231002X]\nattachments: [{{path: 附件.png, title: 13800138000的图}}]"
        ),
        "身份证号11010519491231002X，也写作110105 19491231 002X。电话[13800138000](tel:13800138000)，卡号6222021001112345670，\
         1962年3月5日出生，家住示例村3组12号附1。\n\n![13800138000的照片](masked.jpg)\n\n```table\nfile: masked.csv\n```",
    );
    append(
        "content/catalogue.csv",
        "DZ-09,评先,评选结果,党政办,评选办法,on_event,5wd,5wd,staged,board website,society,personnel,\n",
    );
    fs::remove_file(root.join("content/entries/water.md")).unwrap();
    vec![
        "changed",
        "staff",
        "party",
        "onrequest",
        "scheduled",
        "withdrawn",
        "board",
        "ended",
        "public",
        "masked",
    ]
}

fn mingbai(root: &Path, words: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_mingbai")).args(words).current_dir(root).output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{words:?}: {said}");
    said
}

/// All that a file holds: its bytes, what a PDF holds compressed, and the words of a PDF.
fn opened(path: &Path, bytes: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    if path.extension().is_some_and(|ending| ending == "pdf") {
        let mut document = Document::load_mem(bytes).unwrap();
        document.decompress();
        document.save_to(&mut all).unwrap();
        all.extend(pdf_extract::extract_text_from_mem(bytes).unwrap().bytes());
    }
    if path.extension().is_some_and(|ending| ending == "xlsx") {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for at in 0..zip.len() {
            std::io::copy(&mut zip.by_index(at).unwrap(), &mut all).unwrap();
        }
    }
    all
}

/// The forms in which a word may stand in a file.
fn forms(word: &str) -> Vec<Vec<u8>> {
    let hex = |bytes: &[u8], upper: bool| -> Vec<u8> {
        let text: String = bytes
            .iter()
            .map(|byte| if upper { format!("{byte:02X}") } else { format!("{byte:02x}") })
            .collect();
        text.into_bytes()
    };
    let big: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let little: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let plain = word.as_bytes().to_vec();
    vec![hex(&plain, true), hex(&plain, false), hex(&big, true), hex(&big, false), plain, big, little]
}

fn holds(all: &[u8], word: &str) -> bool {
    let forms = forms(word);
    forms.iter().any(|form| all.windows(form.len()).any(|window| window == form.as_slice()))
}

#[test]
fn nothing_that_is_not_public_is_in_any_byte_of_the_site() {
    let town_folder = tempfile::tempdir().unwrap();
    let root = town_folder.path();
    for id in town(root) {
        let words = format!(
            "review {id} --step submit --role 文员 --step fact_review --role 部门负责人 --step secrecy_review --role 保密审查员 \
             --step approve --role 镇长 --yes --answers 否,否,否,否 --date 2022-12-21 --note {}",
            mark("remark")
        );
        mingbai(root, &words.split_whitespace().collect::<Vec<_>>());
    }
    let changed = root.join("content/entries/changed.md");
    let text = fs::read_to_string(&changed).unwrap();
    fs::write(changed, text.replace("原来的字。", &mark("changed"))).unwrap();
    let said = mingbai(root, &["build"]);

    let site: Vec<(String, Vec<u8>)> = tree(&root.join("output/site"))
        .into_iter()
        .map(|(path, bytes)| {
            let all = opened(&path, &bytes);
            (path.to_string_lossy().replace('\\', "/"), all)
        })
        .collect();
    let places = |word: &str| -> Vec<&str> {
        let holding = site.iter().filter(|(path, all)| path.contains(word) || holds(all, word));
        holding.map(|(path, _)| path.as_str()).collect()
    };
    // The search finds what is there: on pages, in PDFs, in attachments.
    for word in SHOWN {
        assert!(!places(&mark(word)).is_empty(), "{word} is public and was not found: {said}");
    }
    let endings = |word: &str| {
        places(&mark(word))
            .iter()
            .filter_map(|path| path.rsplit_once('.'))
            .map(|(_, ending)| ending.to_owned())
            .collect::<Vec<_>>()
    };
    assert!(
        endings("publicbody").contains(&"pdf".to_owned())
            && endings("publicbody").contains(&"html".to_owned()),
        "{:?}",
        endings("publicbody")
    );
    assert!(endings("publicfile").contains(&"xlsx".to_owned()), "{:?}", endings("publicfile"));
    assert!(
        !places("138****8000").is_empty() && !places("11*************02X").is_empty(),
        "the masks are shown"
    );

    let hidden = HIDDEN.iter().map(|word| mark(word)).chain(ORIGINALS.iter().map(|word| (*word).to_owned()));
    let found: Vec<_> =
        hidden.map(|word| (places(&word), word)).filter(|(places, _)| !places.is_empty()).collect();
    assert!(found.is_empty(), "{found:#?}");
    // Each mark was really written into the town.
    let content: Vec<(String, Vec<u8>)> = tree(&root.join("content"))
        .into_iter()
        .map(|(path, bytes)| (path.to_string_lossy().into_owned(), opened(&path, &bytes)))
        .collect();
    for word in HIDDEN {
        let is_there =
            content.iter().any(|(path, bytes)| path.contains(&mark(word)) || holds(bytes, &mark(word)));
        assert!(is_there, "the town does not hold {word}");
    }
}

#[test]
fn words_are_found_in_every_form() {
    for all in [&b"a qzx b"[..], b"\0q\0z\0x", b"q\0z\0x\0", b"<0071007A0078>", b"<717a78>", b"717A78"] {
        assert!(holds(all, "qzx"), "{all:?}");
    }
    assert!(!holds(b"q z x", "qzx"));
}
