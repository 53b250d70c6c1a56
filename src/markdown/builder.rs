//! Builds the document from what the parser finds, without recursion.

use super::check::{DEEPEST, too_deep};
use super::footnotes::Footnotes;
use super::html::{self, Part};
use super::running::{Holder, TextFrame};
use super::stand_in::Working;
use super::table::TableBuilder;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Document, Inline, InlineKind, Item, TableFile};
use crate::source::Source;
use crate::text::Text;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// The document while it grows.
pub(super) struct Builder<'a> {
    pub(super) source: &'a Source,
    pub(super) working: &'a Working,
    pub(super) problems: &'a mut Vec<Diagnostic>,
    blocks: Vec<BlockFrame>,
    /// What running text is open, from the outside.
    pub(super) texts: Vec<TextFrame>,
    pub(super) table: Option<TableBuilder>,
    row_start: usize,
    code: Option<Code>,
    html: Option<(String, Range<usize>)>,
    /// The id of the table that must come next, with the place that named it.
    table_id: Option<(String, Range<usize>)>,
    pub(super) footnotes: Footnotes,
    pub(super) in_footnote: bool,
    /// Where the last words ended, in the parser's text.
    pub(super) words_end: usize,
}

/// A block that holds blocks.
struct BlockFrame {
    kind: Container,
    range: Range<usize>,
    blocks: Vec<Block>,
    items: Vec<Item>,
}

enum Container {
    Body,
    Quote,
    List(Option<u64>),
    Item(Option<bool>),
    Footnote(String),
}

struct Code {
    language: Option<String>,
    fenced: bool,
    text: String,
    block: Range<usize>,
    content: Option<Range<usize>>,
}

impl<'a> Builder<'a> {
    /// A builder for the body that is `body` of `source`.
    pub(super) fn new(
        source: &'a Source,
        working: &'a Working,
        body: Range<usize>,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let root = BlockFrame { kind: Container::Body, range: body, blocks: Vec::new(), items: Vec::new() };
        Self {
            source,
            working,
            problems,
            blocks: vec![root],
            texts: Vec::new(),
            table: None,
            row_start: 0,
            code: None,
            html: None,
            table_id: None,
            footnotes: Footnotes::default(),
            in_footnote: false,
            words_end: 0,
        }
    }

