//! An entry's body as a Typst program: every construct a function call, every word escaped, so that no entry can run
//! code or read a file. The functions are Typst's own and those of the theme's `sheets/lib/body.typ`.

use super::ledger::ledger;
use crate::document::{
    Block, BlockKind, Document, HeadingLevels, Inline, InlineKind, Item, numbering_level, plain_text,
};
use crate::model::{self, Entry, TableRules, Target};
use crate::site_path::SitePath;
use crate::theme::escape_typst;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The longest lead of a numbered paragraph, in characters; a longer one is a sentence like any other.
const LONGEST_LEAD: usize = 40;

/// A body, ready for `/body.typ`.
pub(super) struct Body {
    /// The program.
    pub(super) source: String,
    /// The pictures it names: `/picture-1` and so on (without an ending, so that the bytes say what they are), each
    /// with its path from `content/`.
    pub(super) pictures: Vec<(String, SitePath)>,
}

/// Writes the body of an entry.
pub(super) fn body(entry: &Entry, document: &Document) -> Body {
    let paths = model::pictures(&entry.path, document);
    let name = |written: &str| match model::target(&entry.path, written) {
        Target::File(path) => paths.iter().position(|other| *other == path).map(picture_name),
        _ => None,
    };
    let source = program(document, &entry.tables, &name);
    let pictures = paths.iter().cloned().enumerate().map(|(at, path)| (picture_name(at), path)).collect();
    Body { source, pictures }
}

fn picture_name(at: usize) -> String {
    format!("/picture-{}", at + 1)
}

/// The program for a document; `picture` names the file of a picture's target.
fn program(document: &Document, rules: &[TableRules], picture: &dyn Fn(&str) -> Option<String>) -> String {
    let mut writer = Writer {
        document,
        rules,
        picture,
        levels: HeadingLevels::new(1),
        referred: BTreeMap::new(),
        source: String::from("#import \"/lib/body.typ\": *\n\n"),
    };
    writer.blocks(&document.blocks);
    writer.source
}

/// The program while it is written.
pub(super) struct Writer<'a> {
    document: &'a Document,
    /// What the front matter says of tables.
    pub(super) rules: &'a [TableRules],
    picture: &'a dyn Fn(&str) -> Option<String>,
    levels: HeadingLevels,
    /// How often each footnote was referred to.
    referred: BTreeMap<usize, usize>,
    /// What is written so far.
    pub(super) source: String,
}

