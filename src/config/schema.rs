//! The JSON Schema of a configuration file.

use serde_json::{Value, json};

use super::File;

/// The JSON Schema (draft 7, which is what editors of TOML read) of a configuration file.
#[must_use]
pub fn schema() -> Value {
    let settings = schemars::generate::SchemaSettings::draft07();
    let mut schema = settings.into_generator().into_root_schema_for::<File>();
    schema.insert("$id".to_owned(), "https://w3id.org/terang/terang.schema.json".into());
    schema.insert("title".to_owned(), "terang.toml".into());
    let mut schema = schema.to_value();
    // The generator says nothing of the keys of a map.
    if let Some(Value::Object(levels)) = schema.pointer_mut("/definitions/Settings/properties/levels") {
        levels.insert("propertyNames".to_owned(), json!({ "$ref": "#/definitions/Code" }));
    }
    schema
}
