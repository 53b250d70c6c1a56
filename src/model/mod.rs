//! The site as values: units, roles, catalogue, boards, calendar and entries, cross-referenced.

mod approvals;
mod board;
mod bodies;
mod catalogue;
mod check_code;
mod deadline;
mod entry;
mod period;
mod picture_files;
mod read;
mod sheet_facts;
mod site;
mod targets;
mod unit;
mod word_lists;

pub use approvals::{APPROVAL_COLUMNS, APPROVALS, APPROVED_TEXTS, Approval, Approvals};
pub use board::{Board, BoardColumn};
pub use catalogue::{CatalogueRow, Deadline, Due};
pub use check_code::check_code;
pub use deadline::{deadline, period_deadline};
pub use entry::{
    Attachment, Correction, Distribution, Entry, Objections, PersonalData, PostingPeriod, Service,
    SheetOptions, SourceDocument, TableRules, Waiver, Withdrawn, newest_first,
};
pub use period::Period;
pub use picture_files::Pictures;
pub(crate) use read::BLANK;
pub use read::{Kept, Request, Reread, entry_keys, provisional, read, read_again, reread};
pub use sheet_facts::SheetFacts;
pub use site::{Follower, Id, Site};
pub use targets::{Target, each_inline, pictures, target};
pub use unit::{Role, Unit, VillageFacts};
pub use word_lists::{Renamed, WordLists};