impl Writer<'_> {
    /// Blocks, parted by blank lines.
    fn blocks(&mut self, blocks: &[Block]) {
        let mut first = true;
        for block in blocks {
            if matches!(block.kind, BlockKind::TableFile(_)) {
                continue;
            }
            if !std::mem::take(&mut first) {
                self.source.push_str("\n\n");
            }
            self.block(&block.kind);
        }
    }

    fn block(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::Heading { level, content } => {
                let depth = self.levels.next(*level);
                self.put(&format!("#heading(depth: {depth})["));
                self.inlines(content);
                self.put("]");
            }
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Quote(blocks) => {
                self.put("#quote(block: true)[");
                self.blocks(blocks);
                self.put("]");
            }
            BlockKind::Code { text, .. } => {
                self.put("#raw(block: true, \"");
                self.words(text.trim_end_matches('\n'));
                self.put("\")");
            }
            BlockKind::Table(table) => ledger(self, table),
            BlockKind::Rule => self.put("#line(length: 100%)"),
            BlockKind::TableFile(_) => {}
        }
    }

    /// A paragraph; where it is numbered, with what leads it (`一、油菜防冻：`) apart.
    fn paragraph(&mut self, content: &[Inline]) {
        let Some(level) = numbering_level(content) else { return self.inlines(content) };
        let (lead, rest) = split_lead(content);
        self.put(&format!("#numbered({level}, ["));
        self.inlines(&lead);
        self.put("], [");
        self.inlines(&rest);
        self.put("])");
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        let tasks = start.is_none() && items.iter().all(|item| item.done.is_some());
        match start {
            Some(start) => self.put(&format!("#enum(start: {start}, ")),
            None if tasks => self.put("#tasks("),
            None => self.put("#list("),
        }
        for item in items {
            match item.done {
                Some(done) if tasks => self.put(&format!("(done: {done}, body: [")),
                // No font of the sheets has ☑ and ☐.
                Some(done) => self.put(&format!("[#tick-box(done: {done})#h(0.5em)")),
                None => self.put("["),
            }
            self.blocks(&item.blocks);
            self.put(if tasks { "]), " } else { "], " });
        }
        self.put(")");
    }

    /// Running text.
    pub(super) fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) => self.words(text),
                InlineKind::Code(text) => {
                    self.put("#raw(\"");
                    self.words(text);
                    self.put("\")");
                }
                InlineKind::Strong(content) => self.marked("strong", content),
                InlineKind::Emphasis(content) => self.marked("emph", content),
                InlineKind::Strikethrough(content) => self.marked("strike", content),
                InlineKind::Link { target, content } => self.link(target, content),
                InlineKind::Image { target, alternative } => self.image(target, alternative),
                InlineKind::FootnoteReference(number) => self.footnote(*number),
                InlineKind::LineBreak => self.put("#linebreak()"),
            }
        }
    }

    fn marked(&mut self, function: &str, content: &[Inline]) {
        self.put(&format!("#{function}["));
        self.inlines(content);
        self.put("]");
    }

    /// A link; one to another entry is words only, since paper leads nowhere.
    fn link(&mut self, target: &str, content: &[Inline]) {
        let outside =
            target.split_once(':').is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphabetic()));
        if !outside || content.is_empty() {
            return self.inlines(content);
        }
        self.put("#link(\"");
        self.words(target);
        self.put("\")[");
        self.inlines(content);
        self.put("]");
    }

    fn image(&mut self, target: &str, alternative: &str) {
        let Some(name) = (self.picture)(target) else { return self.words(alternative) };
        self.put("#picture(\"");
        self.words(&name);
        self.put("\", alt: \"");
        self.words(if alternative.is_empty() { "图片" } else { alternative });
        self.put("\")");
    }

    /// A reference to a footnote: the note itself the first time, its number again after.
    fn footnote(&mut self, number: usize) {
        let document = self.document;
        let Some(footnote) = document.footnotes.get(number) else { return };
        let times = self.referred.entry(number).or_default();
        *times += 1;
        if *times > 1 {
            return self.put(&format!("#footnote(<note-{}>)", number + 1));
        }
        self.put("#footnote[");
        self.blocks(&footnote.blocks);
        self.put(&format!("]<note-{}>", number + 1));
    }

    /// What is part of the program.
    pub(super) fn put(&mut self, syntax: &str) {
        self.source.push_str(syntax);
    }

    /// People's words, right in running text and between quotation marks.
    pub(super) fn words(&mut self, words: &str) {
        let mut escaped = Vec::with_capacity(words.len());
        // Writing to memory does not fail.
        let _ = escape_typst(&printable(words), &mut escaped);
        let _ = write!(self.source, "{}", String::from_utf8_lossy(&escaped));
    }
}

/// The words without the byte order marks that joined files leave in them: nobody sees these, and no PDF/A may hold one.
pub(super) fn printable(words: &str) -> Cow<'_, str> {
    if words.contains('\u{feff}') { words.replace('\u{feff}', "").into() } else { words.into() }
}

/// Parts what leads a numbered paragraph from the rest: up to its first full stop or colon, or all of a short line.
fn split_lead(content: &[Inline]) -> (Vec<Inline>, Vec<Inline>) {
    let mut lead = Vec::new();
    for (at, inline) in content.iter().enumerate() {
        let text = plain_text(std::slice::from_ref(inline));
        let Some((end, stop)) = text.char_indices().find(|(_, c)| matches!(c, '。' | '：' | '；')) else {
            lead.push(inline.clone());
            continue;
        };
        let mut rest = content.get(at + 1..).unwrap_or_default().to_vec();
        match &inline.kind {
            InlineKind::Text(_) => {
                let (before, after) = text.split_at(end + stop.len_utf8());
                let part = |text: &str| Inline { kind: InlineKind::Text(text.to_owned()), ..inline.clone() };
                lead.push(part(before));
                if !after.is_empty() {
                    rest.insert(0, part(after));
                }
            }
            _ => lead.push(inline.clone()),
        }
        return if plain_text(&lead).chars().count() <= LONGEST_LEAD {
            (lead, rest)
        } else {
            (Vec::new(), content.to_vec())
        };
    }
    if plain_text(&lead).chars().count() <= LONGEST_LEAD { (lead, Vec::new()) } else { (Vec::new(), lead) }
}

