//! A body's members, read one by one; whatever is missing, odd or too many is a malformed request.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::exception::Exception;

/// A JSON object and where it is.
#[derive(Clone, Copy)]
pub(super) struct Form<'a> {
    members: &'a Map<String, Value>,
    place: &'a str,
}

/// The refusal that names what is wrong.
pub(super) fn malformed(what: impl AsRef<str>) -> Exception {
    Exception::validation(format!(
        "Malformed input request: {}, please reformat your input and try again.",
        what.as_ref()
    ))
}

impl<'a> Form<'a> {
    /// The body itself, which may hold only these members.
    pub(super) fn new(value: &'a Value, place: &'a str, known: &[&str]) -> Result<Self, Exception> {
        let members = value.as_object().ok_or_else(|| malformed(format!("#{place}: expected type: JSONObject")))?;
        match members.keys().find(|name| !known.contains(&name.as_str())) {
            Some(extra) => Err(malformed(format!("#{place}: extraneous key [{extra}] is not permitted"))),
            None => Ok(Self { members, place }),
        }
    }

    pub(super) fn get(self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    pub(super) fn required(self, name: &str) -> Result<&'a Value, Exception> {
        self.get(name).ok_or_else(|| malformed(format!("#{}: required key [{name}] not found", self.place)))
    }

    /// A string that is not empty.
    pub(super) fn text(self, name: &str) -> Result<&'a str, Exception> {
        self.string(name, self.required(name)?)
    }

    pub(super) fn optional_text(self, name: &str) -> Result<Option<&'a str>, Exception> {
        self.get(name).map(|value| self.string(name, value)).transpose()
    }

    fn string(self, name: &str, value: &'a Value) -> Result<&'a str, Exception> {
        let text = value.as_str().ok_or_else(|| self.wrong(name, "expected type: String"))?;
        if text.is_empty() { Err(self.wrong(name, "expected minLength: 1, actual: 0")) } else { Ok(text) }
    }

    /// Strings that are not empty, so many at most.
    pub(super) fn texts(self, name: &str, most: usize) -> Result<Vec<&'a str>, Exception> {
        let values = self.required(name)?.as_array().ok_or_else(|| self.wrong(name, "expected type: JSONArray"))?;
        if values.is_empty() || values.len() > most {
            let what = format!("expected between 1 and {most} items, actual: {}", values.len());
            return Err(self.wrong(name, &what));
        }
        values.iter().map(|value| self.string(name, value)).collect()
    }

    /// One of the words, or the first of them where nothing is said.
    pub(super) fn one_of(self, name: &str, words: &[&'static str]) -> Result<Option<&'static str>, Exception> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let found = words.iter().find(|word| value.as_str().is_some_and(|text| text == **word));
        found
            .copied()
            .map(Some)
            .ok_or_else(|| self.wrong(name, &format!("{value} is not a valid enum value {words:?}")))
    }

    /// One of the sizes, or the default.
    pub(super) fn size(self, name: &str, sizes: &[usize], default: usize) -> Result<usize, Exception> {
        let Some(value) = self.get(name) else { return Ok(default) };
        let size = value.as_u64().and_then(|size| usize::try_from(size).ok());
        size.filter(|size| sizes.contains(size))
            .ok_or_else(|| self.wrong(name, &format!("{value} is not a valid enum value {sizes:?}")))
    }

    /// The bytes of a base64 string, so many at most.
    pub(super) fn bytes(self, name: &str, most: usize) -> Result<Vec<u8>, Exception> {
        let bytes = STANDARD.decode(self.text(name)?).map_err(|_| self.wrong(name, "expected base64"))?;
        if bytes.len() > most { Err(self.wrong(name, &format!("expected at most {most} bytes"))) } else { Ok(bytes) }
    }

    pub(super) fn wrong(self, name: &str, what: &str) -> Exception {
        malformed(format!("#{}/{name}: {what}", self.place))
    }
}

/// Too long for the model.
pub(super) fn check_tokens(tokens: u64, most: u64) -> Result<(), Exception> {
    if tokens <= most {
        return Ok(());
    }
    Err(Exception::validation(format!(
        "400 Bad Request: Too many input tokens. Max input tokens: {most}, request input token count: {tokens}"
    )))
}
