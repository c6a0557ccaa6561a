//! A reader of chat streams that is as strict as the strictest client (facts/openai.md section 2).

use serde_json::{Map, Value, json};

/// One event of a stream.
#[derive(Debug, Clone, PartialEq)]
pub enum Sse {
    /// `: …`
    Comment,
    /// `data: {…}`
    Data(Value),
    /// `data: [DONE]`
    Done,
}

/// Takes a stream apart. Anything that some client chokes on is a failure.
pub fn parse(text: &str) -> Vec<Sse> {
    let blocks = text.strip_suffix("\n\n").unwrap_or_else(|| panic!("an event is not complete: {text:?}"));
    blocks.split("\n\n").map(event).collect()
}

fn event(block: &str) -> Sse {
    assert!(!block.contains('\n'), "one line an event: {block:?}");
    if block.starts_with(": ") {
        return Sse::Comment;
    }
    let data = block.strip_prefix("data: ").unwrap_or_else(|| panic!("neither data nor a comment: {block:?}"));
    if data == "[DONE]" {
        return Sse::Done;
    }
    Sse::Data(serde_json::from_str(data).unwrap_or_else(|e| panic!("{e}: {data:?}")))
}

/// What a client has understood at the end.
#[derive(Debug, Default, PartialEq)]
pub struct Told {
    /// As a plain answer would have them: `index`, `message`, `finish_reason`.
    pub choices: Vec<Value>,
    pub usage: Option<Value>,
    pub error: Option<Value>,
    pub done: bool,
}

impl Told {
    pub fn message(&self) -> &Value {
        &self.choices[0]["message"]
    }

    pub fn finish(&self) -> Option<&str> {
        self.choices.first().and_then(|choice| choice["finish_reason"].as_str())
    }

    /// Whether any client could take this for a complete answer.
    pub fn looks_complete(&self) -> bool {
        self.done || self.choices.iter().any(|choice| !choice["finish_reason"].is_null())
    }
}

/// Adds the chunks up, as the SDKs do, and checks every rule on the way.
pub fn told(events: &[Sse]) -> Told {
    let mut told = Told::default();
    let mut head: Option<Value> = None;
    for event in events {
        assert!(!told.done, "nothing follows [DONE]: {events:#?}");
        assert!(told.error.is_none(), "nothing follows an error: {events:#?}");
        match event {
            Sse::Comment => {}
            Sse::Done => told.done = true,
            Sse::Data(chunk) if !chunk["error"].is_null() => told.error = Some(error(chunk)),
            Sse::Data(chunk) => {
                let own = json!([chunk["id"], chunk["object"], chunk["created"], chunk["model"]]);
                assert_eq!(*head.get_or_insert_with(|| own.clone()), own, "the same in every chunk");
                assert_eq!(chunk["object"], "chat.completion.chunk");
                told.chunk(chunk);
            }
        }
    }
    if told.error.is_some() {
        assert!(!told.looks_complete(), "an error that looks like success: {events:#?}");
    }
    for choice in told.choices.iter().filter(|_| told.done) {
        assert!(!choice["finish_reason"].is_null(), "[DONE] without a finish reason: {events:#?}");
    }
    told
}

fn error(chunk: &Value) -> Value {
    let error = chunk["error"].as_object().expect("an error object");
    let names: Vec<&str> = error.keys().map(String::as_str).collect();
    assert_eq!(names, ["message", "type", "param", "code"]);
    assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()), "{chunk}");
    Value::Object(error.clone())
}

impl Told {
    fn chunk(&mut self, chunk: &Value) {
        let choices = chunk["choices"].as_array().expect("choices");
        assert!(self.usage.is_none(), "the usage chunk is the last one: {chunk}");
        match chunk.get("usage").filter(|usage| !usage.is_null()) {
            Some(usage) => {
                assert!(choices.is_empty(), "usage stands in a chunk of its own: {chunk}");
                self.usage = Some(usage.clone());
            }
            None => assert_eq!(choices.len(), 1, "one choice a chunk: {chunk}"),
        }
        for choice in choices {
            self.choice(choice);
        }
    }

