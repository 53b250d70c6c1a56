//! SVG drawings. They are read by usvg and written anew from its tree of shapes, so that no script, no event, no link
//! and no outside reference remains. Words in a drawing are refused: without the font that its author used they would
//! look different on every machine. Photographs inside are refused too, since they keep the data of their camera, and
//! filters, since a few of them keep the typesetter busy for minutes.

mod weight;

use super::{Picture, broken, too_large};
use crate::diagnostic::Diagnostic;
use crate::site_path::SitePath;
use crate::text::Text;
use usvg::roxmltree::{Document, Error as XmlError, ParsingOptions};
use usvg::{ImageHrefResolver, Indent, Options, Tree, WriteOptions};

/// The largest drawing in bytes.
const LARGEST: usize = 2 << 20;
/// The most nodes of its XML.
const MOST_NODES: u32 = 50_000;

/// Reads a drawing and writes it anew.
pub(super) fn prepare(path: &SitePath, bytes: &[u8]) -> Result<Picture, Diagnostic> {
    if bytes.len() > LARGEST {
        return Err(too_large(path, &format!("{} KB", bytes.len() >> 10), &format!("{} KB", LARGEST >> 10)));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|_| broken(path, &Text::new("不是 UTF-8 文字", "it is not UTF-8")))?;
    let text = without_document_type(text.trim_start_matches('\u{feff}').trim_start());
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&text, options).map_err(|error| match error {
        XmlError::NodesLimitReached => too_complex(path),
        XmlError::DtdDetected => forbidden(path, "<!DOCTYPE>"),
        error => {
            let line = error.pos().row;
            broken(path, &Text::new(format!("第 {line} 行读不懂"), error.to_string()))
        }
    })?;
    check(path, &document)?;
    let tree = Tree::from_xmltree(&document, &options_without_files()).map_err(|error| match error {
        usvg::Error::ElementsLimitReached | usvg::Error::ParsingFailed(XmlError::NodesLimitReached) => {
            too_complex(path)
        }
        error => broken(path, &Text::new("不是一张完整的 SVG 图", error.to_string())),
    })?;
    // Paper knows no filters: the typesetter paints each as a picture as large as what it covers.
    if !tree.filters().is_empty() {
        return Err(forbidden(path, "<filter>"));
    }
    let written =
        tree.to_string(&WriteOptions { indent: Indent::None, ..WriteOptions::default() }).into_bytes();
    if written.len() > 2 * LARGEST {
        return Err(too_complex(path));
    }
    let size = tree.size();
    let pixels = |length: f32| length.ceil().clamp(1.0, 20_000.0) as u32;
    Ok(Picture {
        thumbnail: written.clone(),
        web: written,
        ending: "svg",
        width: pixels(size.width()),
        height: pixels(size.height()),
    })
}

/// Options by which nothing but the text itself is read.
fn options_without_files() -> Options<'static> {
    Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// The text without a document type that names the SVG standard only, as many drawing programs write it. One that
/// declares entities stays, and is refused.
fn without_document_type(text: &str) -> String {
    if let Some((before, rest)) = text.split_once("<!DOCTYPE")
        && let Some((inside, after)) = rest.split_once('>')
        && !inside.contains('[')
        && !before.contains("<svg")
    {
        return format!("{before}{after}");
    }
    text.to_owned()
}

fn check(path: &SitePath, document: &Document<'_>) -> Result<(), Diagnostic> {
    if weight::is_too_heavy(document) {
        return Err(too_complex(path));
    }
    for node in document.descendants() {
        let name = node.tag_name().name();
        if ["text", "image", "foreignObject", "feImage"].contains(&name) {
            return Err(forbidden(path, &format!("<{name}>")));
        }
    }
    Ok(())
}

fn too_complex(path: &SitePath) -> Diagnostic {
    let name = path.name();
    let message =
        Text::new(format!("SVG 图“{name}”太复杂"), format!("the SVG drawing ‘{name}’ is too complex"));
    let help = Text::new("在制图软件里导出为 PNG", "export it as PNG from the drawing program");
    Diagnostic::error("picture-too-large", message).help(help)
}

fn forbidden(path: &SitePath, element: &str) -> Diagnostic {
    let name = path.name();
    let message = Text::new(
        format!("SVG 图“{name}”里有不能用的 {element}"),
        format!("the SVG drawing ‘{name}’ holds {element}, which cannot be used"),
    );
    let help = Text::new(
        "文字在制图软件里“转为路径”，照片单独放；或导出为 PNG",
        "turn words into paths and keep photographs apart, or export the drawing as PNG",
    );
    Diagnostic::error("picture-svg", message).help(help)
}
