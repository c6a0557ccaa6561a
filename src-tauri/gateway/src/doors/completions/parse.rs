//! A legacy completions request to turns, with complaints.

use super::wire::{Prompt, Request, Stop};
use super::{CompletionWriter, Head};
use crate::doors::Asked;
use crate::doors::openai::{answers, in_range, missing, now};
use crate::doors::tokens::text_of_tokens;
use crate::error::{Error, Result};
use crate::ir::{Block, Complaint, Message, Role, Sampling, Turn};

/// Prompts times answers: each is a call of its own.
const MAX_CALLS: usize = 128;

/// What the model is told where the client wants a gap filled.
const FILL: &str = "You complete text at a cursor. The user gives the text before the cursor in <prefix> and the text \
    after it in <suffix>. Answer with exactly the text that belongs between them: no explanation, no repetition of \
    either, no code fence.";

pub(super) fn parse(mut request: Request) -> Result<Asked<CompletionWriter>> {
    refuse_what_cannot_be(&request)?;
    let mut complaints = passed_over(&request);
    let model = request.model.take().filter(|model| !model.trim().is_empty()).ok_or_else(|| missing("model"))?;
    let prompts = prompts(request.prompt.take().ok_or_else(|| missing("prompt"))?)?;
    let answers = answers(request.n)?;
    let calls = prompts.len() * answers;
    if calls > MAX_CALLS {
        let message = format!("Invalid value for 'prompt': {calls} completions; at most {MAX_CALLS} fit a request.");
        return Err(Error::invalid("prompt", message).code("invalid_value"));
    }
    let suffix = request.suffix.take().filter(|suffix| !suffix.is_empty());
    if suffix.is_some() {
        complaints.push(Complaint::new("suffix", "given to the model as an instruction"));
    }
    let sampling = sampling(&mut request, &mut complaints)?;
    let echoes = if request.echo == Some(true) { repeated(&prompts, answers) } else { Vec::new() };
    let turn = |prompt: String| turn(&model, prompt, suffix.as_deref(), &sampling);
    let mut turns = prompts.into_iter().map(turn);
    let first = turns.next().ok_or_else(|| empty("prompt".to_owned()))?;
    let more = turns.collect();
    let include_usage = request.stream_options.and_then(|options| options.include_usage).unwrap_or(false);
    let head = Head { id: format!("cmpl-{}", uuid::Uuid::new_v4().simple()), created: now(), model, echoes };
    let writer = CompletionWriter::new(head, calls, include_usage);
    Ok(Asked { turn: first, more, streamed: request.stream.unwrap_or(false), answers, complaints, writer })
}

/// Answers are numbered prompt after prompt.
fn repeated(prompts: &[String], answers: usize) -> Vec<String> {
    prompts.iter().flat_map(|prompt| std::iter::repeat_n(prompt.clone(), answers)).collect()
}

fn turn(model: &str, prompt: String, suffix: Option<&str>, sampling: &Sampling) -> Turn {
    let (system, text) = match suffix {
        None => (Vec::new(), prompt),
        Some(suffix) => {
            (vec![Block::Text(FILL.to_owned())], format!("<prefix>{prompt}</prefix>\n<suffix>{suffix}</suffix>"))
        }
    };
    let message = Message { role: Role::User, content: vec![Block::Text(text)] };
    Turn { model: model.to_owned(), system, messages: vec![message], sampling: sampling.clone(), ..Turn::default() }
}

fn prompts(prompt: Prompt) -> Result<Vec<String>> {
    let texts = match prompt {
        Prompt::Text(text) => vec![text],
        Prompt::Texts(texts) => texts,
        Prompt::Tokens(tokens) => vec![detokenised(&tokens, "prompt".to_owned())?],
        Prompt::ManyTokens(many) => {
            let one = |(at, tokens): (usize, Vec<u32>)| detokenised(&tokens, format!("prompt[{at}]"));
            many.into_iter().enumerate().map(one).collect::<Result<_>>()?
        }
    };
    match texts.iter().position(|text| text.trim().is_empty()) {
        Some(at) if texts.len() > 1 => Err(empty(format!("prompt[{at}]"))),
        Some(_) => Err(empty("prompt".to_owned())),
        None if texts.is_empty() => Err(empty("prompt".to_owned())),
        None => Ok(texts),
    }
}

fn detokenised(tokens: &[u32], path: String) -> Result<String> {
    text_of_tokens(tokens).map_err(|unknown| {
        let message = format!("Invalid value for '{path}': {unknown} is no token of cl100k_base; send text instead.");
        Error::invalid(path, message).code("invalid_value")
    })
}

/// Models refuse a message without visible text.
fn empty(path: String) -> Error {
    let message = format!("Invalid value for '{path}': it cannot be empty.");
    Error::invalid(path, message).code("invalid_value")
}

