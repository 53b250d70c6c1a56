//! The floors of `src/lib.rs`: a module names only modules declared above it, and each outside crate is used in one
//! module.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Crates that several modules may use, with the reason.
const SHARED: &[(&str, &str)] = &[
    ("serde", "its derives stand on the values themselves: settings of themes, contexts of templates"),
    ("anyhow", "what the world fails with is handed up from every module that touches it"),
];

/// One Rust file of a module, without its comments and its tests.
pub(crate) struct Code {
    pub(crate) file: PathBuf,
    module: String,
    pub(crate) text: String,
}

#[test]
fn a_module_uses_only_those_declared_above_it() {
    let modules = declared_modules();
    let mut faults = Vec::new();
    for code in source() {
        let own = modules.iter().position(|name| *name == code.module);
        for used in words_after(&code.text, "crate::") {
            if used == "{" {
                faults.push(format!("{}: write one `use crate::…` a module", code.file.display()));
            }
            let other = modules.iter().position(|name| *name == used);
            if let (Some(own), Some(other)) = (own, other)
                && other > own
            {
                faults.push(format!(
                    "{}: {} uses {used}, declared below it",
                    code.file.display(),
                    code.module
                ));
            }
        }
        if is_root_file(&code) && !words_after(&code.text, "super::").is_empty() {
            faults.push(format!("{}: `super::` hides the module that is meant", code.file.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_outside_crate_is_used_in_one_module() {
    let mut users: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let manifest = read("Cargo.toml");
    let crates = dependencies(&manifest);
    assert!(crates.len() > 10, "the manifest was not understood: {crates:?}");
    for code in source() {
        for &name in &crates {
            if names_crate(&code.text, &name.replace('-', "_")) {
                users.entry(name).or_default().insert(code.module.clone());
            }
        }
    }
    let shared: Vec<_> = users
        .iter()
        .filter(|(name, users)| users.len() > 1 && !SHARED.iter().any(|(shared, _)| shared == *name))
        .collect();
    assert!(shared.is_empty(), "crates used in more than one module: {shared:?}");
}

#[test]
fn the_finders_find() {
    let text = "use crate::source::Span;\nlet x = crate::cli::run(); image::open(a); model::image::x(); my_csv::y();";
    assert_eq!(words_after(text, "crate::"), ["source", "cli"]);
    assert!(names_crate(text, "image") && !names_crate("model::image::x()", "image"));
    assert!(
        !names_crate(text, "csv")
            && names_crate("use csv;", "csv")
            && names_crate("#[derive(clap::Args)]", "clap")
    );
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {\n crate::cli\n}\n"), "a\n");
}

/// The top-level modules in the order of `src/lib.rs`.
fn declared_modules() -> Vec<String> {
    let lib = read("src/lib.rs");
    let modules: Vec<_> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod ")))
        .filter_map(|rest| rest.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    assert!(modules.len() > 5, "src/lib.rs was not understood: {modules:?}");
    modules
}

/// The names of `[dependencies]`.
fn dependencies(manifest: &str) -> Vec<&str> {
    manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once(" = ").map(|(name, _)| name.trim()))
        .collect()
}

/// Every file below `src/` but `lib.rs`; `main.rs` counts as `cli`, whose outermost layer it is.
pub(crate) fn source() -> Vec<Code> {
    let root = root().join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.retain(|file| file.file_name().is_some_and(|name| name != "lib.rs" && name != "tests.rs"));
    files
        .into_iter()
        .map(|file| {
            let relative = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            let first = relative.split('/').next().unwrap().trim_end_matches(".rs");
            let module = if first == "main" { "cli" } else { first }.to_owned();
            let text = without_tests(&fs::read_to_string(&file).unwrap());
            Code { file, module, text }
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The text without comment lines and without the tests at its end.
fn without_tests(text: &str) -> String {
    let body = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut code = String::new();
    for line in body.lines().filter(|line| !line.trim_start().starts_with("//")) {
        code.push_str(line);
        code.push('\n');
    }
    code
}

/// Whether the file holds a top-level module itself, so that `super` is the crate's root.
fn is_root_file(code: &Code) -> bool {
    let parent = code.file.parent().unwrap();
    parent.ends_with("src") || (code.file.ends_with("mod.rs") && parent.parent().unwrap().ends_with("src"))
}

/// The words that follow each `prefix`.
fn words_after<'a>(text: &'a str, prefix: &str) -> Vec<&'a str> {
    text.match_indices(prefix)
        .filter(|(at, _)| !text[..*at].ends_with(is_word))
        .map(|(at, _)| {
            let rest = &text[at + prefix.len()..];
            let length = rest.find(|character| !is_word(character)).unwrap_or(rest.len());
            &rest[..length.max(1)]
        })
        .collect()
}

/// Whether a path in `text` begins with `name`, as `name::…` or `use name;`.
fn names_crate(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = &text[..at];
        let after = &text[at + name.len()..];
        let begins = !before.ends_with(is_word) && !before.ends_with("::") && !before.ends_with('.');
        let goes_on = after.starts_with("::") || (before.ends_with("use ") && after.starts_with([';', ' ']));
        begins && goes_on
    })
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
