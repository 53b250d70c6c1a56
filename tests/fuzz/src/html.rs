//! A strict reader of the HTML that the program writes: it knows no forgiveness, so that nothing that a browser would
//! have to mend gets through.

/// Elements without an end.
const VOID: &[&str] = &["br", "hr", "img", "link", "meta", "wbr"];

/// Elements that a paragraph cannot hold: a browser would end the paragraph before them.
const BLOCKS: &[&str] = &[
    "article",
    "blockquote",
    "div",
    "dl",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Elements that may stand in a body.
const OF_A_BODY: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// What was read.
#[derive(Debug, Default)]
pub struct Html {
    /// Its words.
    pub text: String,
    /// How many scripts it calls.
    pub scripts: usize,
}

/// Reads the HTML of a body.
pub fn body(html: &str) -> Html {
    read(html, Some(OF_A_BODY))
}

/// Reads a whole page.
pub fn page(html: &str) -> Html {
    let rest = html.strip_prefix("<!doctype html>").or_else(|| html.strip_prefix("<!DOCTYPE html>"));
    read(rest.expect("a page says what it is"), None)
}

fn read(html: &str, elements: Option<&[&str]>) -> Html {
    let mut found = Html::default();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    loop {
        let (text, after) = rest.split_once('<').map_or((rest, None), |(text, after)| (text, Some(after)));
        found.text.push_str(&unescaped(text));
        let Some(after) = after else { break };
        let end = end_of_tag(after);
        let (tag, after) = (&after[..end], &after[end + 1..]);
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "</{name}> ends nothing in {html}");
            continue;
        }
        let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        let letters = |mark: char| mark.is_ascii_lowercase() || mark.is_ascii_digit() || mark == '-';
        assert!(!name.is_empty() && name.chars().all(letters), "<{tag}> is no element");
        assert!(elements.is_none_or(|known| known.contains(&name)), "<{name}> in a body");
        assert!(name != "a" || !open.contains(&"a"), "a link in a link: {html}");
        assert!(!BLOCKS.contains(&name) || !open.contains(&"p"), "<{name}> in a paragraph: {html}");
        assert!(name != "li" || matches!(open.last(), Some(&("ul" | "ol"))), "<li> in no list: {html}");
        check_attributes(attributes);
        found.scripts += usize::from(name == "script");
        if !closed && !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} never end in {html}");
    found
}

/// The `>` that ends a tag; one inside a quoted value does not.
fn end_of_tag(tag: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at,
            b'<' => panic!("a bare < in a tag: {tag}"),
            _ => {}
        }
    }
    panic!("a tag never ends: {tag}")
}

fn check_attributes(attributes: &str) {
    let mut rest = attributes.trim();
    while !rest.is_empty() {
        let end = rest.find([' ', '\n', '=']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let letters = |mark: char| mark.is_ascii_alphabetic() || mark == '-' || mark == ':';
        assert!(!name.is_empty() && name.chars().all(letters), "no attribute: {attributes}");
        assert!(!name.starts_with("on"), "{name} in {attributes}");
        let Some(after) = after.strip_prefix("=\"") else {
            rest = after.trim_start();
            continue;
        };
        let (value, after) = after.split_once('"').expect("a quoted value");
        assert!(after.is_empty() || after.starts_with([' ', '\n']), "values touch: {attributes}");
        let value = unescaped(value);
        match name {
            "href" | "src" => check_address(&value),
            // The bar of days that have passed.
            "style" => assert!(is_width(&value), "style={value} in {attributes}"),
            _ => {}
        }
        rest = after.trim_start();
    }
}

/// `width:50%`.
fn is_width(style: &str) -> bool {
    let percent = style.strip_prefix("width:").and_then(|width| width.strip_suffix('%'));
    percent.is_some_and(|percent| percent.parse::<u8>().is_ok_and(|percent| percent <= 100))
}

/// An address leads to a page or a file, never into a program.
fn check_address(address: &str) {
    // What a browser passes over in a scheme.
    let plain: String = address.chars().filter(|mark| !mark.is_control() && *mark != ' ').collect();
    let scheme = plain.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
    // `.tp://d` is no scheme: it leads to a file beside the page.
    let scheme = scheme.filter(|(scheme, _)| scheme.starts_with(|mark: char| mark.is_ascii_alphabetic()));
    if let Some((scheme, _)) = scheme {
        let scheme = scheme.to_ascii_lowercase();
        assert!(["http", "https", "mailto", "tel"].contains(&scheme.as_str()), "{address:?} may run");
    }
}

/// The text behind the escapes; a bare `&` is none.
fn unescaped(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        words.push_str(before);
        let (name, after) = after.split_once(';').unwrap_or_else(|| panic!("a bare & in {text:?}"));
        words.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" | "#39" | "#x27" => '\'',
            "#x2F" | "#47" => '/',
            "nbsp" => '\u{a0}',
            _ => panic!("&{name}; is unknown in {text:?}"),
        });
        rest = after;
    }
    words.push_str(rest);
    words
}
