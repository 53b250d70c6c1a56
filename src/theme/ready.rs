//! Values that many pages show.

use super::faults;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use std::ops::Deref;
use std::sync::OnceLock;
use tera::Value;

/// A value that many pages show. Templates get it as it was made ready once, without a copy; in the fingerprint of a
/// page it counts with its own, which is reckoned once.
#[derive(Debug, Clone)]
pub struct Ready<T> {
    value: T,
    shown: OnceLock<Result<Value, Box<Diagnostic>>>,
    print: OnceLock<Option<Fingerprint>>,
}

impl<T> Ready<T> {
    /// The value, to be made ready when it is first shown.
    pub fn new(value: T) -> Self {
        Self { value, shown: OnceLock::new(), print: OnceLock::new() }
    }
}

impl<T: Serialize> Ready<T> {
    /// The value as templates see it.
    pub(super) fn shown(&self) -> Result<Value, Diagnostic> {
        let fault = |error| Box::new(faults::of_data(&error));
        let shown = || Value::try_from_serializable(&self.value).map_err(fault);
        self.shown.get_or_init(shown).clone().map_err(|fault| *fault)
    }
}

impl<T> Deref for Ready<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Serialize> Serialize for Ready<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Fingerprints are made of compact bytes, which nobody reads.
        if !serializer.is_human_readable() {
            let print = self.print.get_or_init(|| Fingerprint::of_value(&self.value));
            return match print {
                Some(print) => print.serialize(serializer),
                None => self.value.serialize(serializer),
            };
        }
        match self.shown() {
            Ok(shown) => shown.serialize(serializer),
            Err(fault) => Err(S::Error::custom(fault.message.en)),
        }
    }
}
