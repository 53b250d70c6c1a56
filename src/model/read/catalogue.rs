//! catalogue.csv: one row a matter that must be disclosed.

use super::limit;
use super::names::{Names, unknown};
use super::registers::duplicate;
use crate::diagnostic::Diagnostic;
use crate::model::{CatalogueRow, Id, SheetOptions};
use crate::nearest::nearest;
use crate::source::{Source, Spanned};
use crate::table::{self, Record};
use crate::terms::{Audience, Category, Channel, Paper, SheetTemplate, Step, Term};
use crate::text::Text;
use std::collections::BTreeMap;

/// The columns with their Chinese names.
const COLUMNS: &[(&str, &str)] = &[
    ("id", "编号"),
    ("level1", "一级事项"),
    ("item", "公开事项"),
    ("unit", "公开主体"),
    ("basis", "公开依据"),
    ("frequency", "公开频次"),
    ("limit", "公开时限"),
    ("min_posting", "最短张贴"),
    ("duration_class", "公开期限类别"),
    ("channels", "公开方式"),
    ("audience", "公开对象"),
    ("power", "权力"),
    ("privacy", "个人信息"),
    ("category", "领域"),
    ("review", "审核步骤"),
    ("sheet_template", "版式"),
    ("sheet_paper", "纸张"),
];

/// Reads catalogue.csv.
pub(super) fn read(source: &Source, names: &Names, problems: &mut Vec<Diagnostic>) -> Vec<CatalogueRow> {
    let mut records = table::records(source, problems).into_iter();
    let Some(head) = records.next() else { return Vec::new() };
    let Some(columns) = columns(&head, problems) else { return Vec::new() };
    let mut seen: BTreeMap<String, Id> = BTreeMap::new();
    let mut rows = Vec::new();
    for record in records {
        let Some(row) = (Cells { record: &record, columns: &columns }).row(names, problems) else { continue };
        match seen.get(&row.id.value.to_lowercase()) {
            Some(first) => problems.push(duplicate(&row.id, first)),
            None => {
                seen.insert(row.id.value.to_lowercase(), row.id.value.clone());
                rows.push(row);
            }
        }
    }
    rows
}

/// Where each known column stands; an unknown one is named with the nearest known one.
fn columns(head: &Record, problems: &mut Vec<Diagnostic>) -> Option<BTreeMap<&'static str, usize>> {
    let mut found = BTreeMap::new();
    for (at, cell) in head.cells.iter().enumerate() {
        let word = cell.value.trim();
        let known = COLUMNS.iter().find(|(name, chinese)| *name == word || *chinese == word);
        if let Some((name, _)) = known {
            found.entry(*name).or_insert(at);
        } else if !word.is_empty() {
            problems.push(unknown_column(cell));
        }
    }
    for needed in ["id", "item", "unit"] {
        if !found.contains_key(needed) {
            let message =
                Text::new(format!("公开目录缺少 {needed} 列"), format!("the column {needed} is missing"));
            let at = head.cells.first().map(|cell| cell.span.clone());
            let problem = Diagnostic::error("missing-column", message);
            problems.push(match at {
                Some(span) => problem.at(span),
                None => problem,
            });
        }
    }
    ["id", "item", "unit"].iter().all(|needed| found.contains_key(needed)).then_some(found)
}

fn unknown_column(cell: &Spanned<String>) -> Diagnostic {
    let message = Text::new(
        format!("公开目录不用“{}”这一列", cell.value),
        format!("the catalogue has no column ‘{}’", cell.value),
    );
    let problem = Diagnostic::warning("unknown-column", message).at(cell.span.clone());
    match nearest(&cell.value, COLUMNS.iter().flat_map(|(name, chinese)| [*name, *chinese])) {
        Some(near) => problem.help(Text::new(format!("是不是 {near}？"), format!("did you mean {near}?"))),
        None => problem,
    }
}

/// One record and the columns of its cells.
struct Cells<'a> {
    record: &'a Record,
    columns: &'a BTreeMap<&'static str, usize>,
}

