//! What a PDF says beside its pages: its properties, the notes on it, the fields of its forms, the names in its outline.

use super::Inside;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Bytes};

/// Keys whose strings are words: the properties, 批注, fields of forms and their tips, the outline, names of files.
const WORDS: &[&str] =
    &["Title", "Subject", "Keywords", "Author", "Contents", "RC", "V", "DV", "TU", "UF", "F", "Desc", "Alt"];
/// The kinds of notes; links and fields are none.
const NOTES: &[&[u8]] = &[
    b"Text",
    b"FreeText",
    b"Highlight",
    b"Underline",
    b"StrikeOut",
    b"Squiggly",
    b"Stamp",
    b"Caret",
    b"Ink",
    b"FileAttachment",
];
/// More objects than this are not looked at.
const MOST_OBJECTS: usize = 200_000;
/// More words than this are not kept, in bytes.
const MOST_WORDS: usize = 1 << 20;

/// What the objects of a PDF say.
pub(super) fn of(pdf: &Pdf) -> Inside {
    let mut inside = Inside { author: pdf.metadata().author.as_deref().map(text), ..Inside::default() };
    for object in pdf.objects().into_iter().take(MOST_OBJECTS) {
        match object {
            Object::Dict(dict) => look(&dict, &mut inside),
            Object::Stream(stream) => {
                look(stream.dict(), &mut inside);
                inside.has_files |= is(stream.dict(), "Type", &[b"EmbeddedFile"]);
                if is(stream.dict(), "Type", &[b"Metadata"]) && inside.author.is_none() {
                    inside.author = in_packet(&stream);
                }
            }
            // Notes may stand in the list of a page itself.
            Object::Array(array) => array.iter::<Dict<'_>>().for_each(|dict| look(&dict, &mut inside)),
            _ => {}
        }
        if inside.words.len() > MOST_WORDS {
            break;
        }
    }
    for page in pdf.pages().iter() {
        let notes = page.raw().get::<Array<'_>>("Annots");
        notes.iter().flat_map(|notes| notes.iter::<Dict<'_>>()).for_each(|note| note_of(&note, &mut inside));
    }
    inside.author = inside.author.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    inside
}

fn look(dict: &Dict<'_>, inside: &mut Inside) {
    for key in WORDS {
        if let Some(words) = dict.get::<Bytes<'_>>(*key) {
            inside.words.push_str(&text(words.as_bytes()));
            inside.words.push('\n');
        }
    }
    inside.has_files |= is(dict, "Type", &[b"Filespec"]) && dict.contains_key("EF");
}

fn note_of(dict: &Dict<'_>, inside: &mut Inside) {
    if is(dict, "Subtype", NOTES) {
        inside.has_notes = true;
        if dict.obj_id().is_none() {
            look(dict, inside);
        }
    }
}

fn is(dict: &Dict<'_>, key: &str, names: &[&[u8]]) -> bool {
    dict.get::<Name<'_>>(key).is_some_and(|name| names.contains(&name.as_ref()))
}

/// `<dc:creator><rdf:Seq><rdf:li>name</rdf:li>`.
fn in_packet(stream: &Stream<'_>) -> Option<String> {
    let packet = stream.decoded().ok()?;
    let text = String::from_utf8_lossy(&packet);
    let near = text.split_once("<dc:creator")?.1.split_once("</dc:creator")?.0;
    let item = near.split_once("<rdf:li")?.1.split_once('>')?.1;
    item.split_once('<').map(|(name, _)| name.to_owned())
}

/// A string of a PDF: UTF-16 behind its mark, else UTF-8 as far as it is.
fn text(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let units = wide
                .chunks(2)
                .map(|pair| pair.iter().fold(0_u16, |unit, byte| (unit << 8) | u16::from(*byte)));
            char::decode_utf16(units).map(|sign| sign.unwrap_or('\u{fffd}')).collect()
        }
        None => String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned(),
    }
}
