//! XML as a row of tags and texts. Entities other than the five of XML are left as they stand: no file can define one.

use super::package::Failure;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;

/// A reader of XML.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
}

/// A piece of XML.
pub(super) enum Piece {
    /// The start of an element.
    Open(Tag),
    /// The end of an element: its name without its prefix.
    Close(String),
    /// Text.
    Text(String),
    /// The end of the file.
    End,
}

/// A start tag.
pub(super) struct Tag {
    /// The name without its prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The attribute with this whole name, prefix included.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The attribute with this name behind whatever prefix.
    pub(super) fn attribute_of_any_prefix(&self, name: &str) -> Option<&str> {
        let is = |found: &str| found.rsplit_once(':').is_some_and(|(_, found)| found == name);
        self.attributes.iter().find(|(found, _)| is(found)).map(|(_, value)| value.as_str())
    }

    /// A number in an attribute.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// A yes or no in an attribute; no where it is missing.
    pub(super) fn is_set(&self, name: &str) -> bool {
        matches!(self.attribute(name), Some("1" | "true" | "on"))
    }
}

impl<R: BufRead> Xml<R> {
    /// Begins to read.
    pub(super) fn new(reader: R) -> Self {
        let mut reader = Reader::from_reader(reader);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new() }
    }

    /// The next piece.
    pub(super) fn next(&mut self) -> Result<Piece, Failure> {
        loop {
            self.buffer.clear();
            return Ok(match self.reader.read_event_into(&mut self.buffer)? {
                Event::Start(start) | Event::Empty(start) => Piece::Open(tag(&start)),
                Event::End(end) => Piece::Close(end.local_name().as_ref().to_owned()),
                Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => Piece::Text(match reference.resolve_char_ref()? {
                    Some(character) => character.to_string(),
                    None => resolve_predefined_entity(&reference).unwrap_or_default().to_owned(),
                }),
                Event::Eof => Piece::End,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    /// Skips to the end of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Failure> {
        let mut depth = 1_u64;
        while depth > 0 {
            match self.next()? {
                Piece::Open(_) => depth += 1,
                Piece::Close(_) => depth -= 1,
                Piece::Text(_) => {}
                Piece::End => break,
            }
        }
        Ok(())
    }
}

fn tag(start: &BytesStart<'_>) -> Tag {
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).flatten() {
        if let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) {
            attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
    }
    Tag { name: start.local_name().as_ref().to_owned(), attributes }
}
