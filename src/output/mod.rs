//! The output on the disk: which file is made from what, and the way new files get there whole or not at all.
//!
//! A [`Writing`] is one build's write. Files are claimed ([`Writing::claim`]), so that two makers of one path are found,
//! and filled ([`Writing::fill`]) from any number of threads: one whose bytes lie there already is left alone, any other
//! is *staged* in `.mingbai/stage/`. Nothing else is touched until [`Writing::commit`], and a write that is given up
//! before leaves no trace. To commit is to
//! 1. write the *journal*, `.mingbai/journal`: which staged file goes where and which old ones go, closed by a checksum;
//! 2. rename every staged file into its place and remove the old ones, the new *state* last of all; where nothing of
//!    `site/` or `print/` is there yet, its files are staged as a tree that is renamed as a whole;
//! 3. remove the journal.
//!
//! A program that is killed before the journal is whole has changed nothing, and the next one drops the stage; from then
//! on the next one finishes. No reader ever meets half a file.
//!
//! The state, `.mingbai/state`, holds for every file the fingerprint of what it was made from and that of its bytes. A
//! file whose inputs have the same fingerprint, and which is still there in its size, [stands](Writing::stands) and is
//! not even made. A state that is lost, damaged or another program's counts for nothing: everything is made anew. Where
//! little changed, `.mingbai/amended` says what, and the state, as long as the site is large, is not written again.
//! `.mingbai/seen` says which inputs the build that left this state has seen: where they are the same, there is nothing
//! to read or to make. `.mingbai/files` lists, in plain text, every file that builds made: only these are ever removed.
//!
//! What is slow to make (sheets, pictures) is kept in `.mingbai/made/` by the fingerprint of what it is made from
//! ([`Writing::made`]).

mod claims;
mod create;
mod journal;
mod lock;
mod made;
mod own;
mod place;
mod register;
mod rewrite;
mod state;
mod stop;
mod strays;
mod writing;

pub use create::{create, put};
pub use journal::{Change, Journal};
pub use place::Staged;
pub use register::{Turn, turn};
pub use rewrite::rewrite;
pub use state::Standing;
pub use writing::{Writing, Written, kept, recover, seen};