    /// Takes what the parser found at `at` of its text; false where nesting is too deep to go on.
    pub(super) fn add(&mut self, event: Event<'_>, at: Range<usize>) -> bool {
        let range = self.working.original(at.start)..self.working.original(at.end);
        match event {
            Event::Start(tag) => {
                if self.depth() > DEEPEST {
                    self.problems.push(too_deep(self.source, range.start..range.start));
                    return false;
                }
                self.start(tag, range);
            }
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) if self.code.is_some() => self.code_words(&words, range),
            Event::Text(words) => self.words(&words, at),
            Event::Code(words) => self.inline(InlineKind::Code(Working::restore(&words)), range),
            Event::Html(words) => {
                if let Some((html, _)) = &mut self.html {
                    html.push_str(&Working::restore(&words));
                }
            }
            Event::InlineHtml(words) => self.inline_html(&Working::restore(&words), range),
            Event::FootnoteReference(label) => self.footnote_reference(&Working::restore(&label), range),
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.inline(InlineKind::LineBreak, range),
            Event::Rule => self.block(BlockKind::Rule, range),
            Event::TaskListMarker(done) => {
                if let Some(BlockFrame { kind: Container::Item(mark), .. }) = self.blocks.last_mut() {
                    *mark = Some(done);
                }
            }
            Event::InlineMath(words) | Event::DisplayMath(words) => self.words(&words, at),
        }
        true
    }

    /// The document.
    pub(super) fn finish(mut self) -> Document {
        self.drop_table_id();
        let footnotes = self.footnotes.finish(self.source, self.problems);
        let blocks = self.blocks.pop().map(|root| root.blocks).unwrap_or_default();
        Document { blocks, footnotes }
    }

    /// How many containers are open, lists counted by their items.
    pub(super) fn depth(&self) -> usize {
        let lists = self.blocks.iter().filter(|frame| matches!(frame.kind, Container::List(_))).count();
        self.blocks.len() - 1 - lists + self.texts.len()
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Link { link_type, dest_url, .. } => return self.open_link(link_type, &dest_url, range),
            Tag::Image { dest_url, .. } => return self.open_image(&dest_url, range),
            Tag::TableCell => return self.open_text(Holder::Cell, range),
            Tag::TableHead | Tag::TableRow => {
                self.row_start = range.start;
                return;
            }
            _ => self.end_tight(),
        }
        match tag {
            Tag::Heading { level, .. } => self.open_text(Holder::Heading(level as u8), range),
            Tag::BlockQuote(_) => self.open(Container::Quote, range),
            Tag::List(start) => self.open(Container::List(start), range),
            Tag::Item => self.open(Container::Item(None), range),
            Tag::FootnoteDefinition(label) => {
                self.in_footnote = true;
                self.open(Container::Footnote(Working::restore(&label)), range);
            }
            Tag::CodeBlock(kind) => {
                let fenced = matches!(kind, CodeBlockKind::Fenced(_));
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(Working::restore),
                    CodeBlockKind::Indented => None,
                };
                self.code = Some(Code { language, fenced, text: String::new(), block: range, content: None });
            }
            Tag::HtmlBlock => self.html = Some((String::new(), range)),
            Tag::Table(alignments) => {
                let id = self.table_id.take().map(|(id, _)| id);
                self.table = Some(TableBuilder::new(id, &alignments, range));
            }
            // Paragraphs; the rest is not asked of the parser.
            _ => self.open_text(Holder::Paragraph, range),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    table.row(tag == TagEnd::TableHead, self.row_start, self.source, self.problems);
                }
            }
            TagEnd::Table => {
                if let Some(table) =
                    self.table.take().and_then(|table| table.finish(self.source, self.problems))
                {
                    self.block(BlockKind::Table(table), range);
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close();
            }
            _ => self.end_text(),
        }
    }

    fn open(&mut self, kind: Container, range: Range<usize>) {
        self.blocks.push(BlockFrame { kind, range, blocks: Vec::new(), items: Vec::new() });
    }

    fn close(&mut self) {
        self.end_tight();
        if self.blocks.len() < 2 {
            return;
        }
        let Some(BlockFrame { kind, range, blocks, items }) = self.blocks.pop() else { return };
        match kind {
            Container::Body => {}
            Container::Quote => self.block(BlockKind::Quote(blocks), range),
            Container::List(start) => self.block(BlockKind::List { start, items }, range),
            Container::Item(done) => {
                if let Some(list) = self.blocks.last_mut() {
                    list.items.push(Item { done, blocks });
                }
            }
            Container::Footnote(label) => {
                self.in_footnote = false;
                self.drop_table_id();
                self.footnotes.define(label, range, blocks);
            }
        }
    }

    /// Puts a finished block where it belongs.
    pub(super) fn block(&mut self, kind: BlockKind, range: Range<usize>) {
        self.end_tight();
        if !matches!(kind, BlockKind::Table(_) | BlockKind::TableFile(_)) {
            self.drop_table_id();
        }
        if let Some(frame) = self.blocks.last_mut() {
            frame.blocks.push(Block { range: range.start as u32..range.end as u32, kind });
        }
    }

    fn drop_table_id(&mut self) {
        if let Some((id, range)) = self.table_id.take() {
            self.problems.push(
                Diagnostic::warning(
                    "table-id-without-table",
                    Text::new(format!("编号“{id}”下面没有表格"), format!("no table follows the id ‘{id}’")),
                )
                .at(self.source.span(range))
                .help(Text::new("写在表格的正上方", "write it directly above the table")),
            );
        }
    }

    fn code_words(&mut self, words: &str, range: Range<usize>) {
        if let Some(code) = &mut self.code {
            code.text.push_str(&Working::restore(words));
            let start = code.content.as_ref().map_or(range.start, |content| content.start);
            code.content = Some(start..range.end);
        }
    }

    fn end_code(&mut self) {
        let Some(Code { language, fenced, text, block, content }) = self.code.take() else { return };
        if language.as_deref() == Some("table") {
            let range = content.unwrap_or(block.start..block.start);
            let id = self.table_id.take().map(|(id, _)| id);
            let file = TableFile { id, yaml: text, range: range.start as u32..range.end as u32 };
            return self.block(BlockKind::TableFile(file), block);
        }
        if !fenced {
            self.problems.push(
                Diagnostic::warning(
                    "indented-code",
                    Text::new(
                        "行首空了四格，这一段会当作代码排",
                        "four blanks at the start of a line make this a block of code",
                    ),
                )
                .at(self.source.span(block.clone()))
                .help(Text::new(
                    "删去行首的空格，排版时自动空两字",
                    "delete the blanks; paragraphs are indented by themselves",
                )),
            );
        }
        self.block(BlockKind::Code { language, text }, block);
    }

    fn end_html(&mut self) {
        let Some((html, range)) = self.html.take() else { return };
        for part in html::parts(&html) {
            match part {
                Part::TableId(id) => {
                    self.drop_table_id();
                    self.table_id = Some((id.to_owned(), range.clone()));
                }
                Part::Words(words) => {
                    self.problems.push(html::raw().at(self.source.span(range.clone())));
                    self.block(BlockKind::Paragraph(lines(words, &range)), range.clone());
                }
                Part::Unclosed(words) => {
                    self.problems.push(html::unclosed().at(self.source.span(range.start..range.start + 4)));
                    self.block(BlockKind::Paragraph(lines(words, &range)), range.clone());
                }
            }
        }
    }

    /// A comment in running text is dropped, other HTML shows as words.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        for part in html::parts(html) {
            match part {
                Part::TableId(id) => {
                    self.drop_table_id();
                    self.table_id = Some((id.to_owned(), range.clone()));
                    self.drop_table_id();
                }
                Part::Words(words) | Part::Unclosed(words) => {
                    self.problems.push(html::raw().at(self.source.span(range.clone())));
                    self.inline(InlineKind::Text(words.to_owned()), range.clone());
                }
            }
        }
    }
}

fn lines(words: &str, range: &Range<usize>) -> Vec<Inline> {
    let range = range.start as u32..range.end as u32;
    let mut content = Vec::new();
    for line in words.lines() {
        if !content.is_empty() {
            content.push(Inline { range: range.clone(), kind: InlineKind::LineBreak });
        }
        content.push(Inline { range: range.clone(), kind: InlineKind::Text(line.to_owned()) });
    }
    content
}
