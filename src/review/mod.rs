//! What is public: the one judge of it.
//!
//! Where a town has roles that approve, an entry is public only when the steps of its review are in the register, each
//! taken on the text that it has now (`course`). Dates, withdrawals and later entries decide the rest (`state`), and
//! `public` says how much of it the web and the boards get. What is not cleared is taken out of the site before anything is
//! made of it ([`admit`]), so that no page, list or file can show it; previews alone show it, marked 未审核.

mod course;
mod difference;
mod public;
mod standing;
mod state;
mod versions;
mod waits;

pub use course::{Course, Discount, course, is_asked, may};
pub use difference::{Change, difference};
pub use public::{WebPart, admit, days_left, hangs, has_sheets, is_admitted, web_part};
pub use standing::{Standing, standing};
pub use state::{is_cleared, is_disclosed, state};
pub use versions::{Version, unnamed_texts, versions};
pub use waits::{changes, due_after, stored_text, title, waits_for, whose};
