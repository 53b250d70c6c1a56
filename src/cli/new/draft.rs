//! The text of a new entry: what is known filled in, what is not marked as a blank.

use crate::calendar::{Length, LengthUnit};
use crate::model::{Board, CatalogueRow, Site, Unit};
use crate::terms::{Audience, BoardKind, Channel, DurationClass, Kind, Power};
use std::fmt::Write;

/// What a new entry is about.
pub(super) struct Draft<'a> {
    pub(super) site: &'a Site,
    pub(super) row: Option<&'a CatalogueRow>,
    pub(super) kind: Kind,
    pub(super) unit: Option<&'a Unit>,
    pub(super) title: Option<&'a str>,
}

/// The words of a row's privacy profile, with the column's head and the field of `personal_data`.
const PERSONAL: &[(&str, &str, &str)] = &[
    ("masked_name", "姓名（隐去一字）", "masked_name"),
    ("name", "姓名", "name"),
    ("gender", "性别", "gender"),
    ("birth_year", "出生年份", "birth_year"),
    ("birth_month", "出生年月", "birth_month"),
    ("group", "村组", "village_group"),
    ("post", "职务", "post"),
    ("size", "人数（人）", "household_size"),
    ("area", "面积（平方米）", "area"),
    ("amount", "金额（元）", "amount"),
];

/// The heads of columns with figures.
const FIGURES: &[&str] = &["人数（人）", "面积（平方米）", "金额（元）"];

/// The kind that the matter of a row usually takes.
pub(super) fn usual_kind(row: &CatalogueRow) -> Kind {
    let words = [
        ("公示", Kind::PublicNotification),
        ("指南", Kind::ServiceGuide),
        ("程序", Kind::ServiceGuide),
        ("公告", Kind::Announcement),
        ("答复", Kind::Reply),
        ("信息", Kind::Information),
    ];
    words.iter().find(|(word, _)| row.item.contains(word)).map_or(Kind::Publication, |(_, kind)| *kind)
}

