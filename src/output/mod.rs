//! The output as a value, path → bytes, and the way it gets to the disk: the only module that writes.

mod create;
mod own;
mod write;

pub use create::create;
pub use write::{Written, write};

use crate::diagnostic::Diagnostic;
use crate::site_path::SitePath;
use crate::text::Text;
use std::collections::BTreeMap;

/// Everything that one build makes, by path from the folder `output/`.
#[derive(Debug, Default)]
pub struct Output {
    files: BTreeMap<SitePath, Made>,
    /// Every file and every folder of the output in lower case, as Windows compares names.
    taken: BTreeMap<String, SitePath>,
}

#[derive(Debug)]
struct Made {
    bytes: Vec<u8>,
    maker: Text,
}

impl Output {
    /// Adds a file; `maker` says in words what it was made from.
    ///
    /// # Errors
    /// Says who takes the path already: a file of the same name (upper and lower case are one, as on Windows), or a
    /// file where the other needs a folder.
    pub fn add(&mut self, path: SitePath, bytes: Vec<u8>, maker: Text) -> Result<(), Diagnostic> {
        let name = path.as_str().to_lowercase();
        let folders: Vec<_> = name.match_indices('/').filter_map(|(at, _)| name.get(..at)).collect();
        let above = folders.iter().filter_map(|folder| self.files_taking(folder));
        if let Some((other, made)) = self.taking(&name).or_else(|| above.into_iter().next()) {
            return Err(clash(&path, &maker, other, &made.maker));
        }
        for folder in folders {
            self.taken.entry(folder.to_owned()).or_insert_with(|| path.clone());
        }
        self.taken.insert(name, path.clone());
        self.files.insert(path, Made { bytes, maker });
        Ok(())
    }

    /// The files, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&SitePath, &[u8])> {
        self.files.iter().map(|(path, made)| (path, made.bytes.as_slice()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file that needs `name` for itself or for a folder.
    fn taking(&self, name: &str) -> Option<(&SitePath, &Made)> {
        let path = self.taken.get(name)?;
        self.files.get(path).map(|made| (path, made))
    }

    /// The file that needs `name` for itself.
    fn files_taking(&self, name: &str) -> Option<(&SitePath, &Made)> {
        self.taking(name).filter(|(path, _)| path.as_str().to_lowercase() == name)
    }
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
    use super::Output;
    use crate::site_path::SitePath;
    use crate::text::Text;

    fn add(output: &mut Output, path: &str) -> Result<(), String> {
        let maker = Text::new(format!("造{path}的"), format!("maker of {path}"));
        let result = output.add(SitePath::new(path).unwrap(), Vec::new(), maker);
        result.map_err(|finding| format!("{}: {}", finding.code, finding.message.en))
    }

    #[test]
    fn two_files_on_one_path_are_refused() {
        let mut output = Output::default();
        add(&mut output, "site/a/b.html").unwrap();
        add(&mut output, "site/a/c.html").unwrap();
        let refusal = "output-clash: two outputs want the file ‘site/A/b.html’: \
                       maker of site/a/b.html and maker of site/A/b.html";
        assert_eq!(add(&mut output, "site/A/b.html").unwrap_err(), refusal);
        assert!(add(&mut output, "site/a").is_err(), "a folder is there");
        assert!(add(&mut output, "site/a/b.html/c").is_err(), "a file is there");
        assert_eq!(output.len(), 2);
    }
}
