//! A paper that is set by itself, beside the sheets of its entry: a review form, a correction slip.

use super::export;
use super::fonts::Fonts;
use super::world::{Engine, SheetWorld};
use super::{STACK, body::printable};
use crate::diagnostic::Diagnostic;
use crate::json::json;
use crate::model::{Entry, Site};
use crate::parallel;
use crate::theme::Theme;
use serde::Serialize;
use typst::foundations::Bytes;

/// The template takes no choices: all that varies is data.
#[derive(Serialize)]
struct Nothing {}

/// The paper that a template makes of its data, as PDF.
pub(super) fn alone(
    site: &Site,
    theme: &Theme,
    fonts: &Fonts,
    entry: &Entry,
    (template, data): (&str, &impl Serialize),
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let engine = Engine::new(theme, fonts, site.date);
    let data = json(data).unwrap_or_default();
    let data = printable(&data).into_owned().into_bytes();
    let mut done = parallel::map_deep(&[data], Some(1), STACK, |data| {
        let program = theme.sheet(template, &Nothing {}).map_err(|found| vec![found])?;
        let world = SheetWorld::new(&engine, program).ok_or_else(Vec::new)?;
        let world = world.file("/data.json", Bytes::new(data.clone()));
        let document = export::compile(&world, entry, template)?;
        export::pdf(&document, &world, entry, template, site.date)
    });
    done.pop().unwrap_or_else(|| Err(Vec::new()))
}