    fn choice(&mut self, choice: &Value) {
        let index = choice["index"].as_u64().and_then(|index| usize::try_from(index).ok()).expect("an index");
        let delta = choice["delta"].as_object().expect("a delta");
        if index == self.choices.len() {
            assert_eq!(choice["delta"], json!({"role": "assistant"}), "the role comes first, alone");
            assert!(choice["finish_reason"].is_null(), "{choice}");
            let message = json!({"role": "assistant", "content": null, "refusal": null});
            self.choices.push(json!({"index": index, "message": message, "finish_reason": null, "logprobs": null}));
            return;
        }
        let so_far = &mut self.choices[index];
        assert!(so_far["finish_reason"].is_null(), "nothing follows the finish reason: {choice}");
        assert!(delta.len() <= 1, "one thing at a time: {choice}");
        if let Some(reason) = choice["finish_reason"].as_str() {
            assert!(delta.is_empty(), "the finish reason stands in a chunk of its own: {choice}");
            let known = ["stop", "length", "tool_calls", "content_filter", "function_call"];
            assert!(known.contains(&reason), "no client knows {reason}");
            so_far["finish_reason"] = json!(reason);
        }
        merge(&mut so_far["message"], delta);
    }
}

fn merge(message: &mut Value, delta: &Map<String, Value>) {
    for (name, value) in delta {
        match name.as_str() {
            "content" | "reasoning_content" => {
                let text = value.as_str().filter(|text| !text.is_empty()).expect("text that is not empty");
                let so_far = message[name].as_str().unwrap_or_default();
                message[name] = json!(format!("{so_far}{text}"));
            }
            "tool_calls" => {
                let fragments = value.as_array().expect("fragments");
                assert_eq!(fragments.len(), 1, "{value}");
                call(message, &fragments[0]);
            }
            "function_call" => function(&mut message[name], value),
            "annotations" => {
                let indexes = value.as_array().expect("sources").iter().map(|source| source["index"].as_u64());
                assert!(indexes.eq((0..).map(Some).take(value.as_array().map_or(0, Vec::len))), "indexes: {value}");
                message[name] = value.clone();
            }
            other => panic!("an unexpected delta: {other}"),
        }
    }
}

fn call(message: &mut Value, fragment: &Value) {
    if message["tool_calls"].is_null() {
        message["tool_calls"] = json!([]);
    }
    let calls = message["tool_calls"].as_array_mut().expect("calls");
    let index = fragment["index"].as_u64().and_then(|index| usize::try_from(index).ok()).expect("an index");
    let names: Vec<&str> = fragment.as_object().expect("a fragment").keys().map(String::as_str).collect();
    if index == calls.len() {
        assert!(fragment["id"].as_str().is_some_and(|id| !id.is_empty()), "{fragment}");
        let mut call = fragment.clone();
        call.as_object_mut().expect("a fragment").shift_remove("index");
        if fragment["type"] == "function" {
            assert_eq!(names, ["index", "id", "type", "function"]);
            assert_eq!(fragment["function"]["arguments"], "", "the arguments follow: {fragment}");
        }
        calls.push(call);
    } else {
        assert_eq!(index + 1, calls.len(), "indexes are dense and ascend: {fragment}");
        assert_eq!(names, ["index", "function"], "id, type and name come once");
        function(&mut calls[index]["function"], &fragment["function"]);
    }
}

fn function(so_far: &mut Value, fragment: &Value) {
    if so_far.is_null() {
        *so_far = fragment.clone();
        return;
    }
    assert!(fragment["name"].is_null(), "the name comes once: {fragment}");
    let (before, more) = (so_far["arguments"].as_str().unwrap_or_default(), fragment["arguments"].as_str());
    so_far["arguments"] = json!(format!("{before}{}", more.expect("arguments")));
}
