//! A Converse request, read the way a model would: what was asked, which tools there are, what shape the answer must
//! have.
//!
//! It looks at a body that has been checked, so that whatever is missing or odd reads as absent.

use serde_json::Value;

use crate::script::without_directive;

/// One tool that the request offers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tool<'a> {
    pub(crate) name: &'a str,
    pub(crate) schema: &'a Value,
}

/// Which tool must be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice<'a> {
    Auto,
    Any,
    Named(&'a str),
}

/// The request's body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn<'a> {
    pub(crate) body: &'a Value,
}

impl<'a> Turn<'a> {
    pub(crate) fn messages(self) -> &'a [Value] {
        items(&self.body["messages"])
    }

    fn last(self) -> &'a [Value] {
        self.messages().last().map_or(&[], |message| items(&message["content"]))
    }

    /// The texts of the last message.
    pub(crate) fn last_text(self) -> String {
        self.last().iter().filter_map(|block| block["text"].as_str()).collect::<Vec<_>>().join("\n")
    }

    /// What the user asked: the last message's texts without directives, or the last question before a tool loop.
    pub(crate) fn question(self) -> String {
        let texts = |message: &Value| {
            let texts: Vec<String> = items(&message["content"])
                .iter()
                .filter_map(|block| block["text"].as_str())
                .map(without_directive)
                .collect();
            texts.join(" ").trim().to_owned()
        };
        let users = self.messages().iter().rev().filter(|message| message["role"] == "user");
        users.map(texts).find(|text| !text.is_empty()).unwrap_or_default()
    }

    pub(crate) fn tools(self) -> Vec<Tool<'a>> {
        let specs = items(&self.body["toolConfig"]["tools"]).iter().map(|tool| &tool["toolSpec"]);
        specs
            .filter_map(|spec| Some(Tool { name: spec["name"].as_str()?, schema: &spec["inputSchema"]["json"] }))
            .collect()
    }

    pub(crate) fn choice(self) -> Choice<'a> {
        let choice = &self.body["toolConfig"]["toolChoice"];
        match choice["tool"]["name"].as_str() {
            Some(name) => Choice::Named(name),
            None if choice.get("any").is_some() => Choice::Any,
            None => Choice::Auto,
        }
    }

    /// The schema that the answer's text must fit; Bedrock takes it as a JSON string.
    pub(crate) fn output_schema(self) -> Option<Value> {
        let text = self.body["outputConfig"]["textFormat"]["structure"]["jsonSchema"]["schema"].as_str()?;
        serde_json::from_str(text).ok()
    }

    /// What the tools of the last turn gave back, as text.
    pub(crate) fn tool_results(self) -> Vec<String> {
        let results = self.last().iter().filter_map(|block| block.get("toolResult"));
        results.map(|result| items(&result["content"]).iter().map(result_text).collect::<Vec<_>>().join(" ")).collect()
    }

    pub(crate) fn stop_sequence(self) -> Option<&'a str> {
        items(&self.body["inferenceConfig"]["stopSequences"]).first()?.as_str()
    }

    /// Whether parallel calls were switched off (Claude's `disable_parallel_tool_use`).
    pub(crate) fn one_call_only(self) -> bool {
        self.body["additionalModelRequestFields"]["tool_choice"]["disable_parallel_tool_use"] == Value::Bool(true)
    }
}

fn result_text(content: &Value) -> String {
    match (content["text"].as_str(), content.get("json")) {
        (Some(text), _) => text.to_owned(),
        (None, Some(json)) => json.to_string(),
        (None, None) => {
            let kind = content.as_object().and_then(|members| members.keys().next());
            format!("[{}]", kind.map_or("nothing", String::as_str))
        }
    }
}

/// The items of an array, or none.
pub(crate) fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
