//! The site's settings: `content/site.yaml`.

use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::front_matter::{self, Fields, Key};
use crate::site_path::SitePath;
use crate::source::Source;
use crate::terms::SheetChoice;
use crate::text::{Language, Text};

/// The settings of a site.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The town: 青楠镇.
    pub town: String,
    /// The county it belongs to: 望禾县.
    pub county: Option<String>,
    /// The site's title: 青楠镇公开栏.
    pub title: String,
    /// A line below the title: 党务 · 政务 · 村务公开.
    pub subtitle: Option<String>,
    /// The motto: 快、实、恒、深.
    pub motto: Option<String>,
    /// The address the site has on the web, with a slash at its end; none where it has none, and then no QR codes.
    pub address: Option<String>,
    /// The phone for supervision (监督电话).
    pub supervision_phone: Option<String>,
    /// The town's postal address.
    pub place: Option<String>,
    /// Office hours.
    pub hours: Option<String>,
    /// A paragraph about the town.
    pub about: Option<String>,
    /// The language of messages.
    pub language: Option<Language>,
    /// The build date, where the site fixes it.
    pub date: Option<Date>,
    /// The theme's folder below `themes/`.
    pub theme: String,
    /// Which entries get sheets.
    pub sheets: SheetChoice,
}

const KEYS: &[Key] = &[
    Key::new("town", &["乡镇", "镇名"]),
    Key::new("county", &["县", "县名", "所属县"]),
    Key::new("title", &["标题"]),
    Key::new("subtitle", &["副标题"]),
    Key::new("motto", &["要求", "口号"]),
    Key::new("address", &["网址"]),
    Key::new("supervision_phone", &["监督电话"]),
    Key::new("place", &["地址"]),
    Key::new("hours", &["办公时间"]),
    Key::new("about", &["简介"]),
    Key::new("language", &["语言"]),
    Key::new("date", &["构建日期", "日期"]),
    Key::new("theme", &["主题"]),
    Key::new("sheets", &["张贴版面"]),
];

/// Reads `site.yaml`.
pub fn read(source: &Source, problems: &mut Vec<Diagnostic>) -> Option<Settings> {
    let node = front_matter::yaml(source, problems)?;
    let mut fields = Fields::new(&node, KEYS, problems);
    let town = fields.required_text("town").map(|town| town.value);
    let text = |fields: &mut Fields<'_, '_>, key| fields.text(key).map(|text| text.value);
    Some(Settings {
        county: text(&mut fields, "county"),
        title: text(&mut fields, "title")
            .unwrap_or_else(|| format!("{}公开栏", town.as_deref().unwrap_or_default())),
        subtitle: text(&mut fields, "subtitle"),
        motto: text(&mut fields, "motto"),
        address: address(&mut fields),
        supervision_phone: text(&mut fields, "supervision_phone"),
        place: text(&mut fields, "place"),
        hours: text(&mut fields, "hours"),
        about: text(&mut fields, "about"),
        language: language(&mut fields),
        date: fields.date("date").map(|date| date.value),
        theme: theme(&mut fields),
        sheets: fields.term("sheets").map_or(SheetChoice::Current, |choice| choice.value),
        town: town?,
    })
}

/// The site's address with a slash at its end.
fn address(fields: &mut Fields<'_, '_>) -> Option<String> {
    let written = fields.text("address")?;
    let address = written.value.trim();
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let is_address = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
        && !address.contains(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '"' | '<' | '>')
        });
    if is_address {
        return Some(format!("{}/", address.trim_end_matches('/')));
    }
    let message = Text::new(
        format!("“{address}”不是网站的地址"),
        format!("‘{address}’ is not the address of a web site"),
    );
    let help = Text::new("写成 https://www.example.cn/ 这样", "write it like https://www.example.cn/");
    fields.problems().push(Diagnostic::error("bad-address", message).at(written.span).help(help));
    None
}

fn language(fields: &mut Fields<'_, '_>) -> Option<Language> {
    let written = fields.text("language")?;
    match written.value.as_str() {
        "zh" | "中文" => return Some(Language::Chinese),
        "en" | "英文" => return Some(Language::English),
        _ => {}
    }
    let message = Text::new(
        format!("没有“{}”这种语言", written.value),
        format!("there is no language ‘{}’", written.value),
    );
    let help = Text::new("写 zh（中文）或 en（英文）", "write zh (Chinese) or en (English)");
    fields.problems().push(Diagnostic::error("unknown-term", message).at(written.span).help(help));
    None
}

/// The name of a folder below `themes/`.
fn theme(fields: &mut Fields<'_, '_>) -> String {
    let Some(written) = fields.text("theme") else { return "default".to_owned() };
    match SitePath::new(&written.value) {
        Ok(path) if path.depth() == 0 => path.as_str().to_owned(),
        _ => {
            let message = Text::new(
                format!("“{}”不是 themes 里文件夹的名字", written.value),
                format!("‘{}’ is not the name of a folder in themes", written.value),
            );
            let help = Text::new("写文件夹名，如 default", "write the folder's name, such as default");
            fields.problems().push(Diagnostic::error("bad-theme", message).at(written.span).help(help));
            "default".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::site_path::SitePath;
    use crate::source::Source;

    fn codes(text: &str) -> (Option<super::Settings>, Vec<&'static str>) {
        let mut problems = Vec::new();
        let source = Source::new(SitePath::new("site.yaml").unwrap(), text);
        let settings = read(&source, &mut problems);
        (settings, problems.iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn a_town_is_enough() {
        let (settings, problems) = codes("town: 青楠镇\n");
        let settings = settings.unwrap();
        assert_eq!((settings.title.as_str(), settings.theme.as_str()), ("青楠镇公开栏", "default"));
        assert_eq!(problems, [""; 0]);
        assert_eq!(codes("title: 公开栏\n").1, ["missing-field"]);
    }

    #[test]
    fn an_address_ends_in_a_slash_and_leads_to_the_web() {
        let address = |written: &str| codes(&format!("town: 青楠镇\naddress: {written}\n"));
        assert_eq!(
            address("https://qingnan.example").0.unwrap().address.unwrap(),
            "https://qingnan.example/"
        );
        assert_eq!(address("http://a.example/gk/").0.unwrap().address.unwrap(), "http://a.example/gk/");
        for wrong in ["www.qingnan.example", "ftp://a.example", "https://", "https://a.example/?x=1"] {
            assert_eq!(address(wrong).1, ["bad-address"], "{wrong}");
        }
    }

    #[test]
    fn a_theme_is_one_folder() {
        assert_eq!(codes("town: 青楠镇\ntheme: ../x\n").1, ["bad-theme"]);
        assert_eq!(codes("town: 青楠镇\ntheme: 红色\n").0.unwrap().theme, "红色");
    }
}
