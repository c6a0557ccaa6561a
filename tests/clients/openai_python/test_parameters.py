"""Parameters that only some programs send, and what becomes of those that a model does not take."""

import json

import openai
import pytest
from openai import OpenAI

from conversation import ADAPTIVE, BUDGET, CLOCK, MODEL, NOVA, WEATHER, by_script, user
from processes import Simulator

QUESTION = user("What is the weather in Oslo?")


@pytest.mark.parametrize("stream", [False, True])
def test_two_choices(scripted: OpenAI, simulator: Simulator, stream: bool) -> None:
    request = {"model": MODEL, "messages": user("Hello"), "n": 2}
    if stream:
        options = {"include_usage": True}
        chunks = list(scripted.chat.completions.create(stream=True, stream_options=options, **request))
        choices = [choice for chunk in chunks for choice in chunk.choices]
        texts = ["".join(it.delta.content or "" for it in choices if it.index == at) for at in (0, 1)]
        roles = [[it.delta.role for it in choices if it.index == at and it.delta.role] for at in (0, 1)]
        ends = [[it.finish_reason for it in choices if it.index == at and it.finish_reason] for at in (0, 1)]
        assert (roles, ends) == ([["assistant"]] * 2, [["stop"]] * 2)
        usage = chunks[-1].usage
    else:
        answer = scripted.chat.completions.create(**request)
        assert [choice.index for choice in answer.choices] == [0, 1]
        texts = [choice.message.content for choice in answer.choices]
        usage = answer.usage
    assert all(texts)
    assert len(simulator.requests("ConverseStream" if stream else "Converse")) == 2
    assert usage.completion_tokens > 0


def test_the_stream_helper_takes_two_choices(scripted: OpenAI) -> None:
    with scripted.chat.completions.stream(model=MODEL, messages=user("Hello"), n=2) as stream:
        answer = stream.get_final_completion()
    assert [choice.message.role for choice in answer.choices] == ["assistant", "assistant"]
    assert all(choice.message.content for choice in answer.choices)


@pytest.mark.parametrize("stream", [False, True])
def test_the_model_ends_its_turn_for_a_call(scripted: OpenAI, stream: bool) -> None:
    request = {"model": MODEL, "messages": by_script("stop:tool_use"), "tools": [WEATHER]}
    if stream:
        chunks = scripted.chat.completions.create(stream=True, **request)
        found = [choice.finish_reason for chunk in chunks for choice in chunk.choices if choice.finish_reason]
    else:
        found = [scripted.chat.completions.create(**request).choices[0].finish_reason]
    assert found == ["tool_calls"]


@pytest.mark.parametrize("reason", ["malformed_model_output", "malformed_tool_use"])
@pytest.mark.parametrize("stream", [False, True])
def test_an_answer_that_the_model_spoilt(scripted: OpenAI, reason: str, stream: bool) -> None:
    """Neither reason has a word of OpenAI's: a word that clients know, or an error, but never Bedrock's own."""
    messages = by_script(f"stop:{reason}")
    try:
        if stream:
            chunks = scripted.chat.completions.create(model=MODEL, messages=messages, stream=True)
            found = [choice.finish_reason for chunk in chunks for choice in chunk.choices if choice.finish_reason]
        else:
            found = [scripted.chat.completions.create(model=MODEL, messages=messages).choices[0].finish_reason]
    except openai.APIError as error:
        assert error.message
    else:
        assert found in (["stop"], ["length"], ["content_filter"])


@pytest.mark.parametrize("stream", [False, True])
def test_legacy_functions(scripted: OpenAI, simulator: Simulator, stream: bool) -> None:
    """A whole loop as it was written before there were tools."""
    request = {"model": BUDGET, "functions": [WEATHER["function"]]}
    choice = {"name": "get_weather"}
    if stream:
        name = arguments = ""
        ends = []
        for chunk in scripted.chat.completions.create(messages=QUESTION, function_call=choice, stream=True, **request):
            for it in chunk.choices:
                ends += [it.finish_reason] if it.finish_reason else []
                if it.delta.function_call:
                    name += it.delta.function_call.name or ""
                    arguments += it.delta.function_call.arguments or ""
        assert ends == ["function_call"]
    else:
        asked = scripted.chat.completions.create(messages=QUESTION, function_call=choice, **request).choices[0]
        assert asked.finish_reason == "function_call"
        name, arguments = asked.message.function_call.name, asked.message.function_call.arguments
    assert name == "get_weather" and "city" in json.loads(arguments)

    messages = [
        *QUESTION,
        {"role": "assistant", "content": None, "function_call": {"name": name, "arguments": arguments}},
        {"role": "function", "name": name, "content": "4 °C"},
    ]
    answer = scripted.chat.completions.create(messages=messages, **request)
    assert answer.choices[0].message.content == "The tool answered: 4 °C"


