"""Chat and streaming as OpenAI's own client sees them."""

import http.client
import json
import urllib.parse

import pytest
from openai import OpenAI

from conversation import MODEL, by_script, user
from processes import KEY, Outcrop, Simulator


def test_chat(client: OpenAI) -> None:
    answer = client.chat.completions.create(model=MODEL, messages=user("Hello"))
    assert answer.object == "chat.completion"
    (choice,) = answer.choices
    assert choice.message.role == "assistant"
    assert choice.message.content
    assert choice.finish_reason == "stop"
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens > 0


def test_every_kind_of_message_is_taken(client: OpenAI) -> None:
    answer = client.chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "developer", "content": "Be brief."},
            {"role": "system", "content": [{"type": "text", "text": "Be kind."}]},
            {"role": "user", "content": "Hello", "name": "ann"},
            {"role": "assistant", "content": "Hello, Ann."},
            {"role": "user", "content": [{"type": "text", "text": "How"}, {"type": "text", "text": " are you?"}]},
        ],
        temperature=0.5,
        max_tokens=200,
        stop=["###"],
    )
    assert answer.choices[0].message.content


def test_what_was_asked_reaches_bedrock(scripted: OpenAI, simulator: Simulator) -> None:
    scripted.chat.completions.create(
        model="us.amazon.nova-lite-v1:0",
        messages=[{"role": "system", "content": "Be brief."}, *user("Hello")],
        max_completion_tokens=77,
        temperature=0.25,
        stop="###",
    )
    (request,) = simulator.requests("Converse")
    assert request["model_id"] == "us.amazon.nova-lite-v1:0"
    assert request["unknown_members"] == []
    body = request["body"]
    assert body["system"] == [{"text": "Be brief."}]
    assert body["messages"] == [{"role": "user", "content": [{"text": "Hello"}]}]
    assert body["inferenceConfig"] == {"maxTokens": 77, "temperature": 0.25, "stopSequences": ["###"]}


@pytest.mark.parametrize(
    ("stop_reason", "finish_reason"),
    [
        ("end_turn", "stop"),
        ("stop_sequence", "stop"),
        ("max_tokens", "length"),
        ("model_context_window_exceeded", "length"),
        ("guardrail_intervened", "content_filter"),
        ("content_filtered", "content_filter"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_finish_reasons(scripted: OpenAI, stop_reason: str, finish_reason: str, stream: bool) -> None:
    messages = by_script(f"stop:{stop_reason}")
    if stream:
        chunks = list(scripted.chat.completions.create(model=MODEL, messages=messages, stream=True))
        found = [choice.finish_reason for chunk in chunks for choice in chunk.choices if choice.finish_reason]
    else:
        answer = scripted.chat.completions.create(model=MODEL, messages=messages)
        found = [answer.choices[0].finish_reason]
    assert found == [finish_reason]


@pytest.mark.parametrize("usage", [False, True])
def test_stream(client: OpenAI, usage: bool) -> None:
    options = {"stream_options": {"include_usage": True}} if usage else {}
    chunks = list(client.chat.completions.create(model=MODEL, messages=user("Hello"), stream=True, **options))
    assert {chunk.object for chunk in chunks} == {"chat.completion.chunk"}
    assert len({(chunk.id, chunk.created, chunk.model) for chunk in chunks}) == 1

    deltas = [choice.delta for chunk in chunks for choice in chunk.choices]
    assert [delta.role for delta in deltas] == ["assistant"] + [None] * (len(deltas) - 1), "the role, once and first"
    assert len([delta for delta in deltas if delta.content]) > 1, "it comes in pieces"
    finished = [choice.finish_reason for chunk in chunks for choice in chunk.choices if choice.finish_reason]
    assert finished == ["stop"]

    with_usage = [chunk for chunk in chunks if chunk.usage]
    if usage:
        assert with_usage == [chunks[-1]] and chunks[-1].choices == []
        assert chunks[-1].usage.completion_tokens > 0
    else:
        assert with_usage == []


def test_the_stream_helper_sees_the_same_answer(client: OpenAI) -> None:
    with client.chat.completions.stream(model=MODEL, messages=user("Hello")) as stream:
        pieces = [event.delta for event in stream if event.type == "content.delta"]
        answer = stream.get_final_completion()
    assert answer.choices[0].message.content == "".join(pieces) != ""
    assert answer.choices[0].message.role == "assistant"


def test_the_bytes_of_a_stream(outcrop: Outcrop) -> None:
    """Clients differ in what else they put up with; these are the lines that all of them read."""
    address = urllib.parse.urlsplit(outcrop.url).netloc
    connection = http.client.HTTPConnection(address, timeout=60)
    body = json.dumps({"model": MODEL, "messages": user("Hello"), "stream": True})
    headers = {"authorization": f"Bearer {KEY}", "content-type": "application/json"}
    connection.request("POST", "/v1/chat/completions", body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["content-encoding"] is None
    events = [event for event in text.split("\n\n") if event and not event.startswith(":")]
    assert all(event.startswith("data: ") and "\n" not in event for event in events)
    assert events[-1] == "data: [DONE]" and text.endswith("data: [DONE]\n\n")
    first = json.loads(events[0].removeprefix("data: "))
    assert first["choices"][0]["delta"]["role"] == "assistant"


def test_concurrent_streams_do_not_mix(scripted: OpenAI) -> None:
    texts = [f"answer-{number}" for number in range(8)]
    streams = [
        scripted.chat.completions.create(model=MODEL, messages=by_script(f"text text={text} gap=20"), stream=True)
        for text in texts
    ]
    answers = ["".join(c.delta.content or "" for chunk in stream for c in chunk.choices) for stream in streams]
    assert answers == texts