impl Draft<'_> {
    /// The file's text.
    pub(super) fn text(&self) -> String {
        let mut text = String::from("---\n");
        for line in self.fields() {
            text.push_str(&line);
            text.push('\n');
        }
        text.push_str("---\n\n【填写正文】\n");
        if let Some(table) = self.table() {
            text.push_str(&table);
        }
        text
    }

    fn fields(&self) -> Vec<String> {
        let mut lines = vec![
            "draft: true      # 草稿，不公开；写好要公开时删去这一行".to_owned(),
            format!("title: {}", self.title.map_or("【填写标题】".to_owned(), quoted)),
            format!("kind: {}      # {}", self.kind.id(), self.kind.chinese()),
            match self.unit {
                Some(unit) => format!("unit: {}      # {}", unit.id.value, unit.short),
                None => format!("unit: 【填写部门编号】      # {}", self.units()),
            },
        ];
        match self.row {
            Some(row) => lines.push(format!("catalogue_item: {}      # {}", row.id.value, row.item)),
            None => lines.push("catalogue_item: 【填写目录项编号】".to_owned()),
        }
        lines.push("formed_on: 【填写形成日期】      # 事情定下来的那一天，如 2022-12-23".to_owned());
        lines.push(format!("issued_on: {}", self.site.date));
        if self.row.and_then(|row| row.duration_class) == Some(DurationClass::Periodic) {
            lines.push("period: 【填写所属期】      # 如 2022、2022H1、2022Q3、2022-11".to_owned());
        }
        lines.extend(self.boards());
        match self.kind {
            Kind::PublicNotification => lines.extend(self.notification()),
            Kind::ServiceGuide => lines.extend(service()),
            _ => {}
        }
        lines.extend(self.personal_data());
        if self.table().is_some() {
            let sums: Vec<_> = self.heads().into_iter().filter(|head| FIGURES.contains(head)).collect();
            if !sums.is_empty() {
                lines.push("tables:".to_owned());
                lines.push(format!("  - {{id: biao, total_row: 合计, sum_columns: [{}]}}", sums.join(", ")));
            }
        }
        lines
    }

    /// The units to choose from: those of the row, else all.
    fn units(&self) -> String {
        let of_row = |unit: &&Unit| self.row.is_none_or(|row| row.villages == unit.village.is_some());
        let units = self.site.units.iter().filter(of_row).take(8);
        units.map(|unit| format!("{} {}", unit.id.value, unit.short)).collect::<Vec<_>>().join("，")
    }

    /// The unit's own board, else the first one that is right for the audience.
    fn boards(&self) -> Option<String> {
        let row = self.row;
        if row.is_some_and(|row| !row.channels.contains(&Channel::Board)) {
            return None;
        }
        let wanted = match row.map(|row| row.audience) {
            Some(Audience::Staff) => BoardKind::Inner,
            _ => BoardKind::Fixed,
        };
        let right = |board: &&Board| board.kind == wanted;
        let own = |board: &&Board| self.unit.is_some_and(|unit| unit.id.value == board.unit.value);
        let boards = &self.site.boards;
        let board = boards.iter().filter(right).find(own).or_else(|| boards.iter().find(right))?;
        Some(format!("boards: [{}]      # {}", board.id.value, board.name))
    }

    fn notification(&self) -> Vec<String> {
        let length = self.row.and_then(|row| row.min_posting).map_or_else(
            || "{length: 7, unit: days, start_counts: true}".to_owned(),
            |Length { count, unit }| {
                let unit = match unit {
                    LengthUnit::Days => "days",
                    LengthUnit::WorkingDays => "working_days",
                    LengthUnit::Months => "months",
                };
                format!("{{length: {count}, unit: {unit}, start_counts: true}}")
            },
        );
        let to =
            self.unit.map_or("【填写受理单位编号】".to_owned(), |unit| unit.id.value.to_string());
        vec![
            format!("posting_period: {length}      # 公示期，首日计入"),
            format!("objections: {{to: {to}, how: [in_person, phone, box]}}      # 当面、电话、意见箱"),
        ]
    }

    fn personal_data(&self) -> Option<String> {
        let fields: Vec<_> = self.personal().map(|(_, _, field)| *field).collect();
        let named = fields.iter().any(|field| field.contains("name"));
        named.then(|| {
            format!(
                "personal_data: {{present: true, fields: [{}], basis: 【填写公开依据】}}",
                fields.join(", ")
            )
        })
    }

    /// What the row's privacy profile names, up to a semicolon: what follows is what must not be shown.
    fn personal(&self) -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
        let profile = self.row.map(|row| row.privacy.as_str()).unwrap_or_default();
        let profile = profile.split(';').next().unwrap_or_default().to_owned();
        let allowed = !profile.starts_with("no ");
        PERSONAL.iter().filter(move |(word, _, _)| allowed && profile.split(' ').any(|other| other == *word))
    }

    fn heads(&self) -> Vec<&'static str> {
        let personal: Vec<_> = self.personal().map(|(_, head, _)| *head).collect();
        if !personal.is_empty() {
            return personal;
        }
        let finance = self.row.and_then(|row| row.power) == Some(Power::Finance);
        if finance && self.kind != Kind::ServiceGuide {
            vec!["项目", "金额（元）", "备注"]
        } else {
            Vec::new()
        }
    }

    fn table(&self) -> Option<String> {
        let heads = self.heads();
        if heads.is_empty() {
            return None;
        }
        let is_figure = |head: &&str| FIGURES.contains(head);
        let rule = |head: &&str| if is_figure(head) { "---:" } else { "---" };
        let blank = |_: &&str| "【填写】";
        let total = |(at, head): (usize, &&str)| match (at, is_figure(head)) {
            (0, _) => "合计",
            (_, true) => "【填写】",
            _ => "",
        };
        let mut text = String::from("\n<!-- table: biao -->\n\n");
        let mut line = |cells: Vec<&str>| {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        };
        line(heads.clone());
        line(heads.iter().map(rule).collect());
        line(heads.iter().map(blank).collect());
        if heads.iter().any(is_figure) {
            line(heads.iter().enumerate().map(total).collect());
        }
        Some(text)
    }
}

/// The parts of a service guide.
fn service() -> Vec<String> {
    let lines = [
        "service:",
        "  basis: 【填写办理依据】",
        "  conditions: [【填写办理条件】]",
        "  materials: [【填写所需材料】]",
        "  procedure: [【填写办理程序】]",
        "  time_limit: {length: 20, unit: working_days}",
        "  fee: 【填写收费标准】",
        "  result: 【填写办理结果】",
        "  office_hours: 【填写办公时间】",
        "  location: 【填写办理地点】",
    ];
    lines.map(str::to_owned).to_vec()
}

/// `words` as YAML reads them as they stand.
fn quoted(words: &str) -> String {
    let words: String = words.chars().filter(|character| !character.is_control()).collect();
    format!("'{}'", words.replace('\'', "''"))
}