fn refuse_what_cannot_be(request: &Request) -> Result<()> {
    if request.logprobs.is_some_and(|n| n > 0) {
        let message = "Unsupported parameter: 'logprobs' is not supported with Bedrock models; leave it out.";
        return Err(Error::invalid("logprobs", message).code("unsupported_parameter"));
    }
    Ok(())
}

/// What no Bedrock model knows: accepted, ignored, said.
fn passed_over(request: &Request) -> Vec<Complaint> {
    let biased = request.logit_bias.as_ref().and_then(|bias| bias.as_object()).is_some_and(|bias| !bias.is_empty());
    [
        ("seed", request.seed.is_some()),
        ("logit_bias", biased),
        ("logprobs", request.logprobs.is_some()),
        ("best_of", request.best_of.is_some_and(|best| best > request.n.unwrap_or(1))),
        ("frequency_penalty", request.frequency_penalty.is_some_and(|p| p != 0.0)),
        ("presence_penalty", request.presence_penalty.is_some_and(|p| p != 0.0)),
    ]
    .into_iter()
    .filter(|(_, given)| *given)
    .map(|(param, _)| Complaint::new(param, "dropped"))
    .collect()
}

fn sampling(request: &mut Request, complaints: &mut Vec<Complaint>) -> Result<Sampling> {
    in_range("temperature", request.temperature, 2.0)?;
    in_range("top_p", request.top_p, 1.0)?;
    if request.max_tokens == Some(0) {
        let message = "Invalid value for 'max_tokens': 0; it takes at least 1.";
        return Err(Error::invalid("max_tokens", message).code("invalid_value"));
    }
    let mut stop = match request.stop.take() {
        None => Vec::new(),
        Some(Stop::One(text)) => vec![text],
        Some(Stop::Many(texts)) => texts,
    };
    let given = stop.len();
    stop.retain(|text| !text.is_empty());
    if stop.len() < given {
        complaints.push(Complaint::new("stop", "lost its empty texts"));
    }
    let (max_tokens, temperature, top_p) = (request.max_tokens, request.temperature, request.top_p);
    Ok(Sampling { max_tokens, temperature, top_p, top_k: None, stop })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::doors::openai::read_json;

    fn parsed(request: Value) -> Result<Asked<CompletionWriter>> {
        read_json(request.to_string().as_bytes()).and_then(parse)
    }

    fn texts(asked: &Asked<CompletionWriter>) -> Vec<&Block> {
        std::iter::once(&asked.turn).chain(&asked.more).map(|turn| &turn.messages[0].content[0]).collect()
    }

    #[test]
    fn every_form_of_prompt_is_read() {
        for (prompt, expected) in [
            (json!("a"), vec!["a"]),
            (json!(["a", "b"]), vec!["a", "b"]),
            (json!([9906, 11]), vec!["Hello,"]),
            (json!([[9906], [11]]), vec!["Hello", ","]),
        ] {
            let asked = parsed(json!({"model": "m", "prompt": prompt})).unwrap_or_else(|e| panic!("{prompt}: {e}"));
            let expected: Vec<Block> = expected.into_iter().map(|text| Block::Text(text.into())).collect();
            assert_eq!(texts(&asked), expected.iter().collect::<Vec<_>>(), "{prompt}");
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for (more, param) in [
            (json!({"prompt": ""}), "prompt"),
            (json!({"prompt": []}), "prompt"),
            (json!({"prompt": ["a", " "]}), "prompt[1]"),
            (json!({"prompt": null}), "prompt"),
            (json!({"prompt": 7}), "prompt"),
            (json!({"logprobs": 2}), "logprobs"),
            (json!({"n": 0}), "n"),
            (json!({"n": 100, "prompt": ["a", "b"]}), "prompt"),
            (json!({"temperature": 3}), "temperature"),
            (json!({"max_tokens": 0}), "max_tokens"),
        ] {
            let mut request = json!({"model": "m", "prompt": "a"});
            request.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
            let error = parsed(request.clone()).err().unwrap_or_else(|| panic!("{request} was taken"));
            assert_eq!(error.location(), Some(param), "{request}");
        }
    }

    #[test]
    fn what_is_passed_over_is_said() {
        let asked = parsed(json!({
            "model": "m", "prompt": "a", "suffix": "z", "best_of": 3, "seed": 1, "logprobs": 0, "stop": ["", "x"]
        }))
        .expect("it is taken");
        let said: Vec<String> = asked.complaints.iter().map(Complaint::to_string).collect();
        assert_eq!(
            said,
            [
                "seed dropped",
                "logprobs dropped",
                "best_of dropped",
                "suffix given to the model as an instruction",
                "stop lost its empty texts"
            ]
        );
        assert_eq!(asked.turn.messages[0].content[0], Block::Text("<prefix>a</prefix>\n<suffix>z</suffix>".into()));
        assert_eq!(asked.turn.sampling.stop, ["x"]);
    }
}
