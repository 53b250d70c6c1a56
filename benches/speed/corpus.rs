//! A made-up town of any size: the same seed gives the same files.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Departments of the town.
const UNITS: usize = 12;
/// Villages of the town.
const VILLAGES: usize = 15;
/// Days over which the entries are spread, ten years back from some weeks before the build date.
const DAYS: u32 = 3625;

/// Categories, kinds and words the entries are made of.
const CATEGORIES: [&str; 18] = [
    "organisation",
    "planning",
    "policy",
    "finance",
    "special_funds",
    "collective_assets",
    "key_projects",
    "land",
    "land_acquisition",
    "social_assistance",
    "relief",
    "entitlements",
    "forestry",
    "agri_subsidy",
    "agri_tech",
    "education_fees",
    "awards",
    "market_info",
];
const KINDS: [(&str, &str); 4] =
    [("publication", "公布"), ("announcement", "公告"), ("notice", "通知"), ("information", "信息")];
const SENTENCES: [&str; 12] = [
    "经村民代表会议讨论通过，现将有关情况公开如下，请广大村民监督。",
    "本次资金由县财政下拨，专款专用，任何单位和个人不得截留、挪用。",
    "项目建设严格按照招投标程序进行，施工单位和监理单位均已在镇政府备案。",
    "各村民小组要及时传达到户，外出务工人员由家属转告。",
    "对公布内容有疑问的，可在工作日到便民服务大厅咨询，也可以拨打监督电话。",
    "补助标准按照上级文件执行，具体金额以银行实际到账为准。",
    "请各家各户妥善保管有关票据，以备查验。",
    "镇纪委将会同财政所对资金使用情况进行不定期抽查，结果另行公布。",
    "冬季用火用电请注意安全，发现隐患立即报告村委会。",
    "上一期公布的数字经复核无误，本期在此基础上累计。",
    "有关政策解释由**承办部门**负责，联系方式见公开栏下方。",
    "凡弄虚作假、冒领补助的，一经查实，追回资金并依法处理。",
];

/// A small generator of numbers: SplitMix64.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % below.max(1) as u64) as usize
    }
}

/// Writes a town with `entries` entries into `root`, each of the text that `entry` gives its number.
pub(crate) fn write(root: &Path, entries: usize, entry: impl Fn(usize) -> String) -> io::Result<()> {
    let content = root.join("content");
    fs::create_dir_all(content.join("calendar"))?;
    fs::write(
        content.join("site.yaml"),
        "town: 试验镇\ntitle: 试验镇公开栏\ndate: 2022-12-23\naddress: https://shiyan.example/\n",
    )?;
    fs::write(content.join("units.yaml"), units())?;
    fs::write(content.join("catalogue.csv"), catalogue())?;
    for number in 0..entries {
        let folder = content.join(format!("entries/{:02}", number % 97));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("e{number:06}.md")), entry(number))?;
    }
    Ok(())
}

fn units() -> String {
    let mut yaml = String::new();
    for unit in 1..=UNITS {
        let _ = writeln!(
            yaml,
            "- {{id: u{unit}, name: 试验镇第{unit}办公室, short: {unit}办, kind: department, phone: 0000-12345{unit:02}}}"
        );
    }
    for village in 1..=VILLAGES {
        let _ = writeln!(
            yaml,
            "- {{id: v{village}, name: 第{village}村, short: {village}村, kind: village, groups: 7, households: 500, people: 1700}}"
        );
    }
    yaml
}

fn catalogue() -> String {
    let mut csv = String::from(
        "\u{feff}id,level1,item,unit,basis,frequency,limit,min_posting,duration_class,channels,audience,power,privacy\n",
    );
    for (number, category) in CATEGORIES.iter().enumerate() {
        // The first row is the villages' own.
        let owner = if number == 0 { "各村".to_owned() } else { format!("{}办", number % UNITS + 1) };
        let _ = writeln!(
            csv,
            "R-{number:02},{category},第{number}类事项,{owner},试验条例第{number}条,monthly,20wd,15d,periodic,board website,society,finance,none"
        );
    }
    csv
}

/// The text of entry `number`, 1.5 to 4 KB.
pub(crate) fn entry(number: usize) -> String {
    let size = 1500 + Numbers(!(number as u64)).next(2400) - 500;
    entry_of(number, size, 6)
}

/// The text of entry `number`: about `size` bytes and a table of `rows` rows.
pub(crate) fn entry_of(number: usize, size: usize, rows: usize) -> String {
    let mut numbers = Numbers(number as u64);
    let (kind, word) = KINDS[numbers.next(KINDS.len())];
    let row = numbers.next(CATEGORIES.len());
    let owner = if numbers.next(4) == 0 {
        format!("v{}", numbers.next(VILLAGES) + 1)
    } else {
        format!("u{}", numbers.next(UNITS) + 1)
    };
    let day = numbers.next(DAYS as usize) as u32;
    let (year, month, date) = (2013 + day / 365, day % 365 / 31 + 1, day % 28 + 1);
    let mut text = format!(
        "---\ntitle: {year}年第{number}号事项办理情况{word}\nkind: {kind}\nunit: {owner}\ncategory: {}\ncatalogue_item: R-{row:02}\n\
         formed_on: {year}-{month:02}-{date:02}\nissued_on: {year}-{month:02}-{date:02}\nchannels: [board, website]\n---\n\n",
        CATEGORIES[row]
    );
    while text.len() < size {
        for _ in 0..3 {
            text.push_str(SENTENCES[numbers.next(SENTENCES.len())]);
        }
        text.push_str("\n\n");
    }
    text.push_str("| 村名 | 面积（亩） | 金额（元） |\n|---|---:|---:|\n");
    for row in 1..=rows {
        let _ = writeln!(text, "| 第{row}村 | {} | {}.00 |", numbers.next(600), numbers.next(90000));
    }
    text.push_str("\n以上情况由承办部门填报，镇政府审核。\n");
    text
}
