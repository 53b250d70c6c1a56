//! What Tera found wrong, as findings with a place in the template.

use crate::diagnostic::Diagnostic;
use crate::site_path::SitePath;
use crate::source::Source;
use crate::text::Text;
use std::collections::BTreeMap;
use tera::{Error, ErrorKind};

/// The finding for an error in a template of `folder`; `template` names it where the error itself does not.
pub(super) fn of_template(
    error: &Error,
    folder: &str,
    template: &str,
    texts: &BTreeMap<SitePath, Source>,
) -> Diagnostic {
    let (name, message, range) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename(), report.message().to_owned(), Some(report.span().range.clone()))
        }
        // Faults between templates are told as a whole report; its first line says what is wrong.
        kind => (template, kind.to_string(), None),
    };
    let message = message.trim();
    let finding = Diagnostic::error(
        "theme-error",
        Text::new(format!("主题模板有误：{message}"), format!("the theme's template is wrong: {message}")),
    );
    let name = if name.is_empty() { template } else { name };
    let Ok(path) = SitePath::new(&format!("{folder}/{name}")) else { return finding };
    match (texts.get(&path), range) {
        (Some(source), Some(range)) => finding.at(source.span(range)),
        (Some(_), None) => finding.in_file(path),
        (None, _) => finding,
    }
}

/// The finding for data that cannot become a template's value; it means a fault of the program.
pub(super) fn of_data(error: &Error) -> Diagnostic {
    Diagnostic::error(
        "theme-error",
        Text::new(
            format!("交给模板的数据有误：{error}"),
            format!("the data for the template is wrong: {error}"),
        ),
    )
}
