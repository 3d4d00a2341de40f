//! The JSON Schema of a statement, from the types themselves.

use super::statement::Statement;

/// The JSON Schema (draft 2020-12) of the signed statement, as indented JSON with a line feed at its end.
#[must_use]
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(Statement);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}
