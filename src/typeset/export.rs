//! Compiling a sheet's program and writing the PDF; what Typst finds wrong, as findings with a place.

use super::world::SheetWorld;
use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::model::Entry;
use crate::site_path::SitePath;
use crate::source::Span;
use crate::text::Text;
use typst::WorldExt;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The code of what is wrong with the theme's program for sheets.
pub(super) const FAULT: &str = "sheet-error";

/// Sets a sheet, or says what is wrong with the theme's program.
pub(super) fn compile(
    world: &SheetWorld<'_>,
    entry: &Entry,
    template: &str,
) -> Result<PagedDocument, Vec<Diagnostic>> {
    let Warned { output, .. } = typst::compile::<PagedDocument>(world);
    output.map_err(|errors| errors.iter().map(|error| finding(world, error, entry, template)).collect())
}

/// The PDF: archival (PDF/A-2a) and accessible (PDF/UA-1), the same bytes each time.
pub(super) fn pdf(
    document: &PagedDocument,
    world: &SheetWorld<'_>,
    entry: &Entry,
    template: &str,
    date: Date,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| vec![broken(error.message().as_ref())])?;
    let number = |part: i8| u8::try_from(part).unwrap_or(1);
    let midnight =
        Datetime::from_ymd_hms(date.year().into(), number(date.month()), number(date.day()), 0, 0, 0);
    let options = PdfOptions {
        ident: Smart::Custom(format!("mingbai/{}", entry.id)),
        creator: Smart::Custom(Some("mingbai".to_owned())),
        timestamp: midnight.and_then(|midnight| Timestamp::new_local(midnight, 8 * 60)),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(document, &options)
        .map_err(|errors| errors.iter().map(|error| finding(world, error, entry, template)).collect())
}

/// What Typst says, at its place in the theme; it names the entry that brought it up. Where the place is no file of the
/// theme, it is the entry.
fn finding(world: &SheetWorld<'_>, error: &SourceDiagnostic, entry: &Entry, template: &str) -> Diagnostic {
    let message = error.message.trim();
    let finding = Diagnostic::error(
        FAULT,
        Text::new(
            format!("版式程序有误：{message}（条目“{}”）", entry.title.value),
            format!("the sheet's program is wrong: {message} (entry ‘{}’)", entry.title.value),
        ),
    );
    let finding = match error.hints.first() {
        Some(hint) => finding.help(Text::new(hint.v.as_str(), hint.v.as_str())),
        None => finding,
    };
    let (Some(id), Some(range)) = (error.span.id(), world.range(error.span)) else {
        return finding.in_file(entry.path.clone());
    };
    let place = match id.vpath().get_without_slash() {
        "main.typ" => SitePath::new(&format!("sheets/{template}")),
        path if path.starts_with("lib/") => SitePath::new(&format!("sheets/{path}")),
        _ => return finding.in_file(entry.path.clone()),
    };
    match place {
        Ok(path) => finding.at(Span { path, range: range.start as u32..range.end as u32 }),
        Err(_) => finding.in_file(entry.path.clone()),
    }
}

fn broken(message: &str) -> Diagnostic {
    Diagnostic::error(
        FAULT,
        Text::new(format!("PDF 写不出：{message}"), format!("no PDF can be written: {message}")),
    )
}
