//! The one binary of integration tests: linking the typesetter is slow, so it is linked once.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that meets the unexpected fails where it meets it"
)]

mod architecture;
mod browser;
mod killed;
mod never_out;
mod pages;
mod palette;
mod check;
mod check_figures;
mod cli;
mod fix;
mod golden_site;
mod hostile;
mod manuals;
mod problems;
mod reading;
mod rebuild;
mod review;
mod sample_town;
mod pictures;
mod sheets;
mod sheets_fit;
mod steps;
mod tables;
mod threads;
mod watch;
mod wording;
