//! The site as values: units, roles, catalogue, boards, calendar and entries, cross-referenced.

mod board;
mod catalogue;
mod deadline;
mod entry;
mod period;
mod sheet_facts;
mod site;
mod unit;

pub use board::{Board, BoardColumn};
pub use catalogue::{CatalogueRow, Deadline, Due};
pub use deadline::deadline;
pub use entry::{
    Attachment, Distribution, Entry, Objections, PersonalData, PostingPeriod, Service, SheetOptions,
    SourceDocument, TableRules,
};
pub use period::Period;
pub use sheet_facts::SheetFacts;
pub use site::{Id, Site};
pub use unit::{Role, Unit, VillageFacts};
