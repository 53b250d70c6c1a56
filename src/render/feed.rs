//! What programs read: the Atom feed, the site map, robots.txt.

use super::context::Item;
use super::index::{Index, Shown};
use crate::address;
use crate::calendar::Date;
use crate::review::WebPart;
use std::borrow::Cow;
use std::fmt::Write;

/// How many of the newest entries the feed holds.
const ENTRIES: usize = 20;

/// The Atom feed of the newest entries. Its ids do not depend on the site's address, so that a move to another host
/// makes nothing new.
pub(super) fn feed(index: &Index<'_>) -> String {
    let settings = &index.site.settings;
    let address = settings.address.as_deref();
    let newest = index.shown.iter().map(|shown| shown.entry.issued_on.value).max().unwrap_or(index.site.date);
    let mut feed = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    feed.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n");
    element(&mut feed, "title", &settings.title);
    element(&mut feed, "id", &format!("urn:mingbai:{}", settings.town));
    element(&mut feed, "updated", &moment(newest));
    let _ = writeln!(feed, "<author><name>{}</name></author>", escaped(&settings.town));
    let _ = writeln!(feed, "<link rel=\"alternate\" href=\"{}\"/>", escaped(&whole(address, address::HOME)));
    if address.is_some() {
        let _ = writeln!(feed, "<link rel=\"self\" href=\"{}\"/>", escaped(&whole(address, address::FEED)));
    }
    for shown in index.shown.iter().take(ENTRIES) {
        entry(&mut feed, index, shown, address);
    }
    feed.push_str("</feed>\n");
    feed
}

fn entry<'a>(feed: &mut String, index: &Index<'a>, shown: &Shown<'a>, address: Option<&str>) {
    let entry = shown.entry;
    feed.push_str("<entry>\n");
    element(feed, "title", &entry.title.value);
    element(feed, "id", &format!("urn:mingbai:{}:{}", index.site.settings.town, entry.id));
    element(feed, "updated", &moment(entry.issued_on.value));
    let _ = writeln!(
        feed,
        "<link rel=\"alternate\" href=\"{}\"/>",
        escaped(&whole(address, &index.item(shown).href))
    );
    let _ = writeln!(feed, "<category term=\"{}\"/>", escaped(entry.category.chinese()));
    if let Some(unit) = index.unit(&entry.unit.value) {
        let _ = writeln!(feed, "<author><name>{}</name></author>", escaped(unit.name));
    }
    let own = entry.plain_summary.clone().filter(|_| shown.part != WebPart::Trace);
    let summary = own.unwrap_or_else(|| summary(index.item(shown)));
    element(feed, "summary", &summary);
    feed.push_str("</entry>\n");
}

/// What the feed says of an entry without a plain summary.
fn summary(item: &Item<'_>) -> String {
    let mut words = format!("{}，{}", item.kind.name, item.unit.name);
    if let Some(until) = &item.posting.until {
        let _ = write!(words, "，张贴期{}至{}", item.posting.from.forms().chinese, until.forms().chinese);
    }
    words
}

/// The site map: every page by its whole address; `pages` are their addresses from the root.
pub(super) fn sitemap<'p>(address: &str, pages: impl Iterator<Item = &'p str> + Clone) -> String {
    let room = pages.clone().map(|page| address.len() + page.len() + 32).sum::<usize>() + 256;
    let mut map = String::with_capacity(room);
    map.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    map.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let address = escaped(address);
    for page in pages.filter(|page| *page != address::NOT_FOUND) {
        for part in ["<url><loc>", &address, &escaped(page), "</loc></url>\n"] {
            map.push_str(part);
        }
    }
    map.push_str("</urlset>\n");
    map
}

/// robots.txt: everything may be read; the site map, where there is one.
pub(super) fn robots(address: Option<&str>) -> String {
    let mut robots = String::from("User-agent: *\nDisallow:\n");
    if address.is_some() {
        let _ = writeln!(robots, "\nSitemap: {}", whole(address, address::SITEMAP));
    }
    robots
}

/// The address of a page, whole where the site has one.
fn whole(address: Option<&str>, href: &str) -> String {
    format!("{}{href}", address.unwrap_or_default())
}

/// Midnight of a day in China, as Atom writes it.
fn moment(date: Date) -> String {
    format!("{date}T00:00:00+08:00")
}

fn element(xml: &mut String, name: &str, text: &str) {
    let _ = writeln!(xml, "<{name}>{}</{name}>", escaped(text));
}

/// Text for XML 1.0: marked signs escaped, characters that XML has none of left out.
fn escaped(text: &str) -> Cow<'_, str> {
    // So are nearly all addresses.
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'/' | b':')) {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped.into()
}

#[cfg(test)]
mod tests {
    use super::{escaped, robots, sitemap};

    #[test]
    fn signs_that_mean_something_to_xml_are_escaped() {
        assert_eq!(escaped("a<b>&\"c\"\u{0}\n"), "a&lt;b&gt;&amp;&quot;c&quot; ");
    }

    #[test]
    fn robots_name_a_site_map_only_where_there_is_one() {
        assert!(!robots(None).contains("Sitemap"));
        assert!(robots(Some("https://a.example/")).contains("Sitemap: https://a.example/sitemap.xml\n"));
    }

    #[test]
    fn the_site_map_leaves_out_the_page_for_what_is_missing() {
        let map = sitemap("https://a.example/", ["index.html", "404.html"].into_iter());
        assert!(map.contains("<loc>https://a.example/index.html</loc>") && !map.contains("404"));
    }
}
