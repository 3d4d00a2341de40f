//! What data sets say of a document beside its text.

use std::fmt;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// What stands behind a key that others may use for something else: text, or a number as text, else nothing.
#[derive(Default)]
pub(super) struct Said(pub(super) Option<String>);

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Said;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }

            fn visit_str<E>(self, text: &str) -> Result<Said, E> {
                Ok(Said(Some(text.to_owned())))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Said, E> {
                Ok(Said(Some(number.to_string())))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Said, E> {
                Ok(Said(Some(number.to_string())))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Said, E> {
                Ok(Said(Some(number.to_string())))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Said, E> {
                Ok(Said(None))
            }

            fn visit_unit<E>(self) -> Result<Said, E> {
                Ok(Said(None))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Said, A::Error> {
                while all.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Said(None))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Said, A::Error> {
                while all.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Said(None))
            }
        }

        from.deserialize_any(Any)
    }
}
