//! Relative paths that never leave their root.

use serde::Serialize;
use serde::de::{self, Deserialize, Deserializer, Visitor};
use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A relative path with `/` between its parts: no `.`, no `..`, no drive, no leading slash, no empty part,
/// no control character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SitePath(Arc<str>);

/// Why a text is no [`SitePath`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadPath {
    /// The text is empty or has an empty part.
    Empty,
    /// The path begins at a root or a drive.
    Absolute,
    /// The path climbs above its root.
    LeavesRoot,
    /// A part holds a control character.
    Control,
}

impl SitePath {
    /// Reads a path as it stands; `\` counts as `/`, since clerks copy paths from Windows.
    ///
    /// # Errors
    /// Says why the text is no path below a root.
    pub fn new(path: &str) -> Result<Self, BadPath> {
        if is_plain(path) { Ok(Self(path.into())) } else { Self::resolve("", path) }
    }

    /// Reads `path` as seen from the folder this file lies in, so that `../a.jpg` may name a neighbour.
    ///
    /// # Errors
    /// Says why the text is no path below the root.
    pub fn beside(&self, path: &str) -> Result<Self, BadPath> {
        Self::resolve(self.folder(), path)
    }

    fn resolve(folder: &str, path: &str) -> Result<Self, BadPath> {
        let path: Cow<'_, str> =
            if path.contains('\\') { path.replace('\\', "/").into() } else { path.into() };
        if path.starts_with('/') || path.split('/').next().is_some_and(|part| part.ends_with(':')) {
            return Err(BadPath::Absolute);
        }
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in path.split('/') {
            match part {
                "" => return Err(BadPath::Empty),
                "." => {}
                ".." => {
                    parts.pop().ok_or(BadPath::LeavesRoot)?;
                }
                part if part.chars().any(char::is_control) => return Err(BadPath::Control),
                part => parts.push(part),
            }
        }
        if parts.is_empty() { Err(BadPath::Empty) } else { Ok(Self(parts.join("/").into())) }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parts, in order.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The last part without its ending.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// The ending of the last part in lower case, without its dot; empty where there is none.
    pub fn ending(&self) -> String {
        self.name().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
    }

    /// The folder the file lies in; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map(|(folder, _)| folder).unwrap_or_default()
    }

    /// How many folders lie between the root and the file.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }
}

/// Whether a path can be seen at a glance to be one as it stands, as nearly all are.
fn is_plain(path: &str) -> bool {
    // Control characters above ASCII begin with the byte C2.
    let is_usual = |byte: u8| !byte.is_ascii_control() && !matches!(byte, b'\\' | b':' | 0xc2);
    !path.is_empty()
        && path.bytes().all(is_usual)
        && path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

/// A path as the system writes it: on Windows with `\` between all its parts.
pub fn native(path: &Path) -> PathBuf {
    path.components().collect()
}

impl<'de> Deserialize<'de> for SitePath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        thread_local! {
            /// All that is known of an entry lies in one file: its path is read a dozen times on end.
            static LAST: RefCell<Option<SitePath>> = const { RefCell::new(None) };
        }
        struct Path;
        impl Visitor<'_> for Path {
            type Value = SitePath;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a path below the site's root")
            }

            fn visit_str<E: de::Error>(self, path: &str) -> Result<SitePath, E> {
                LAST.with_borrow_mut(|last| match last {
                    Some(last) if last.as_str() == path => Ok(last.clone()),
                    _ => {
                        let read = SitePath::new(path).map_err(|bad| E::custom(format!("{bad:?}")))?;
                        *last = Some(read.clone());
                        Ok(read)
                    }
                })
            }
        }
        deserializer.deserialize_str(Path)
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{BadPath, SitePath};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_plain_at_a_glance_is_a_path_as_it_stands(path in "[a公./:\\\\\n\u{7f}\u{85}]{0,6}") {
            prop_assert_eq!(SitePath::new(&path), SitePath::resolve("", &path));
        }
    }

    #[test]
    fn a_path_stays_below_its_root() {
        let entry = SitePath::new("entries/2022/a.md").unwrap();
        assert_eq!(entry.beside("../b.jpg").unwrap().as_str(), "entries/b.jpg");
        assert_eq!(entry.beside("..\\图\\b.jpg").unwrap().as_str(), "entries/图/b.jpg");
        assert_eq!(entry.beside("../../../etc/passwd"), Err(BadPath::LeavesRoot));
        assert_eq!(entry.beside("/etc/passwd"), Err(BadPath::Absolute));
        assert_eq!(SitePath::new("C:/x"), Err(BadPath::Absolute));
        assert_eq!(SitePath::new("a//b"), Err(BadPath::Empty));
        assert_eq!(SitePath::new("a\nb"), Err(BadPath::Control));
    }

    #[test]
    fn a_path_knows_its_parts() {
        let path = SitePath::new("entries/01-公示.v2.MD").unwrap();
        assert_eq!((path.stem(), path.ending().as_str(), path.folder()), ("01-公示.v2", "md", "entries"));
        assert_eq!(path.depth(), 1);
    }
}