#[cfg(test)]
mod tests {
    use super::program;
    use crate::calendar::Date;
    use crate::markdown;
    use crate::site_path::SitePath;
    use crate::source::Source;
    use crate::theme::Theme;
    use crate::typeset::fonts::Fonts;
    use crate::typeset::world::{Engine, SheetWorld};
    use proptest::prelude::*;
    use typst::foundations::Bytes;
    use typst_layout::PagedDocument;

    fn program_of(text: &str) -> String {
        let source = Source::new(SitePath::new("entries/a.md").unwrap(), text);
        let document = markdown::parse(&source, 0..text.len(), &mut Vec::new());
        program(&document, &[], &|target| (target == "a.jpg").then(|| "/picture-1".to_owned()))
    }

    fn written(text: &str) -> String {
        program_of(text).strip_prefix("#import \"/lib/body.typ\": *\n\n").unwrap().to_owned()
    }

    #[test]
    fn every_construct_is_a_call() {
        for (text, expected) in [
            ("公示 7天", "公示 7天"),
            ("甲\n\n乙", "甲\n\n乙"),
            ("## 甲\n\n#### 乙", "#heading(depth: 1)[甲]\n\n#heading(depth: 2)[乙]"),
            ("**甲***乙*~~丙~~`a b`", "#strong[甲]#emph[乙]#strike[丙]#raw(\"a b\")"),
            ("甲  \n乙", "甲#linebreak()乙"),
            ("3. 甲\n4. 乙", "#enum(start: 3, [甲], [乙], )"),
            ("- 甲\n\n  乙", "#list([甲\n\n乙], )"),
            ("- [x] 甲\n- [ ] 乙", "#tasks((done: true, body: [甲]), (done: false, body: [乙]), )"),
            ("- [x] 甲\n- 乙", "#list([#tick-box(done: true)#h(0.5em)甲], [乙], )"),
            ("1. [ ] 甲", "#enum(start: 1, [#tick-box(done: false)#h(0.5em)甲], )"),
            ("> 甲", "#quote(block: true)[甲]"),
            ("```\n甲\n```", "#raw(block: true, \"甲\")"),
            ("---", "#line(length: 100%)"),
            ("[甲](https://a.cn)", "#link(\"https\\u{3a}\\u{2f}\\u{2f}a\\u{2e}cn\")[甲]"),
            ("[甲](08.md)", "甲"),
            ("![甲](a.jpg)", "#picture(\"\\u{2f}picture\\u{2d}1\", alt: \"甲\")"),
            ("![甲](b.jpg)", "甲"),
            ("甲[^1]乙[^1]\n\n[^1]: 注", "甲#footnote[注]<note-1>乙#footnote(<note-1>)"),
            ("一、油菜防冻：清沟排渍。", "#numbered(1, [一、油菜防冻：], [清沟排渍。])"),
            ("（一）申请", "#numbered(2, [（一）申请], [])"),
            ("**一、甲**乙。丙", "#numbered(1, [#strong[一、甲]乙。], [丙])"),
            (
                "#read(\"/x\") $a$ @b <c",
                "\\u{23}read\\u{28}\\u{22}\\u{2f}x\\u{22}\\u{29} \\u{24}a\\u{24} \\u{40}b \\u{3c}c",
            ),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }

    /// The program without the calls that it may hold and without escapes: only words are left.
    fn words_left(program: &str) -> String {
        let mut left = program.to_owned();
        for _ in 0..2 {
            for call in [
                "#strong[",
                "#emph[",
                "#strike[",
                "#raw(block: true, \"",
                "#raw(\"",
                "#linebreak()",
                "#line(length: 100%)",
                "#list(",
                "#tasks(",
                "#tick-box(done: true)#h(0.5em)",
                "#tick-box(done: false)#h(0.5em)",
                "#quote(block: true)[",
                "#footnote[",
                "#link(\"",
                "#picture(\"",
                "\", alt: \"",
                "(done: true, body: [",
                "(done: false, body: [",
                "#ledger(",
                "id: none, ",
                "columns: (",
                "head: (",
                "rows: (",
                "(cells: (",
                "total: true",
                "total: false",
                "values: (",
                "none",
                "figures: true",
                "figures: false",
                "sum: false",
                "word: \"",
                "\", unit: \"",
                "(align: left",
                "(align: right",
                "(align: center",
            ] {
                left = left.replace(call, "");
            }
        }
        for depth in 1..=6 {
            left = left
                .replace(&format!("#heading(depth: {depth})["), "")
                .replace(&format!("#numbered({depth}, ["), "");
        }
        left = left.replace("#footnote(<note-1>)", "").replace("<note-1>", "");
        for start in 0..=99 {
            left = left.replace(&format!("#enum(start: {start}, "), "");
        }
        while let Some((before, rest)) = left.split_once("\\u{") {
            let (code, after) = rest.split_once('}').unwrap();
            assert!(code.chars().all(|c| c.is_ascii_hexdigit()));
            left = format!("{before}{after}");
        }
        left
    }

    /// What typesetting the program finds wrong.
    fn faults(program: String) -> Vec<String> {
        let theme = Theme::load(None, &mut Vec::new()).unwrap();
        let fonts = Fonts::new(Vec::new(), &theme, &mut Vec::new());
        let engine = Engine::new(&theme, &fonts, Date::new(2022, 12, 23).unwrap());
        let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>";
        let data = "{\"fonts\":{\"song\":\"Mingbai Song\",\"hei\":\"Mingbai Hei\",\"kai\":\"Mingbai Kai\",\
            \"fang\":\"Mingbai Song\",\"title\":\"Mingbai Song\"}}";
        let world = SheetWorld::new(&engine, "#include \"/body.typ\"".to_owned())
            .unwrap()
            .source("/body.typ", program)
            .file("/picture-1", Bytes::from_string(picture))
            .file("/data.json", Bytes::from_string(data));
        match typst::compile::<PagedDocument>(&world).output {
            Ok(_) => Vec::new(),
            Err(faults) => faults.iter().map(|fault| fault.message.to_string()).collect(),
        }
    }

    const EVERYTHING: &str = "# 甲\n\n一、乙：*丙***丁**~~戊~~`己`[庚](https://a.cn)[辛](b.md)[^1]再[^1]\n\n\
        ![壬](a.jpg)\n\n- 癸\n\n  1. 子\n\n- [x] 丑\n\n> 寅\n\n```\n#panic()\n```\n\n---\n\n<!-- table: t -->\n\
        | 村 | 元 |\n|:-:|--:|\n| 陈*兰 | 1,080.00 |\n| 合计 | 1,080.00 |\n\n[^1]: 注\n\n    再注\n";

    #[test]
    fn a_body_of_everything_can_be_set() {
        assert_eq!(faults(program_of(EVERYTHING)), Vec::<String>::new());
        assert_eq!(faults(program_of("")), Vec::<String>::new());
        assert_eq!(faults("#panic()".to_owned()).len(), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn any_body_can_be_set(text in markdown::any_markdown()) {
            prop_assert_eq!(faults(program_of(&text)), Vec::<String>::new());
        }
    }

    proptest! {
        #[test]
        fn no_body_can_break_out(text in markdown::any_markdown()) {
            let left = words_left(&written(&text));
            let allowed = |c: char| (!c.is_ascii() && !c.is_whitespace()) || c.is_ascii_alphanumeric() || " \n[](),\"".contains(c);
            prop_assert!(left.chars().all(allowed), "{left}");
            let open = left.matches(['[', '(']).count();
            prop_assert!(open <= left.matches([']', ')']).count());
        }
    }
}
