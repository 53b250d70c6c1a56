//! An entry's body as HTML.

use super::table::table;
use crate::document::{Block, BlockKind, Document, Footnote, HeadingLevels, Inline, InlineKind, Item};
use std::collections::BTreeMap;

/// How a body is written.
pub(super) struct Manner<'a> {
    /// The level of its first heading, one below the page's own.
    pub(super) first_level: u8,
    /// Whether its tables are shown.
    pub(super) tables: Tables,
    /// The address of a link's target as the page needs it; none where it leads nowhere, and then only words stay.
    pub(super) link: &'a dyn Fn(&str) -> Option<String>,
    /// The picture with this target; none where there is none, and then only its words stay.
    pub(super) picture: &'a dyn Fn(&str) -> Option<PicturePlace>,
}

/// Whether tables are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tables {
    /// They are.
    Shown,
    /// A note stands in their place: they hang on the board only.
    OnBoardOnly,
}

/// Where a picture lies, as the page needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PicturePlace {
    /// Its address.
    pub(super) address: String,
    /// The address and the width of its small form; none where there is but one form.
    pub(super) small: Option<(String, u32)>,
    /// Its width in pixels.
    pub(super) width: u32,
    /// Its height in pixels.
    pub(super) height: u32,
}

/// The HTML of a body.
pub(super) fn html(document: &Document, manner: &Manner<'_>) -> String {
    let mut writer = Writer {
        manner,
        levels: HeadingLevels::new(manner.first_level),
        referred: BTreeMap::new(),
        in_link: false,
        tables: 0,
        out: String::new(),
    };
    writer.blocks(&document.blocks);
    if !document.footnotes.is_empty() {
        writer.footnotes(&document.footnotes);
    }
    writer.out
}

