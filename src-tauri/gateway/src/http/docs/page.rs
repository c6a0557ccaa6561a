//! The document as a page.

use std::fmt::Write;

use serde::Deserialize;
use serde_json::Map;

use crate::ir::Json;

#[derive(Debug, Default, Deserialize)]
struct Document {
    info: Info,
    tags: Vec<Tag>,
    /// In the document's order.
    paths: Map<String, Json>,
    components: Components,
}

#[derive(Debug, Default, Deserialize)]
struct Info {
    title: String,
    version: String,
    description: String,
}

#[derive(Debug, Deserialize)]
struct Tag {
    name: String,
}

#[derive(Debug, Default, Deserialize)]
struct Components {
    schemas: Map<String, Json>,
}

#[derive(Debug, Deserialize)]
struct Operation {
    #[serde(default)]
    tags: Vec<String>,
    summary: String,
    description: String,
    #[serde(rename = "requestBody")]
    request: Option<Body>,
}

#[derive(Debug, Deserialize)]
struct Body {
    content: Map<String, Json>,
}

#[derive(Debug, Deserialize)]
struct Media {
    schema: Reference,
    example: Option<Json>,
}

#[derive(Debug, Deserialize)]
struct Reference {
    #[serde(rename = "$ref")]
    to: String,
}

#[derive(Debug, Deserialize)]
struct Schema {
    properties: Map<String, Json>,
    #[serde(default)]
    required: Vec<String>,
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:54rem;margin:2rem auto;padding:0 1rem;\
    color-scheme:light dark}code,pre{font:14px/1.4 ui-monospace,monospace}pre{padding:.75rem;overflow:auto;\
    border:1px solid #8886;border-radius:6px}article{border-top:1px solid #8886;padding:.5rem 0}\
    table{border-collapse:collapse;width:100%}td{padding:.2rem .6rem .2rem 0;vertical-align:top}\
    b{font-weight:600}small{opacity:.7}";

/// The whole page, from the document's text. It is part of the program: a broken one fails this module's tests.
pub(super) fn page(document: &str) -> String {
    let Document { info, tags, paths, components } = serde_json::from_str(document).unwrap_or_default();
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head><body>\n<h1>{title} \
         <small>{version}</small></h1>\n<p>{description}</p>\n<p>Send the key as <code>Authorization: Bearer …</code> or \
         <code>x-api-key: …</code>. This page as data: <a href=\"/openapi.json\">openapi.json</a>.</p>\n",
        title = escaped(&info.title),
        version = escaped(&info.version),
        description = escaped(&info.description),
    );
    for tag in &tags {
        push(&mut html, format_args!("<h2>{}</h2>\n", escaped(&tag.name)));
        for (path, method, operation) in parsed(&paths).filter(|(.., operation)| operation.tags.contains(&tag.name)) {
            article(&mut html, path, method, &operation, &components);
        }
    }
    html.push_str("</body></html>\n");
    html
}

/// Paths and methods.
#[cfg(test)]
pub(super) fn operations(document: &str) -> Vec<(String, String)> {
    let document: Document = serde_json::from_str(document).expect("the document");
    parsed(&document.paths).map(|(path, method, _)| (path.to_owned(), method.to_owned())).collect()
}

fn parsed(paths: &Map<String, Json>) -> impl Iterator<Item = (&str, &str, Operation)> {
    let methods = paths.iter().filter_map(|(path, methods)| Some((path, methods.as_object()?)));
    methods.flat_map(|(path, methods)| {
        methods.iter().filter_map(move |(method, operation)| {
            let operation = Operation::deserialize(operation).ok()?;
            Some((path.as_str(), method.as_str(), operation))
        })
    })
}

fn article(html: &mut String, path: &str, method: &str, operation: &Operation, components: &Components) {
    push(
        html,
        format_args!(
            "<article><h3><b>{}</b> <code>{}</code></h3>\n<p>{}. {}</p>\n",
            method.to_uppercase(),
            escaped(path),
            escaped(&operation.summary),
            escaped(&operation.description)
        ),
    );
    let media = operation.request.as_ref().and_then(|body| body.content.values().next());
    if let Some(media) = media.and_then(|media| Media::deserialize(media).ok()) {
        members(html, &media.schema, components);
        example(html, path, media.example.as_ref());
    }
    html.push_str("</article>\n");
}

fn members(html: &mut String, reference: &Reference, components: &Components) {
    let name = reference.to.rsplit('/').next().unwrap_or_default();
    let Some(schema) = components.schemas.get(name).and_then(|schema| Schema::deserialize(schema).ok()) else { return };
    html.push_str("<table>\n");
    for (member, of) in &schema.properties {
        let needed = if schema.required.contains(member) { " <small>required</small>" } else { "" };
        let words: Vec<&str> = of["enum"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        let description = of["description"].as_str().unwrap_or_default();
        push(
            html,
            format_args!(
                "<tr><td><code>{}</code>{needed}</td><td>{} <small>{}</small></td></tr>\n",
                escaped(member),
                escaped(description),
                escaped(&words.join(" | "))
            ),
        );
    }
    html.push_str("</table>\n");
}

/// For a shell on this machine; the key comes from where `outcropd` takes it.
fn example(html: &mut String, path: &str, example: Option<&Json>) {
    let Some(example) = example else { return };
    let curl = format!(
        "curl localhost:8642{path} -H \"Authorization: Bearer $OUTCROP_API_KEY\" \\\n  -H 'Content-Type: application/json' \\\n  -d '{example}'"
    );
    push(html, format_args!("<pre>{}</pre>\n", escaped(&curl)));
}

fn push(html: &mut String, text: std::fmt::Arguments<'_>) {
    // A `String` takes everything.
    let _written = html.write_fmt(text);
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
