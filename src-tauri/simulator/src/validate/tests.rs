//! Every rule as a row of `tests/cases/*.json`: a request, the model, and the refusal that is expected, if any.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Refusal, Subject, check, read};
use crate::catalog::Catalog;
use crate::family::Family;
use crate::model::Turn;
use crate::reply::{Context, Reasoning, compose, events};
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

/// The case's body, laid over the plain question.
fn body(case: &Case) -> Value {
    let mut body = json!({"messages": [{"role": "user", "content": [{"text": "Hi"}]}]});
    if let (Some(body), Value::Object(members)) = (body.as_object_mut(), case.body.clone()) {
        body.extend(members);
    }
    body
}

fn judge(catalog: &Catalog, id: &str, case: &Case, body: &Value) -> Result<(), Refusal> {
    let model = catalog.model(id).unwrap_or_else(|| panic!("{}: no model {id}", case.name));
    let operation = if case.streaming { Operation::ConverseStream } else { Operation::Converse };
    let subject = Subject { turn: Turn { body }, model, family: Family::of(id), operation };
    read("ConverseRequest", body).map_err(|(_, refusal)| refusal).and_then(|_| check(subject))
}

/// What went otherwise than the case says.
fn run(catalog: &Catalog, file: &str, default_model: &str, case: &Case) -> Option<String> {
    let id = case.model.as_deref().unwrap_or(default_model);
    let result = judge(catalog, id, case, &body(case));
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

/// All files, by name.
fn files() -> Vec<(String, File)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let file = serde_json::from_str(&std::fs::read_to_string(&path).unwrap());
        (name.clone(), file.unwrap_or_else(|error| panic!("{name}: {error}")))
    };
    paths.map(read).collect()
}

#[test]
fn every_case() {
    let catalog = Catalog::bundled().unwrap();
    let files = files();
    let wrong: Vec<String> = files
        .iter()
        .flat_map(|(name, file)| file.cases.iter().map(move |case| (name, file, case)))
        .filter_map(|(name, file, case)| run(&catalog, name, &file.model, case))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(files.iter().map(|(_, file)| file.cases.len()).sum::<usize>() > 350);
}

/// Every place in the body, as a JSON pointer.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| pointers(value, &format!("{at}/{name}"), found))
        }
        Value::Array(items) => {
            items.iter().take(3).enumerate().for_each(|(index, item)| pointers(item, &format!("{at}/{index}"), found));
        }
        _ => {}
    }
}

/// Whatever stands anywhere, the body is judged, and answered if it was fine.
#[test]
fn nothing_panics() {
    let catalog = Catalog::bundled().unwrap();
    let odd = [Value::Null, json!(7), json!(""), json!("x"), json!([]), json!({}), json!([{}])];
    for (_, file) in files() {
        for case in file.cases.iter().step_by(3) {
            let original = body(case);
            let mut places = Vec::new();
            pointers(&original, "", &mut places);
            for (place, odd) in places.iter().flat_map(|place| odd.iter().map(move |odd| (place, odd))) {
                let mut body = original.clone();
                if let Some(slot) = body.pointer_mut(place) {
                    *slot = odd.clone();
                }
                if judge(&catalog, case.model.as_deref().unwrap_or(&file.model), case, &body).is_ok() {
                    answer(&body);
                }
            }
        }
    }
}

fn answer(body: &Value) {
    let turn = Turn { body };
    let context = Context { turn, reasoning: Reasoning::Shown, signs: true, bound: true, cache: None, demo: false };
    for script in ["default", "tools", "structured", "citations"] {
        let reply = compose(context, &script.parse().unwrap());
        assert!(reply.json().is_object() && events(&reply).len() >= 3);
    }
}
