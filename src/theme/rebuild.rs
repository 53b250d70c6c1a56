//! The build script: a change in the default theme is a change of the program that holds it.

#![expect(clippy::print_stdout, reason = "cargo reads what a build script prints")]

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
}
