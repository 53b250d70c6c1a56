//! What a template sees of a struct: its fields, each under its own name. Tera's own way makes a map of them first, and
//! of that another.

use super::faults;
use crate::diagnostic::Diagnostic;
use serde::Serialize;
use serde::ser::{Impossible, SerializeStruct, Serializer};
use std::fmt;
use tera::{Context, Error, Value};

/// The fields of a struct as a template sees them.
pub(super) fn of(data: &impl Serialize) -> Result<Context, Diagnostic> {
    let made = match data.serialize(Taker) {
        Err(Fault::NoStruct) => Context::from_serialize(data),
        Err(Fault::Data(error)) => Err(error),
        Ok(context) => Ok(context),
    };
    made.map_err(|error| faults::of_data(&error))
}

/// Takes a struct, and nothing else.
struct Taker;

/// Why a struct was not taken.
#[derive(Debug)]
enum Fault {
    /// It is something else.
    NoStruct,
    /// One of its fields cannot be shown.
    Data(Error),
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStruct => formatter.write_str("no struct"),
            Self::Data(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Fault {}

impl serde::ser::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Data(Error::message(message))
    }
}

/// The fields taken so far.
struct Fields(Context);

impl SerializeStruct for Fields {
    type Ok = Context;
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, field: &T) -> Result<(), Fault> {
        self.0.insert_value(name, Value::try_from_serializable(field).map_err(Fault::Data)?);
        Ok(())
    }

    fn end(self) -> Result<Context, Fault> {
        Ok(self.0)
    }
}

/// Refuses values of these types.
macro_rules! refuse {
    ($($method:ident($($kind:ty),*) -> $made:ty;)*) => {
        $(fn $method(self, $(_: $kind),*) -> Result<$made, Fault> {
            Err(Fault::NoStruct)
        })*
    };
}

type None = Impossible<Context, Fault>;

impl Serializer for Taker {
    type Ok = Context;
    type Error = Fault;
    type SerializeSeq = None;
    type SerializeTuple = None;
    type SerializeTupleStruct = None;
    type SerializeTupleVariant = None;
    type SerializeMap = None;
    type SerializeStruct = Fields;
    type SerializeStructVariant = None;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, Fault> {
        Ok(Fields(Context::new()))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Context, Fault> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: &T,
    ) -> Result<Context, Fault> {
        Err(Fault::NoStruct)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Context, Fault> {
        Err(Fault::NoStruct)
    }

    refuse! {
        serialize_bool(bool) -> Context;
        serialize_i8(i8) -> Context;
        serialize_i16(i16) -> Context;
        serialize_i32(i32) -> Context;
        serialize_i64(i64) -> Context;
        serialize_u8(u8) -> Context;
        serialize_u16(u16) -> Context;
        serialize_u32(u32) -> Context;
        serialize_u64(u64) -> Context;
        serialize_f32(f32) -> Context;
        serialize_f64(f64) -> Context;
        serialize_char(char) -> Context;
        serialize_str(&str) -> Context;
        serialize_bytes(&[u8]) -> Context;
        serialize_none() -> Context;
        serialize_unit() -> Context;
        serialize_unit_struct(&'static str) -> Context;
        serialize_unit_variant(&'static str, u32, &'static str) -> Context;
        serialize_seq(Option<usize>) -> None;
        serialize_tuple(usize) -> None;
        serialize_tuple_struct(&'static str, usize) -> None;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> None;
        serialize_map(Option<usize>) -> None;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> None;
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use serde::Serialize;
    use std::collections::BTreeMap;
    use tera::Context;

    #[derive(Serialize)]
    struct Page {
        title: &'static str,
        count: Option<i64>,
        #[serde(rename = "trail")]
        links: Vec<BTreeMap<&'static str, u8>>,
    }

    #[test]
    fn a_struct_is_seen_as_tera_itself_shows_it() {
        let page = Page { title: "页", count: None, links: vec![BTreeMap::from([("a", 1)])] };
        assert_eq!(of(&page).unwrap(), Context::from_serialize(&page).unwrap());
        assert_eq!(of(&Some(&page)).unwrap(), Context::from_serialize(&page).unwrap());
    }

    #[test]
    fn a_map_is_seen_too_and_a_word_is_none() {
        let map = BTreeMap::from([("title", "页")]);
        assert_eq!(of(&map).unwrap(), Context::from_serialize(&map).unwrap());
        assert!(of(&"页").is_err());
    }
}
