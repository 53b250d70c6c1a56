//! The pictures of a site, made ready.

use crate::picture::Picture;
use crate::site_path::SitePath;
use std::collections::BTreeMap;

/// Every picture that the body of an entry names, made ready once, by its path from `content/`.
pub type Pictures = BTreeMap<SitePath, Picture>;