impl Cells<'_> {
    /// The cell of a column, unless it is empty.
    fn cell(&self, column: &str) -> Option<&Spanned<String>> {
        self.record.cells.get(*self.columns.get(column)?).filter(|cell| !cell.value.trim().is_empty())
    }

    fn text(&self, column: &str) -> String {
        self.cell(column).map(|cell| cell.value.trim().to_owned()).unwrap_or_default()
    }

    fn term<T: Term>(&self, column: &str, problems: &mut Vec<Diagnostic>) -> Option<T> {
        term(self.cell(column)?, problems)
    }

    fn row(&self, names: &Names, problems: &mut Vec<Diagnostic>) -> Option<CatalogueRow> {
        let (id, item) = (self.needed("id", problems), self.needed("item", problems));
        let (units, villages) = self.units(names, problems);
        let (level1, item_text, min_posting) =
            (self.text("level1"), self.text("item"), self.text("min_posting"));
        let category = match self.cell("category") {
            Some(cell) => term(cell, problems),
            None => category_of(&level1, &item_text),
        };
        Some(CatalogueRow {
            id: id.map(|id| Spanned::new(Id::from(id.value.trim()), id.span.clone()))?,
            level1,
            item: item.map(|item| item.value.trim().to_owned())?,
            category,
            units,
            villages,
            unit_text: self.text("unit"),
            basis: self.text("basis"),
            frequency: self.text("frequency"),
            limit: limit::due(&self.text("limit")),
            limit_text: self.text("limit"),
            continuous: min_posting.starts_with("continuous") || min_posting.starts_with("长期"),
            min_posting: limit::length(&min_posting),
            duration_class: self.term("duration_class", problems),
            channels: self.channels(problems),
            audience: self.term("audience", problems).unwrap_or(Audience::Society),
            power: self.term("power", problems),
            privacy: self.text("privacy"),
            review: self.review(problems),
            signed: self.cell("review").is_some_and(|cell| review_words(&cell.value).any(is_signed)),
            sheet: SheetOptions {
                template: self.term::<SheetTemplate>("sheet_template", problems),
                paper: self.term::<Paper>("sheet_paper", problems),
                ..SheetOptions::default()
            },
        })
    }

    fn needed(&self, column: &str, problems: &mut Vec<Diagnostic>) -> Option<&Spanned<String>> {
        let cell = self.cell(column);
        if cell.is_none() {
            let row = self.record.row;
            let message =
                Text::new(format!("第 {row} 行缺少 {column}"), format!("row {row} has no {column}"));
            let problem = Diagnostic::error("missing-field", message);
            problems.push(match self.record.cells.first() {
                Some(first) => problem.at(first.span.clone()),
                None => problem,
            });
        }
        cell
    }

    fn channels(&self, problems: &mut Vec<Diagnostic>) -> Vec<Channel> {
        let Some(cell) = self.cell("channels") else { return vec![Channel::Board] };
        let words = cell.value.split([' ', '　', '、', '，', ',', ';', '；']).filter(|word| !word.is_empty());
        words.filter_map(|word| term(&Spanned::new(word.to_owned(), cell.span.clone()), problems)).collect()
    }

    /// The steps of the review in their own order; without an approval there is none.
    fn review(&self, problems: &mut Vec<Diagnostic>) -> Vec<Step> {
        let Some(cell) = self.cell("review") else { return Vec::new() };
        let words = review_words(&cell.value).filter(|word| !is_signed(word));
        let mut steps: Vec<Step> = words
            .filter_map(|word| term(&Spanned::new(word.to_owned(), cell.span.clone()), problems))
            .collect();
        steps.sort_unstable();
        steps.dedup();
        // Only that steps are to be signed.
        if steps.is_empty() && review_words(&cell.value).any(is_signed) {
            return Vec::new();
        }
        if !steps.contains(&Step::Approve) {
            let message = Text::new("审核步骤里没有审批", "the steps of the review hold no approval");
            let help = Text::new(
                "加上审批（approve）；整格留空就是提出、核实、保密审查、审批四步",
                "add approve; an empty cell means all four steps",
            );
            problems.push(Diagnostic::error("no-approval", message).at(cell.span.clone()).help(help));
            return Vec::new();
        }
        steps
    }

    /// The units that a cell such as 各村、财政所(农经) names, and whether it names all villages. A remark in brackets
    /// says which part of the unit it is, for people.
    fn units(&self, names: &Names, problems: &mut Vec<Diagnostic>) -> (Vec<Spanned<Id>>, bool) {
        let Some(cell) = self.needed("unit", problems) else { return (Vec::new(), false) };
        let (mut units, mut villages) = (Vec::new(), false);
        for part in cell.value.split(['、', '，', ',', '；', ';']) {
            let name = part.split(['(', '（']).next().unwrap_or_default().trim();
            match name {
                "" => {}
                "各村" | "村" | "villages" => villages = true,
                _ => units.extend(names.unit(&Spanned::new(name.to_owned(), cell.span.clone()), problems)),
            }
        }
        (units, villages)
    }
}

