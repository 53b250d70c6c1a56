//! What a program can find of what is wrong, secret or private in a site that can be read: one file a rule.
//!
//! Files that cannot be read, YAML that cannot be understood, words that no list knows are found by the rooms that read
//! them; here stand the rules that ask whether what was read is true and may be shown. [`rules`] lists the rules of both
//! kinds, with the law or custom each rests on.
//!
//! A rule looks at one entry ([`Look::Entry`]) or at the whole site ([`Look::Site`]). A rule of an entry sees the
//! entry's own text, those of the entries it builds on ([`Subject::previous`], [`Subject::cited`]) and the registers, and
//! neither the build date nor other entries: so an entry in which nothing was found need not be looked at again while
//! those texts stand ([`Checked`]). What depends on the date or on all entries is a rule of the site; it sees facts, not
//! bodies, and runs every time. The rules of the review ([`Look::Review`]) see the reviews in which something is open.

mod catalogue;
mod checked;
mod dates;
mod figures;
mod files;
mod language;
mod neighbours;
mod personal;
mod piece;
mod review;
mod rule;
mod rules;
mod run;
mod secrets;
mod signs;
mod subject;
mod tables;
mod told;
mod waive;
mod waivers;
mod web;

pub use checked::Checked;
pub use language::document_number;
pub use piece::{Piece, PieceKind};
pub use rule::{Group, Look, Reviewed, Rule, Words};
pub use rules::{find, rules};
pub use run::{all, check, check_again, check_entries, check_reviews, check_site, waive};
pub use subject::Subject;