/// The HTML while it is written.
pub(super) struct Writer<'a> {
    manner: &'a Manner<'a>,
    levels: HeadingLevels,
    /// How often each footnote was referred to.
    referred: BTreeMap<usize, usize>,
    in_link: bool,
    tables: usize,
    out: String,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(&block.kind);
        }
    }

    fn block(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::Heading { level, content } => {
                let level = self.levels.next(*level);
                self.put(&format!("<h{level}>"));
                self.inlines(content);
                self.put(&format!("</h{level}>\n"));
            }
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Quote(blocks) => {
                self.put("<blockquote>\n");
                self.blocks(blocks);
                self.put("</blockquote>\n");
            }
            BlockKind::Code { text, .. } => {
                self.put("<pre tabindex=\"0\"><code>");
                self.words(text);
                self.put("</code></pre>\n");
            }
            BlockKind::Table(_) if self.manner.tables == Tables::OnBoardOnly => {
                self.put("<p class=\"board-only\">（表格略）</p>\n");
            }
            BlockKind::Table(rows) => {
                self.tables += 1;
                let number = self.tables;
                table(self, rows, number);
            }
            BlockKind::Rule => self.put("<hr>\n"),
            BlockKind::TableFile(_) => {}
        }
    }

    /// A paragraph; one of pictures only becomes a figure for each.
    fn paragraph(&mut self, content: &[Inline]) {
        let blank = |inline: &Inline| match &inline.kind {
            InlineKind::Text(text) => text.trim().is_empty(),
            InlineKind::LineBreak => true,
            _ => false,
        };
        let found = |inline: &Inline| match &inline.kind {
            InlineKind::Image { target, .. } => (self.manner.picture)(target).is_some(),
            _ => false,
        };
        if content.iter().any(found) && content.iter().all(|inline| blank(inline) || found(inline)) {
            for inline in content.iter().filter(|inline| !blank(inline)) {
                self.put("<figure>");
                self.inlines(std::slice::from_ref(inline));
                self.put("</figure>\n");
            }
        } else {
            self.put("<p>");
            self.inlines(content);
            self.put("</p>\n");
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        let tasks = items.iter().any(|item| item.done.is_some());
        match start {
            None if tasks => self.put("<ul class=\"tasks\">\n"),
            None => self.put("<ul>\n"),
            Some(1) => self.put("<ol>\n"),
            Some(start) => self.put(&format!("<ol start=\"{start}\">\n")),
        }
        for item in items {
            self.put("<li>");
            match item.done {
                Some(true) => self.put("<span role=\"img\" aria-label=\"已完成\">☑</span> "),
                Some(false) => self.put("<span role=\"img\" aria-label=\"未完成\">☐</span> "),
                None => {}
            }
            match item.blocks.as_slice() {
                // A single paragraph needs no element of its own.
                [Block { kind: BlockKind::Paragraph(content), .. }] => self.inlines(content),
                [Block { kind: BlockKind::Paragraph(content), .. }, rest @ ..]
                    if rest.iter().all(|block| matches!(block.kind, BlockKind::List { .. })) =>
                {
                    self.inlines(content);
                    self.put("\n");
                    self.blocks(rest);
                }
                blocks => self.blocks(blocks),
            }
            self.put("</li>\n");
        }
        self.put(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    /// Running text.
    pub(super) fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) => self.words(text),
                InlineKind::Code(text) => {
                    self.put("<code>");
                    self.words(text);
                    self.put("</code>");
                }
                InlineKind::Strong(content) => self.marked("strong", content),
                InlineKind::Emphasis(content) => self.marked("em", content),
                InlineKind::Strikethrough(content) => self.marked("del", content),
                InlineKind::Link { target, content } => self.link(target, content),
                InlineKind::Image { target, alternative } => self.image(target, alternative),
                InlineKind::FootnoteReference(number) => self.reference(*number),
                InlineKind::LineBreak => self.put("<br>"),
            }
        }
    }

    fn marked(&mut self, element: &str, content: &[Inline]) {
        self.put(&format!("<{element}>"));
        self.inlines(content);
        self.put(&format!("</{element}>"));
    }

    fn link(&mut self, target: &str, content: &[Inline]) {
        let Some(address) = (self.manner.link)(target) else { return self.inlines(content) };
        self.put("<a href=\"");
        self.words(&address);
        self.put("\">");
        let outside = std::mem::replace(&mut self.in_link, true);
        // A link without words could be neither seen nor spoken.
        if content.is_empty() {
            self.words(target);
        } else {
            self.inlines(content);
        }
        self.in_link = outside;
        self.put("</a>");
    }

    fn image(&mut self, target: &str, alternative: &str) {
        let Some(PicturePlace { address, small, width, height }) = (self.manner.picture)(target) else {
            return self.words(alternative);
        };
        // The whole picture is a touch away; links cannot stand in links.
        let linked = small.is_some() && !self.in_link;
        if linked {
            self.put("<a class=\"picture\" href=\"");
            self.words(&address);
            self.put(if alternative.is_empty() { "\" aria-label=\"看大图\">" } else { "\">" });
        }
        self.put("<img src=\"");
        self.words(small.as_ref().map_or(&address, |(small, _)| small));
        if let Some((small, small_width)) = &small {
            self.put("\" srcset=\"");
            self.words(&format!("{small} {small_width}w, {address} {width}w"));
            self.put("\" sizes=\"(max-width: 639px) 90vw, 620px");
        }
        self.put("\" alt=\"");
        self.words(alternative);
        self.put(&format!("\" width=\"{width}\" height=\"{height}\" loading=\"lazy\">"));
        if linked {
            self.put("</a>");
        }
    }

    fn reference(&mut self, number: usize) {
        let times = self.referred.entry(number).or_default();
        *times += 1;
        let id = reference_id(number, *times);
        let shown = number + 1;
        // Links cannot stand in links.
        if self.in_link {
            return self.put(&format!("<sup id=\"{id}\">{shown}</sup>"));
        }
        self.put(&format!(
            "<sup id=\"{id}\"><a href=\"#note-{shown}\" aria-label=\"脚注{shown}\">{shown}</a></sup>"
        ));
    }

    /// The footnotes, each with links back to where it is referred to.
    fn footnotes(&mut self, footnotes: &[Footnote]) {
        self.put("<section class=\"footnotes\" aria-label=\"脚注\">\n<ol>\n");
        for (number, footnote) in footnotes.iter().enumerate() {
            self.put(&format!("<li id=\"note-{}\">", number + 1));
            match footnote.blocks.as_slice() {
                [Block { kind: BlockKind::Paragraph(content), .. }] => self.inlines(content),
                blocks => self.blocks(blocks),
            }
            for time in 1..=self.referred.get(&number).copied().unwrap_or_default() {
                let id = reference_id(number, time);
                self.put(&format!(" <a class=\"back\" href=\"#{id}\" aria-label=\"回到正文\">↩</a>"));
            }
            self.put("</li>\n");
        }
        self.put("</ol>\n</section>\n");
    }

    /// What is mark-up.
    pub(super) fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// People's words, right between elements and in attributes.
    pub(super) fn words(&mut self, words: &str) {
        for character in words.chars() {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                _ => self.out.push(character),
            }
        }
    }
}

