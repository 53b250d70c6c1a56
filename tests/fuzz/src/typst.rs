//! What must hold of the program that the typesetter gets: it calls what the program may call, and everything else in it
//! is words.

use typst_syntax::ast::{AstNode, Escape, Str};
use typst_syntax::{SyntaxKind, SyntaxNode};

/// Every name that the program may use.
const NAMES: &[&str] = &[
    "align",
    "alt",
    "block",
    "body",
    "cells",
    "center",
    "columns",
    "depth",
    "done",
    "emph",
    "enum",
    "figures",
    "footnote",
    "h",
    "head",
    "heading",
    "ledger",
    "left",
    "length",
    "line",
    "linebreak",
    "link",
    "list",
    "none",
    "numbered",
    "picture",
    "quote",
    "raw",
    "right",
    "rows",
    "start",
    "strike",
    "strong",
    "sum",
    "tasks",
    "tick-box",
    "total",
    "unit",
    "values",
    "word",
];

/// What opens every program.
const IMPORT: &str = "#import \"/lib/body.typ\": *\n\n";

/// Reads the program and gives back its words.
pub fn words(program: &str) -> String {
    let body = program.strip_prefix(IMPORT).expect("the program brings in the theme's functions");
    let root = typst_syntax::parse(body);
    let (errors, _) = root.errors_and_warnings();
    assert!(errors.is_empty(), "{errors:?} in {body}");
    let mut words = String::new();
    walk(&root, &mut words);
    words
}

fn walk(root: &SyntaxNode, words: &mut String) {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        let text = || node.leaf_text().to_string();
        match node.kind() {
            SyntaxKind::Text | SyntaxKind::Space | SyntaxKind::Parbreak => words.push_str(&text()),
            SyntaxKind::Escape => words.push(Escape::from_untyped(node).expect("an escape").get()),
            SyntaxKind::Str => words.push_str(&Str::from_untyped(node).expect("a text").get()),
            SyntaxKind::Ident => assert!(NAMES.contains(&text().as_str()), "{} is called", text()),
            SyntaxKind::Label => assert!(text().starts_with("<note-"), "{} is a label", text()),
            SyntaxKind::Markup
            | SyntaxKind::Hash
            | SyntaxKind::FuncCall
            | SyntaxKind::Args
            | SyntaxKind::ContentBlock
            | SyntaxKind::LeftBracket
            | SyntaxKind::RightBracket
            | SyntaxKind::LeftParen
            | SyntaxKind::RightParen
            | SyntaxKind::Parenthesized
            | SyntaxKind::Array
            | SyntaxKind::Dict
            | SyntaxKind::Named
            | SyntaxKind::Comma
            | SyntaxKind::Colon
            | SyntaxKind::Int
            | SyntaxKind::Bool
            | SyntaxKind::None
            | SyntaxKind::Numeric
            | SyntaxKind::End => {}
            kind => panic!("{kind:?} in a program: {:?}", node.full_text()),
        }
        open.extend(node.children().rev());
    }
}
