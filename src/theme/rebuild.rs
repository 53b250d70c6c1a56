//! The build script: a change in the default theme is a change of the program that holds it, and every program knows
//! from which sources it was made, so that it trusts nothing that another one kept.

#![expect(clippy::print_stdout, reason = "cargo reads what a build script prints")]

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

/// What a program is made of.
const SOURCES: &[&str] = &["src", "themes/default", "Cargo.toml", "Cargo.lock"];

fn main() {
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        collect(Path::new(source), &mut files);
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(file.to_string_lossy().as_bytes());
        let bytes = fs::read(&file).unwrap_or_default();
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    println!("cargo::rustc-env=MINGBAI_SOURCES={:016x}", hasher.finish());
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(items) => items.flatten().for_each(|item| collect(&item.path(), files)),
        Err(_) => files.push(path.to_owned()),
    }
}
