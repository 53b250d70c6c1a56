//! Who makes which file: two makers of one path are found before anything is written.

use crate::diagnostic::Diagnostic;
use crate::site_path::SitePath;
use crate::text::Text;
use std::collections::HashMap;

/// The paths that are taken, by path from the folder `output/`.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// Who makes each file, and its path, by its name in lower case, as Windows compares names.
    files: HashMap<String, (SitePath, Text)>,
    /// The folders above them, in lower case, with a file that needs each.
    folders: HashMap<String, String>,
}

impl Claims {
    /// Room for so many.
    pub(super) fn with_room(count: usize) -> Self {
        Self { files: HashMap::with_capacity(count), ..Self::default() }
    }

    /// Claims a path; `maker` says in words what it is made from.
    ///
    /// # Errors
    /// Says who takes the path already: a file of the same name (upper and lower case are one, as on Windows), or a
    /// file where the other needs a folder.
    pub(super) fn add(&mut self, path: &SitePath, maker: Text) -> Result<(), Diagnostic> {
        let name = path.as_str().to_lowercase();
        let folders = name.rmatch_indices('/').filter_map(|(at, _)| name.get(..at));
        // A folder that is there has those above it, and none of them is a file.
        let new: Vec<&str> = folders.take_while(|folder| !self.folders.contains_key(*folder)).collect();
        let below = self.folders.get(&name).and_then(|file| self.files.get(file));
        let above = new.iter().find_map(|folder| self.files.get(*folder));
        if let Some((other, other_maker)) = self.files.get(&name).or(below).or(above) {
            return Err(clash(path, &maker, other, other_maker));
        }
        for folder in new {
            self.folders.insert(folder.to_owned(), name.clone());
        }
        self.files.insert(name, (path.clone(), maker));
        Ok(())
    }
}

/// Whether one of these `new` paths clashes with another of them or with one of the `others`.
pub(super) fn clash_with<'p>(new: &[&SitePath], others: impl Iterator<Item = &'p SitePath>) -> bool {
    let names: Vec<String> = new.iter().map(|path| path.as_str().to_lowercase()).collect();
    let is_below = |one: &str, other: &str| one.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'));
    let is_one = |one: &str, other: &str| one == other || is_below(one, other) || is_below(other, one);
    let among = |at: usize, name: &str| names.iter().skip(at + 1).any(|other| is_one(name, other));
    names.iter().enumerate().any(|(at, name)| among(at, name))
        || others
            .map(|path| path.as_str().to_lowercase())
            .any(|path| names.iter().any(|name| is_one(name, &path)))
}

fn clash(path: &SitePath, maker: &Text, other: &SitePath, other_maker: &Text) -> Diagnostic {
    let message = Text::new(
        format!("两处内容要写同一个文件“{path}”：{}和{}", other_maker.zh, maker.zh),
        format!("two outputs want the file ‘{path}’: {} and {}", other_maker.en, maker.en),
    );
    let diagnostic = Diagnostic::error("output-clash", message);
    if path == other {
        return diagnostic;
    }
    diagnostic.help(Text::new(
        format!("先写的是“{other}”；有的电脑不分大小写，文件和文件夹也不能同名"),
        format!("the first is ‘{other}’; some computers do not tell upper case from lower, and a file cannot be a folder"),
    ))
}

#[cfg(test)]
mod tests {
    use super::{Claims, clash_with};
    use crate::site_path::SitePath;
    use crate::text::Text;

    fn add(claims: &mut Claims, path: &str) -> Result<(), String> {
        let maker = Text::new(format!("造{path}的"), format!("maker of {path}"));
        let result = claims.add(&SitePath::new(path).unwrap(), maker);
        result.map_err(|finding| format!("{}: {}", finding.code, finding.message.en))
    }

    #[test]
    fn two_files_on_one_path_are_refused() {
        let mut claims = Claims::default();
        add(&mut claims, "site/a/b.html").unwrap();
        add(&mut claims, "site/a/c.html").unwrap();
        let refusal = "output-clash: two outputs want the file ‘site/A/b.html’: \
                       maker of site/a/b.html and maker of site/A/b.html";
        assert_eq!(add(&mut claims, "site/A/b.html").unwrap_err(), refusal);
        assert!(add(&mut claims, "site/a").is_err(), "a folder is there");
        assert!(add(&mut claims, "site/a/b.html/c").is_err(), "a file is there");
    }

    #[test]
    fn what_is_new_clashes_as_what_is_claimed_does() {
        let path = |path: &str| SitePath::new(path).unwrap();
        let (there, other) = (path("site/a/b.html"), path("site/b.html"));
        let clashes = |new: &[&str]| {
            let new: Vec<SitePath> = new.iter().map(|new| path(new)).collect();
            clash_with(&new.iter().collect::<Vec<_>>(), [&there, &other].into_iter())
        };
        assert!(!clashes(&[]) && !clashes(&["site/a/c.html", "site/a/b.htm", "site/a/b.html2"]));
        for new in ["site/A/b.html", "site/a", "site/a/b.html/c"] {
            assert!(clashes(&["site/c", new]), "{new}");
        }
        assert!(clashes(&["site/c", "site/C/d"]), "two that are new");
    }
}