/// The words of the column of the review.
fn review_words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([' ', '　', '、', '，', ',', ';', '；', '→']).filter(|word| !word.is_empty())
}

/// Whether a word asks for signatures.
fn is_signed(word: &str) -> bool {
    matches!(word, "signed" | "签名")
}

fn term<T: Term>(word: &Spanned<String>, problems: &mut Vec<Diagnostic>) -> Option<T> {
    let written = word.value.trim();
    let found = T::ALL.iter().copied().find(|term| term.id() == written || term.chinese() == written);
    if found.is_none() {
        let words = T::ALL.iter().flat_map(|term| [term.id(), term.chinese()]);
        problems.push(unknown("unknown-term", "词", "word", word, words, "catalogue.csv"));
    }
    found
}

/// Words of an item or of its first-level item, and the category they speak of. The first that is found decides, in
/// the item before the first-level item, so that 专项资金 below 财政 is not lost in it.
const CATEGORY_WORDS: &[(&str, Category)] = &[
    ("津补贴", Category::StaffPay),
    ("专项资金", Category::SpecialFunds),
    ("惠农补贴", Category::AgriSubsidy),
    ("集体资产", Category::CollectiveAssets),
    ("优抚", Category::Entitlements),
    ("救灾", Category::Relief),
    ("低保", Category::SocialAssistance),
    ("临时救助", Category::SocialAssistance),
    ("征收", Category::LandAcquisition),
    ("征地", Category::LandAcquisition),
    ("宅基地", Category::Land),
    ("土地使用证", Category::Land),
    ("退耕还林", Category::Forestry),
    ("农技", Category::AgriTech),
    ("党费", Category::PartyDues),
    ("意见答复", Category::Feedback),
    ("评选", Category::Awards),
    ("机构", Category::Organisation),
    ("目标", Category::Planning),
    ("计划生育", Category::FamilyPlanning),
    ("廉", Category::Integrity),
    ("收费", Category::EducationFees),
    ("党建", Category::PartyBuilding),
    ("人事", Category::Personnel),
    ("财政", Category::Finance),
    ("财务", Category::Finance),
    ("村账", Category::Finance),
    ("负担", Category::Finance),
    ("民政", Category::SocialAssistance),
    ("国土", Category::Land),
    ("林业", Category::Forestry),
    ("农业", Category::AgriTech),
    ("计生", Category::FamilyPlanning),
    ("工程", Category::KeyProjects),
    ("教育", Category::EducationFees),
    ("计划", Category::Planning),
    ("政策", Category::Policy),
    ("制度", Category::Policy),
    ("年度报告", Category::Feedback),
    ("会议", Category::Meeting),
    ("安全", Category::Safety),
    ("环境", Category::Environment),
    ("文化", Category::PublicCulture),
    ("法律", Category::LegalServices),
    ("就业", Category::Employment),
    ("社会保险", Category::SocialInsurance),
    ("卫生", Category::Health),
];

