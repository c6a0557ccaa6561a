//! Every rule as a row of `tests/cases/*.json`: a request, the model, and the refusal that is expected, if any.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Subject, check, read};
use crate::catalog::Catalog;
use crate::family::Family;
use crate::model::Turn;
use crate::route::Operation;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// A base id; the file's own where absent.
    model: Option<String>,
    #[serde(default)]
    streaming: bool,
    /// Laid over `{"messages": [{"role": "user", "content": [{"text": "Hi"}]}]}`.
    body: Value,
    /// A part of the message; absent where the request is fine.
    refused: Option<String>,
    /// Where, if the case is about that.
    path: Option<String>,
}

#[derive(Deserialize)]
struct File {
    model: String,
    cases: Vec<Case>,
}

/// What went otherwise than the case says.
fn run(file: &str, default_model: &str, case: &Case) -> Option<String> {
    let mut body = json!({"messages": [{"role": "user", "content": [{"text": "Hi"}]}]});
    if let (Some(body), Value::Object(members)) = (body.as_object_mut(), case.body.clone()) {
        body.extend(members);
    }
    let catalog = Catalog::bundled().unwrap();
    let id = case.model.as_deref().unwrap_or(default_model);
    let model = catalog.model(id).unwrap_or_else(|| panic!("{file}: no model {id}"));
    let operation = if case.streaming { Operation::ConverseStream } else { Operation::Converse };
    let subject = Subject { turn: Turn { body: &body }, model, family: Family::of(id), operation };
    let result = read("ConverseRequest", &body).map_err(|(_, refusal)| refusal).and_then(|_| check(subject));
    let said = |what: String| Some(format!("{file}: {} ({id}): {what}", case.name));
    match (&result, &case.refused) {
        (Ok(()), None) => None,
        (Err(refusal), Some(part)) if !refusal.message.contains(part) => said(refusal.message.clone()),
        (Err(refusal), Some(_)) if case.path.as_ref().is_some_and(|path| *path != refusal.path) => {
            said(refusal.path.clone())
        }
        (Err(_), Some(_)) => None,
        (result, _) => said(format!("{result:?}")),
    }
}

#[test]
fn every_case() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut count = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let file: File = serde_json::from_str(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        for case in &file.cases {
            wrong.extend(run(&name, &file.model, case));
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 150, "only {count} cases were found");
}
