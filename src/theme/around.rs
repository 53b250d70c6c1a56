//! What stands around pages: head and foot, which many pages share and which are rendered once for all of them.

use super::{Ready, Theme, faults};
use crate::diagnostic::Diagnostic;
use crate::site_path::SitePath;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use tera::{Context, Value};

/// Where its templates lie, below those of the pages.
pub(super) const FOLDER: &str = "around/";

/// What stands around the pages of a site. The templates `pages/around/<name>.html` see `site` and, as `page`, a frame,
/// nothing else; pages print what comes of them as `{{ around.<name> }}`, which is HTML already. For all pages of one
/// frame they are rendered once.
#[derive(Debug)]
pub struct Around<'s, F, S> {
    site: &'s Ready<S>,
    made: Mutex<BTreeMap<F, Value>>,
}

impl<'s, F: Serialize + Ord, S: Serialize> Around<'s, F, S> {
    /// For the pages of a site that all show this.
    pub fn new(site: &'s Ready<S>) -> Self {
        Self { site, made: Mutex::default() }
    }

    /// What all pages show.
    pub fn site(&self) -> &'s Ready<S> {
        self.site
    }

    /// What stands around the pages of a frame.
    pub(super) fn of(&self, theme: &Theme, frame: F) -> Result<Value, Diagnostic> {
        // Rendered while others wait: they need the same.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(around) = made.get(&frame) {
            return Ok(around.clone());
        }
        let around = self.render(theme, &frame)?;
        made.insert(frame, around.clone());
        Ok(around)
    }

    fn render(&self, theme: &Theme, frame: &F) -> Result<Value, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("page", value(frame)?);
        context.insert_value("site", self.site.shown()?);
        let mut around = BTreeMap::new();
        for name in theme.texts.keys().filter_map(name) {
            let bytes = theme.render(&theme.pages, "pages", &format!("{FOLDER}{name}.html"), &context)?;
            around.insert(name, Value::safe_string(&String::from_utf8_lossy(&bytes)));
        }
        value(&around)
    }
}

/// Something as templates see it.
fn value(data: &impl Serialize) -> Result<Value, Diagnostic> {
    Value::try_from_serializable(data).map_err(|error| faults::of_data(&error))
}

/// The name of what a template renders, where it is one of these.
fn name(path: &SitePath) -> Option<&str> {
    let name = path.as_str().strip_prefix("pages/")?.strip_prefix(FOLDER)?.strip_suffix(".html")?;
    (!name.contains('/')).then_some(name)
}
