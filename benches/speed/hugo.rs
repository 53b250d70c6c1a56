//! The same town as a site of Hugo, a peer to be measured beside the floor by hand: `-- hugo FOLDER 10000` writes it.

use super::corpus;
use std::path::Path;
use std::{fs, io};

/// The settings, and the templates of a theme that shows what an entry is and lists it by unit, village and category,
/// twenty to a page.
const FILES: &[(&str, &str)] = &[
    (
        "hugo.toml",
        "baseURL = \"https://shiyan.example/\"\ntitle = \"试验镇公开栏\"\nlocale = \"zh\"\n\
         disableKinds = [\"rss\", \"sitemap\", \"robotsTXT\", \"404\"]\n[pagination]\npagerSize = 20\n\
         [taxonomies]\nunit = \"units\"\nvillage = \"villages\"\ncategory = \"categories\"\n",
    ),
    (
        "layouts/_default/baseof.html",
        "<!DOCTYPE html><html lang=\"zh\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body>\
         <header><a href=\"/\">试验镇公开栏</a></header><main>{{ block \"main\" . }}{{ end }}</main></body></html>\n",
    ),
    (
        "layouts/_default/single.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format \"2006-01-02\" }}</p>{{ .Content }}{{ end }}\n",
    ),
    ("layouts/_default/list.html", LIST),
    ("layouts/index.html", LIST),
    (
        "layouts/_default/terms.html",
        "{{ define \"main\" }}<ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>\
         {{ end }}\n",
    ),
];

const LIST: &str = "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}<li>\
    <a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ .Date.Format \"2006-01-02\" }}</li>{{ end }}</ul>\
    {{ with .Paginator }}<nav>{{ if .HasPrev }}<a href=\"{{ .Prev.URL }}\">上一页</a>{{ end }} {{ .PageNumber }}/{{ .TotalPages }}\
    {{ if .HasNext }}<a href=\"{{ .Next.URL }}\">下一页</a>{{ end }}</nav>{{ end }}{{ end }}\n";

/// Writes the town with `entries` entries into `root`.
pub(crate) fn write(root: &Path, entries: usize) -> io::Result<()> {
    for (path, text) in FILES {
        let path = root.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
    }
    for number in 0..entries {
        let folder = root.join(format!("content/entries/{:02}", number % 97));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("e{number:06}.md")), entry(&corpus::entry(number)))?;
    }
    Ok(())
}

/// An entry with the front matter that Hugo reads.
fn entry(text: &str) -> String {
    let (head, body) = text.split_once("\n---\n").unwrap_or((text, ""));
    let field = |name: &str| {
        let value = |line: &str| Some(line.strip_prefix(name)?.strip_prefix(": ")?.to_owned());
        head.lines().find_map(value).unwrap_or_default()
    };
    let unit = field("unit");
    let taxonomy = if unit.starts_with('v') { "villages" } else { "units" };
    format!(
        "---\ntitle: {}\ndate: {}\n{taxonomy}: [{unit}]\ncategories: [{}]\n---\n{body}",
        field("title"),
        field("issued_on"),
        field("category")
    )
}
