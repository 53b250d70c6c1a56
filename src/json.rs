//! Values as JSON. The only user of serde_json.

use serde::Serialize;

/// The value as one line of JSON; none where it holds what JSON cannot say.
pub fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

#[cfg(test)]
mod tests {
    use super::json;

    #[test]
    fn a_value_is_one_line() {
        assert_eq!(json(&("公\n示", 1)).unwrap(), "[\"公\\n示\",1]");
    }
}