fn reference_id(number: usize, time: usize) -> String {
    if time == 1 { format!("reference-{}", number + 1) } else { format!("reference-{}-{time}", number + 1) }
}

#[cfg(test)]
mod tests {
    use super::{Manner, PicturePlace, Tables, html};
    use crate::markdown;
    use crate::site_path::SitePath;
    use crate::source::Source;
    use proptest::prelude::*;

    fn document(text: &str) -> crate::document::Document {
        let source = Source::new(SitePath::new("entries/a.md").unwrap(), text);
        markdown::parse(&source, 0..text.len(), &mut Vec::new())
    }

    fn written_with(text: &str, tables: Tables) -> String {
        let link = |target: &str| (target != "nowhere.md").then(|| target.replace(".md", ".html"));
        let picture = |target: &str| {
            ["a.jpg", "c.svg"].contains(&target).then(|| PicturePlace {
                address: format!("../p/{target}"),
                small: (target == "a.jpg").then(|| ("../p/a-small.jpg".to_owned(), 400)),
                width: 800,
                height: 600,
            })
        };
        html(&document(text), &Manner { first_level: 2, tables, link: &link, picture: &picture })
    }

    fn written(text: &str) -> String {
        written_with(text, Tables::Shown)
    }

    #[test]
    fn every_construct_has_its_element() {
        for (text, expected) in [
            ("甲 & <乙> \"丙\" '丁'", "<p>甲 &amp; &lt;乙&gt; &quot;丙&quot; &#39;丁&#39;</p>\n"),
            ("# 甲\n\n### 乙\n\n# 丙", "<h2>甲</h2>\n<h3>乙</h3>\n<h2>丙</h2>\n"),
            (
                "**甲***乙*~~丙~~`<丁>`",
                "<p><strong>甲</strong><em>乙</em><del>丙</del><code>&lt;丁&gt;</code></p>\n",
            ),
            ("甲  \n乙", "<p>甲<br>乙</p>\n"),
            (
                "2. 甲\n3. 乙\n   - 丙",
                "<ol start=\"2\">\n<li>甲</li>\n<li>乙\n<ul>\n<li>丙</li>\n</ul>\n</li>\n</ol>\n",
            ),
            (
                "- [x] 甲\n- [ ] 乙",
                "<ul class=\"tasks\">\n<li><span role=\"img\" aria-label=\"已完成\">☑</span> 甲</li>\n\
                 <li><span role=\"img\" aria-label=\"未完成\">☐</span> 乙</li>\n</ul>\n",
            ),
            ("> 甲", "<blockquote>\n<p>甲</p>\n</blockquote>\n"),
            ("---", "<hr>\n"),
            ("```\n<甲>\n```", "<pre tabindex=\"0\"><code>&lt;甲&gt;\n</code></pre>\n"),
            ("[甲](b.md)[乙](nowhere.md)", "<p><a href=\"b.html\">甲</a>乙</p>\n"),
            ("[](https://a.cn/?b&c)", "<p><a href=\"https://a.cn/?b&amp;c\">https://a.cn/?b&amp;c</a></p>\n"),
            (
                "![甲\"乙](a.jpg)",
                "<figure><a class=\"picture\" href=\"../p/a.jpg\"><img src=\"../p/a-small.jpg\" \
                 srcset=\"../p/a-small.jpg 400w, ../p/a.jpg 800w\" sizes=\"(max-width: 639px) 90vw, 620px\" \
                 alt=\"甲&quot;乙\" width=\"800\" height=\"600\" loading=\"lazy\"></a></figure>\n",
            ),
            (
                "![甲](c.svg)",
                "<figure><img src=\"../p/c.svg\" alt=\"甲\" width=\"800\" height=\"600\" loading=\"lazy\"></figure>\n",
            ),
            ("![甲](b.jpg)", "<p>甲</p>\n"),
            ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }

    #[test]
    fn footnotes_lead_there_and_back() {
        assert_eq!(
            written("甲[^a]乙[^a]\n\n[^a]: 注"),
            "<p>甲<sup id=\"reference-1\"><a href=\"#note-1\" aria-label=\"脚注1\">1</a></sup>\
             乙<sup id=\"reference-1-2\"><a href=\"#note-1\" aria-label=\"脚注1\">1</a></sup></p>\n\
             <section class=\"footnotes\" aria-label=\"脚注\">\n<ol>\n<li id=\"note-1\">注 \
             <a class=\"back\" href=\"#reference-1\" aria-label=\"回到正文\">↩</a> \
             <a class=\"back\" href=\"#reference-1-2\" aria-label=\"回到正文\">↩</a></li>\n</ol>\n</section>\n"
        );
    }

    const TABLE: &str = "| 村 | 元 |\n|---|---:|\n| 甲村 | 420.00 |\n| 合计 | 420.00 |\n";

    #[test]
    fn tables_say_what_their_cells_are() {
        assert_eq!(
            written(TABLE),
            "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"表1：村、元\">\n<table>\n<thead>\n\
             <tr><th scope=\"col\" class=\"s\">村</th><th scope=\"col\" class=\"n s\">元</th></tr>\n</thead>\n<tbody>\n\
             <tr><th scope=\"row\" class=\"s\">甲村</th><td class=\"n s\">420.00</td></tr>\n\
             <tr class=\"total\"><th scope=\"row\" class=\"s\">合计</th><td class=\"n s\">420.00</td></tr>\n\
             </tbody>\n</table>\n</div>\n"
        );
    }

    #[test]
    fn a_first_column_of_figures_or_of_doubles_heads_no_rows() {
        for text in
            ["| 号 | 户 |\n|---|---|\n| 1 | 2 |\n", "| 村 | 户 |\n|---|---|\n| 甲 | 1 |\n| 甲 | 2 |\n"]
        {
            assert!(!written(text).contains("scope=\"row\""), "{text}");
        }
    }

    #[test]
    fn tables_of_the_board_alone_stay_off_the_page() {
        let page = written_with(&format!("甲\n\n> {}", TABLE.replace('\n', "\n> ")), Tables::OnBoardOnly);
        assert!(!page.contains("420.00") && !page.contains("甲村") && page.contains("board-only"), "{page}");
    }

    /// The words of a page: elements dropped, entities read.
    fn words(page: &str) -> String {
        let mut words = String::new();
        for (nth, part) in page.split('<').enumerate() {
            words.push_str(if nth == 0 { part } else { part.split_once('>').unwrap().1 });
        }
        let words =
            words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
        words.replace("&amp;", "&")
    }

    proptest! {
        #[test]
        fn words_come_out_of_the_page_as_they_went_in(text in markdown::any_markdown()) {
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            // What pages add: marks of tasks, numbers of notes, ways back; a link's own address where it has no words.
            let document = document(&text);
            prop_assume!(document.footnotes.is_empty() && !text.contains("](") && !text.contains("[x]"));
            prop_assert_eq!(squeezed(&words(&written(&text))), squeezed(&document.text()));
        }

        #[test]
        fn no_words_become_elements(text in any::<String>()) {
            let page = written(&text);
            let known = ["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em", "del",
                "a", "br", "hr", "div", "table", "thead", "tbody", "tr", "th", "td", "sup", "section", "span", "figure", "img"];
            for part in page.split('<').skip(1) {
                let name: String = part.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                prop_assert!(known.contains(&name.as_str()), "{page}");
            }
        }
    }
}
