//! Sheets: entries set in type and written as PDF, with a picture of each page for the site.
//!
//! A theme's sheet template (Tera) emits a short Typst program. People's words never pass through it as source: they
//! reach Typst as data (`/data.json`) and as the body written from the document tree (`/body.typ`, by `body`), which
//! calls the functions of the theme's `sheets/lib/body.typ`.
