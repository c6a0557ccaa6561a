//! Legacy completions: a chat turn behind each prompt.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::client::Answer;
use support::{Bench, CLAUDE, NOVA, with};

const PATH: &str = "/v1/completions";

async fn complete(bench: &Bench, prompt: Value, more: Value) -> Answer {
    bench.client.post(PATH, &with(json!({"model": NOVA, "prompt": prompt}), more)).await
}

/// What a stream says: the text of each choice, how each ended, the usage, and how the stream ended.
#[derive(Debug, Default)]
struct Told {
    texts: Vec<String>,
    finished: Vec<Option<String>>,
    usage: Value,
    done: bool,
    error: Value,
}

fn told(answer: &Answer) -> Told {
    let mut told = Told::default();
    for event in answer.text().split("\n\n").filter(|event| !event.is_empty() && !event.starts_with(':')) {
        let data = event.strip_prefix("data: ").expect("data lines only");
        assert!(!told.done, "after the end: {data}");
        if data == "[DONE]" {
            told.done = true;
            continue;
        }
        let chunk: Value = serde_json::from_str(data).expect("JSON");
        if !chunk["error"].is_null() {
            told.error = chunk["error"].clone();
            continue;
        }
        assert_eq!(chunk["object"], "text_completion");
        assert!(chunk["id"].as_str().is_some_and(|id| id.starts_with("cmpl-")));
        if !chunk["usage"].is_null() {
            told.usage = chunk["usage"].clone();
        }
        for choice in chunk["choices"].as_array().expect("choices") {
            let index = usize::try_from(choice["index"].as_u64().expect("an index")).expect("a small one");
            told.texts.resize(told.texts.len().max(index + 1), String::new());
            told.finished.resize(told.finished.len().max(index + 1), None);
            told.texts[index].push_str(choice["text"].as_str().expect("text"));
            if let Some(reason) = choice["finish_reason"].as_str() {
                assert_eq!(told.finished[index].replace(reason.to_owned()), None, "once");
            }
        }
    }
    told
}

#[tokio::test]
async fn a_prompt_is_completed_whole_and_streamed() {
    let bench = Bench::start().await;
    let answer =
        complete(&bench, json!("Hi [[script: text text=there]]"), json!({"max_tokens": 20, "temperature": 0.1})).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let whole = answer.json();
    assert_eq!((&whole["object"], &whole["model"]), (&json!("text_completion"), &json!(NOVA)));
    assert_eq!(whole["choices"], json!([{"text": "there", "index": 0, "logprobs": null, "finish_reason": "stop"}]));
    let usage = &whole["usage"];
    let sum = usage["prompt_tokens"].as_u64().expect("tokens") + usage["completion_tokens"].as_u64().expect("tokens");
    assert_eq!(usage["total_tokens"].as_u64(), Some(sum));
    let more = json!({"stream": true, "stream_options": {"include_usage": true}, "max_tokens": 20});
    let answer = complete(&bench, json!("Hi [[script: text text=there]]"), more).await;
    let told = told(&answer);
    assert_eq!((told.texts, told.finished), (vec!["there".to_owned()], vec![Some("stop".to_owned())]));
    assert!(told.done && told.usage["total_tokens"].as_u64() == Some(sum), "{:?}", told.usage);
    let config = &bench.calls()[0].body["inferenceConfig"];
    assert_eq!(config["maxTokens"], 20);
    for call in bench.calls() {
        assert_eq!(call.error, None);
    }
}

#[tokio::test]
async fn several_prompts_have_several_answers() {
    let bench = Bench::start().await;
    let prompts = json!(["[[script: text text=one]]", "[[script: text text=two]]"]);
    let expected = ["one", "one", "two", "two"];
    let whole = complete(&bench, prompts.clone(), json!({"n": 2})).await.json();
    let texts: Vec<_> =
        whole["choices"].as_array().expect("choices").iter().map(|choice| choice["text"].as_str()).collect();
    assert_eq!(texts, expected.map(Some));
    let streamed = told(&complete(&bench, prompts.clone(), json!({"n": 2, "stream": true})).await);
    assert_eq!((streamed.texts, streamed.done), (expected.map(str::to_owned).to_vec(), true));
    let echoed = told(&complete(&bench, prompts.clone(), json!({"stream": true, "echo": true})).await);
    let expected = ["[[script: text text=one]]one", "[[script: text text=two]]two"];
    assert_eq!(echoed.texts, expected);
    let echoed = complete(&bench, prompts, json!({"echo": true})).await.json();
    assert_eq!([&echoed["choices"][0]["text"], &echoed["choices"][1]["text"]], expected);
}

#[tokio::test]
async fn what_several_prompts_share_is_said_once() {
    let bench = Bench::start().await;
    let request = json!({"model": CLAUDE, "prompt": ["a", "b"], "temperature": 0.5, "top_p": 0.5, "seed": 7});
    let answer = bench.client.post(PATH, &request).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let adjusted = answer.header("x-outcrop-adjusted").expect("adjustments");
    assert_eq!(adjusted.matches("top_p").count(), 1, "{adjusted}");
    assert!(adjusted.starts_with("seed dropped"), "{adjusted}");
}

#[tokio::test]
async fn a_gap_is_filled_by_instruction() {
    let bench = Bench::start().await;
    let answer = complete(&bench, json!("def f("), json!({"suffix": "return x"})).await;
    assert_eq!(answer.header("x-outcrop-adjusted"), Some("suffix given to the model as an instruction"));
    let body = &bench.calls()[0].body;
    assert!(body["system"][0]["text"].as_str().is_some_and(|text| text.contains("<suffix>")), "{body}");
    assert_eq!(body["messages"][0]["content"][0]["text"], "<prefix>def f(</prefix>\n<suffix>return x</suffix>");
}

#[tokio::test]
async fn token_ids_stop_texts_and_openais_names() {
    let bench = Bench::start().await;
    let request = json!({"model": "gpt-3.5-turbo-instruct", "prompt": [9906, 11, 1917, 0], "stop": "x"});
    let answer = bench.client.post(PATH, &request).await;
    assert_eq!((answer.status, &answer.json()["model"]), (200, &json!("gpt-3.5-turbo-instruct")), "{}", answer.text());
    let body = &bench.calls()[0].body;
    assert_eq!(body["messages"][0]["content"][0]["text"], "Hello, world!");
    assert_eq!(body["inferenceConfig"]["stopSequences"], json!(["x"]));
}

#[tokio::test]
async fn errors_have_openais_shape_before_and_within_a_stream() {
    let bench = Bench::start().await;
    let answer = complete(&bench, json!(["a", ""]), json!({})).await;
    assert_eq!((answer.status, &answer.json()["error"]["param"]), (400, &json!("prompt[1]")));
    let answer = complete(&bench, json!("[[script: http:AccessDeniedException]]"), json!({"stream": true})).await;
    assert_eq!((answer.status, &answer.json()["error"]["code"]), (403, &json!("access_denied")), "{}", answer.text());
    let broken =
        told(&complete(&bench, json!("[[script: midstream:throttlingException]]"), json!({"stream": true})).await);
    assert!(
        !broken.done && broken.finished.iter().all(Option::is_none),
        "no client may take it for success: {broken:?}"
    );
    assert_eq!(broken.error["code"], "rate_limit_exceeded");
}