fn category_of(level1: &str, item: &str) -> Option<Category> {
    let by_words =
        |text: &str| CATEGORY_WORDS.iter().find(|(word, _)| text.contains(word)).map(|(_, found)| *found);
    let named = <Category as Term>::ALL.iter().copied().find(|category| category.chinese() == level1);
    by_words(item).or(named).or_else(|| by_words(level1))
}

#[cfg(test)]
mod tests {
    use super::{Names, read};
    use crate::calendar::{Length, LengthUnit};
    use crate::model::{CatalogueRow, Due, Unit};
    use crate::site_path::SitePath;
    use crate::source::{Source, Spanned};
    use crate::terms::{Audience, Category, Channel, UnitKind};

    fn unit(id: &str, short: &str) -> Unit {
        let span = Source::new(SitePath::new("units.yaml").unwrap(), "").span(0..0);
        Unit {
            id: Spanned::new(id.into(), span),
            name: format!("青楠镇{short}"),
            short: short.to_owned(),
            kind: UnitKind::Department,
            responsible: None,
            clerk: None,
            phone: None,
            place: None,
            hours: None,
            duties: None,
            coordinator: false,
            village: None,
        }
    }

    fn rows(text: &str) -> (Vec<CatalogueRow>, Vec<(&'static str, String)>) {
        let names = Names::of_units(&[unit("czs", "财政所"), unit("dzb", "党政办")]);
        let mut problems = Vec::new();
        let source = Source::new(SitePath::new("catalogue.csv").unwrap(), text);
        let rows = read(&source, &names, &mut problems);
        let found = problems
            .into_iter()
            .map(|problem| (problem.code, problem.help.map(|help| help.zh).unwrap_or_default()));
        (rows, found.collect())
    }

    #[test]
    fn a_row_names_units_villages_channels_and_limits() {
        let (rows, problems) = rows(
            "id,level1,item,unit,limit,min_posting,channels,audience\n\
             NM-01,负担,筹资筹劳,各村、财政所(农经),20wd (7wd permits),7d,board 会议,villagers\n",
        );
        assert_eq!(problems, []);
        let row = &rows[0];
        let ids: Vec<&str> = row.units.iter().map(|unit| &*unit.value).collect();
        assert_eq!((ids, row.villages, row.unit_text.as_str()), (vec!["czs"], true, "各村、财政所(农经)"));
        assert_eq!(row.limit, Some(Due::Within(Length { count: 20, unit: LengthUnit::WorkingDays })));
        assert_eq!(row.min_posting, Some(Length { count: 7, unit: LengthUnit::Days }));
        assert_eq!(row.channels, [Channel::Board, Channel::Meeting]);
        assert_eq!((row.audience, row.category), (Audience::Villagers, Some(Category::Finance)));
    }

    #[test]
    fn the_item_tells_the_category_before_its_class() {
        let (rows, _) =
            rows("编号,一级事项,公开事项,公开主体\nCZ-03,财政,专项资金拨付,czs\nCZ-01,财政,预决算,czs\n");
        let found: Vec<_> = rows.iter().map(|row| row.category).collect();
        assert_eq!(found, [Some(Category::SpecialFunds), Some(Category::Finance)]);
    }

    #[test]
    fn faults_of_rows_are_named() {
        let head = "id,item,unit,audience\n";
        let codes = |text: &str| rows(&format!("{head}{text}")).1;
        assert_eq!(codes("A,x,财政局,\n"), [("unknown-unit", "是不是 财政所？".to_owned())]);
        assert_eq!(codes("A,x,czs,societi\n"), [("unknown-term", "是不是 society？".to_owned())]);
        assert_eq!(codes("A,x,czs,\na,y,czs,\n")[0].0, "duplicate-id");
        assert_eq!(codes(",x,czs,\n")[0].0, "missing-field");
        assert_eq!(rows("id,item,units\nA,x,czs\n").1[0], ("unknown-column", "是不是 unit？".to_owned()));
        assert_eq!(rows("id,item,units\nA,x,czs\n").1[1].0, "missing-column");
    }
}