@pytest.mark.parametrize("streamed", [False, True])
def test_custom_tools(scripted: OpenAI, simulator: Simulator, streamed: bool) -> None:
    """A tool whose argument is free text: a whole loop."""
    tool = {"type": "custom", "custom": {"name": "run_sql", "description": "Runs a query.", "format": {"type": "text"}}}
    request = {"model": BUDGET, "tools": [tool]}
    simulator.enqueue('tool name=run_sql input="{\\"input\\":\\"select 1\\"}"')
    if streamed:
        calls: dict[int, dict] = {}
        for chunk in scripted.chat.completions.create(messages=QUESTION, stream=True, **request):
            for piece in (it for choice in chunk.choices for it in choice.delta.tool_calls or []):
                piece = piece.to_dict()
                empty = {"id": "", "type": "custom", "custom": {"name": "", "input": ""}}
                call = calls.setdefault(piece["index"], empty)
                call["id"] += piece.get("id") or ""
                for key in ("name", "input"):
                    call["custom"][key] += piece.get("custom", {}).get(key) or ""
        (call,) = calls.values()
    else:
        (found,) = scripted.chat.completions.create(messages=QUESTION, **request).choices[0].message.tool_calls
        call = found.to_dict()
    assert call["type"] == "custom"
    assert call["custom"] == {"name": "run_sql", "input": "select 1"}

    result = {"role": "tool", "tool_call_id": call["id"], "content": "1"}
    messages = [*QUESTION, {"role": "assistant", "tool_calls": [call]}, result]
    answer = scripted.chat.completions.create(messages=messages, **request)
    assert answer.choices[0].message.content == "The tool answered: 1"


@pytest.mark.parametrize("model", [BUDGET, NOVA])
def test_one_call_at_a_time(scripted: OpenAI, simulator: Simulator, model: str) -> None:
    """Where the model has no such switch, the header says so."""
    simulator.enqueue("tools n=2")
    raw = scripted.chat.completions.with_raw_response.create(
        model=model, messages=QUESTION, tools=[WEATHER, CLOCK], parallel_tool_calls=False
    )
    calls = raw.parse().choices[0].message.tool_calls
    assert len(calls) == 1 or "parallel_tool_calls" in raw.headers["x-outcrop-adjusted"]


def test_allowed_tools(scripted: OpenAI, simulator: Simulator) -> None:
    allowed = [{"type": "function", "function": {"name": "get_time"}}]
    answer = scripted.chat.completions.create(
        model=BUDGET,
        messages=QUESTION,
        tools=[WEATHER, CLOCK],
        tool_choice={"type": "allowed_tools", "allowed_tools": {"mode": "required", "tools": allowed}},
    )
    assert [call.function.name for call in answer.choices[0].message.tool_calls] == ["get_time"]


def test_no_tools_please(scripted: OpenAI) -> None:
    answer = scripted.chat.completions.create(model=BUDGET, messages=QUESTION, tools=[WEATHER], tool_choice="none")
    assert answer.choices[0].message.content and not answer.choices[0].message.tool_calls


@pytest.mark.parametrize("stream", [False, True])
def test_what_was_dropped_is_in_a_header(scripted: OpenAI, simulator: Simulator, stream: bool) -> None:
    """From 4.7 on, Claude takes no temperature; and no model of Bedrock's takes a seed."""
    raw = scripted.chat.completions.with_raw_response.create(
        model=ADAPTIVE, messages=user("Hello"), temperature=0.3, top_p=0.9, stream=stream
    )
    adjusted = raw.headers["x-outcrop-adjusted"]
    assert "temperature" in adjusted and "top_p" in adjusted
    if stream:
        assert [choice for chunk in raw.parse() for choice in chunk.choices]
    (request,) = simulator.requests("ConverseStream" if stream else "Converse")
    assert request["body"].get("inferenceConfig", {}).keys().isdisjoint({"temperature", "topP"})


def test_nothing_is_reported_where_nothing_was_changed(scripted: OpenAI) -> None:
    raw = scripted.chat.completions.with_raw_response.create(model=NOVA, messages=user("Hello"), temperature=0.3)
    assert "x-outcrop-adjusted" not in raw.headers


def test_cached_tokens_are_counted_as_openai_counts_them(scripted: OpenAI) -> None:
    usage = scripted.chat.completions.create(model=BUDGET, messages=by_script("cache read=900 write=40")).usage
    assert usage.prompt_tokens_details.cached_tokens == 900
    assert usage.prompt_tokens >= 940
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens


@pytest.mark.parametrize("include", [True, False, None])
def test_stream_options(scripted: OpenAI, include: bool | None) -> None:
    options = {"include_obfuscation": False} | ({} if include is None else {"include_usage": include})
    chunks = list(
        scripted.chat.completions.create(model=MODEL, messages=user("Hello"), stream=True, stream_options=options)
    )
    with_usage = [chunk for chunk in chunks if chunk.usage]
    assert with_usage == ([chunks[-1]] if include else [])


@pytest.mark.parametrize(
    "request_",
    [
        {"logprobs": True, "top_logprobs": 3},
        {"modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": "mp3"}},
        {"web_search_options": {}},
    ],
)
def test_what_cannot_be_done_is_refused(scripted: OpenAI, simulator: Simulator, request_: dict) -> None:
    with pytest.raises(openai.BadRequestError) as raised:
        scripted.chat.completions.create(model=MODEL, messages=user("Hello"), **request_)
    assert raised.value.code == "unsupported_parameter"
    assert raised.value.param in request_
    assert simulator.requests("Converse") == []


def test_what_openai_takes_and_bedrock_does_not_have_is_no_error(scripted: OpenAI, simulator: Simulator) -> None:
    answer = scripted.chat.completions.create(
        model=BUDGET,
        messages=user("Hello"),
        store=False,
        user="ann",
        safety_identifier="a",
        prompt_cache_key="k",
        verbosity="low",
        seed=7,
        logprobs=False,
        modalities=["text"],
        prediction={"type": "content", "content": "Hello"},
        metadata={"team": "blue"},
        extra_body={"something_new": {"a": 1}},
    )
    assert answer.choices[0].message.content
    (request,) = simulator.requests("Converse")
    assert request["body"]["requestMetadata"] == {"team": "blue"}
    assert request["unknown_members"] == []
