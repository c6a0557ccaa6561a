"""Reasoning through OpenAI's own client: shown to the user, and kept for the model, whatever the client sends back."""

import pytest
from openai import OpenAI

from conversation import ADAPTIVE, ALWAYS, BUDGET, CLOCK, NOVA, THINKERS, WEATHER, replayed, user
from processes import Simulator

QUESTION = user("What is the weather in Oslo?")
THOUGHT = "Oslo is in Norway."


def complete(client: OpenAI, streamed: bool, **request):
    """The message of the answer; streamed, as the client's own helper puts it together."""
    if not streamed:
        return client.chat.completions.create(**request).choices[0].message
    with client.chat.completions.stream(**request) as stream:
        return stream.get_final_completion().choices[0].message


def bare(message) -> dict:
    """An assistant's turn with what OpenAI's documents name, and nothing else."""
    calls = [
        {"id": it.id, "type": "function", "function": {"name": it.function.name, "arguments": it.function.arguments}}
        for it in message.tool_calls
    ]
    return {"role": "assistant", "content": message.content, "tool_calls": calls}


def with_text(message) -> dict:
    """As clients do that keep what they could show."""
    return bare(message) | {"reasoning_content": message.reasoning_content}


def whole(message) -> dict:
    """As clients do that keep all they got. The helper's own additions are no part of that."""
    turn = message.to_dict()
    turn.pop("parsed", None)
    for call in turn["tool_calls"]:
        call["function"].pop("parsed_arguments", None)
        call.pop("index", None)
    return turn


def strictly(body: dict) -> dict:
    """The same request without the wish to drop thoughts whose conversation has changed: they have to fit."""
    fields = dict(body["additionalModelRequestFields"])
    fields.pop("anthropic_beta", None)
    fields["thinking"] = {name: value for name, value in fields["thinking"].items() if name != "block_binding"}
    return body | {"additionalModelRequestFields": fields}


@pytest.mark.parametrize("echo", [bare, with_text, whole])
@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("model", THINKERS)
def test_a_whole_loop_keeps_signed_thoughts(
    scripted: OpenAI, simulator: Simulator, model: str, streamed: bool, echo
) -> None:
    """Three requests: two rounds of calls, and the answer. Each goes on from all thoughts before it."""
    request = {"model": model, "tools": [WEATHER, CLOCK], "reasoning_effort": "medium"}
    messages = list(QUESTION)
    for script in (f'reasoning-tool thinking="{THOUGHT}"', 'reasoning-tool name=get_time input="{}"'):
        simulator.enqueue(script)
        asked = complete(scripted, streamed, messages=messages, **request)
        (call,) = asked.tool_calls
        messages += [echo(asked), {"role": "tool", "tool_call_id": call.id, "content": "4 °C"}]
    answer = complete(scripted, streamed, messages=messages, **request)
    assert answer.content == "The tool answered: 4 °C"

    *_, last = requests = simulator.requests("ConverseStream" if streamed else "Converse")
    assert [it["status"] for it in requests] == [200, 200, 200]
    assert replayed(last["body"]) == [["signed", "toolUse"], ["signed", "toolUse"]]
    first = last["body"]["messages"][1]["content"][0]["reasoningContent"]["reasoningText"]
    assert first["text"] == THOUGHT
    # One that had lost its thoughts would have been asked not to think.
    assert {it["body"]["additionalModelRequestFields"]["thinking"]["type"] for it in requests} == {
        "enabled" if model == BUDGET else "adaptive"
    }
    simulator.converse(model, strictly(last["body"]))


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("model", THINKERS)
def test_parallel_calls_keep_them_too(scripted: OpenAI, simulator: Simulator, model: str, streamed: bool) -> None:
    request = {"model": model, "tools": [WEATHER, CLOCK], "reasoning_effort": "high"}
    simulator.enqueue("reasoning-tool n=3")
    asked = complete(scripted, streamed, messages=QUESTION, **request)
    assert len(asked.tool_calls) == 3
    results = [{"role": "tool", "tool_call_id": call.id, "content": call.id} for call in asked.tool_calls]
    complete(scripted, streamed, messages=[*QUESTION, bare(asked), *results], **request)
    *_, last = simulator.requests("ConverseStream" if streamed else "Converse")
    assert replayed(last["body"]) == [["signed", "toolUse", "toolUse", "toolUse"]]


@pytest.mark.parametrize("model", THINKERS)
def test_a_loop_begun_streamed_can_go_on_plain(scripted: OpenAI, simulator: Simulator, model: str) -> None:
    request = {"model": model, "tools": [WEATHER], "reasoning_effort": "low"}
    simulator.enqueue("reasoning-tool")
    asked = complete(scripted, True, messages=QUESTION, **request)
    result = {"role": "tool", "tool_call_id": asked.tool_calls[0].id, "content": "4 °C"}
    complete(scripted, False, messages=[*QUESTION, bare(asked), result], **request)
    (last,) = simulator.requests("Converse")
    assert replayed(last["body"]) == [["signed", "toolUse"]]


@pytest.mark.parametrize("model", THINKERS)
def test_a_call_from_elsewhere_costs_the_thinking_and_not_the_answer(
    scripted: OpenAI, simulator: Simulator, model: str
) -> None:
    """A conversation that began at another gateway, or before a restart: nobody has its thoughts any more."""
    function = {"name": "get_weather", "arguments": '{"city": "Oslo"}'}
    call = {"id": "call_of_yore", "type": "function", "function": function}
    messages = [
        *QUESTION,
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_of_yore", "content": "4 °C"},
    ]
    raw = scripted.chat.completions.with_raw_response.create(
        model=model, messages=messages, tools=[WEATHER], reasoning_effort="medium"
    )
    assert raw.parse().choices[0].message.content
    (request,) = simulator.requests("Converse")
    assert request["status"] == 200


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("model", THINKERS)
def test_it_is_shown(scripted: OpenAI, simulator: Simulator, model: str, streamed: bool) -> None:
    simulator.enqueue(f'reasoning thinking="{THOUGHT}" text=Rain.')
    request = {"model": model, "messages": QUESTION, "reasoning_effort": "medium"}
    if streamed:
        deltas = [c.delta for it in scripted.chat.completions.create(stream=True, **request) for c in it.choices]
        thought = "".join(getattr(delta, "reasoning_content", None) or "" for delta in deltas)
        text = "".join(delta.content or "" for delta in deltas)
    else:
        message = scripted.chat.completions.create(**request).choices[0].message
        thought, text = message.reasoning_content, message.content
    assert (thought, text) == (THOUGHT, "Rain.")


@pytest.mark.parametrize("effort", ["none", "minimal", "low", "medium", "high", "xhigh", "max"])
@pytest.mark.parametrize(
    "model",
    [
        BUDGET,
        ADAPTIVE,
        ALWAYS,
        "us.anthropic.claude-sonnet-4-6",
        "us.anthropic.claude-sonnet-5-5",
        "us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "us.amazon.nova-2-lite-v1:0",
        NOVA,
        "us.openai.gpt-6.1-sol",
        "openai.gpt-oss-120b-1:0",
        "us.deepseek.v3.2",
        "us.moonshotai.kimi-k3",
        "us.zai.glm-5.3",
        "us.xai.grok-4.7",
    ],
)
def test_every_effort_is_taken_for_every_family(scripted: OpenAI, model: str, effort: str) -> None:
    """With a limit that leaves no room for the largest budgets, and a temperature that some refuse beside thinking."""
    answer = scripted.chat.completions.create(
        model=model, messages=QUESTION, reasoning_effort=effort, max_tokens=3000, temperature=0.2
    )
    assert answer.choices[0].message.content


@pytest.mark.parametrize("model", THINKERS)
def test_thinking_about_a_tool_that_must_be_called(scripted: OpenAI, model: str) -> None:
    """Where a family refuses the two together, the call is what the program behind the request waits for."""
    raw = scripted.chat.completions.with_raw_response.create(
        model=model,
        messages=user("What is the weather in Oslo?"),
        tools=[WEATHER],
        tool_choice={"type": "function", "function": {"name": "get_weather"}},
        reasoning_effort="medium",
    )
    message = raw.parse().choices[0].message
    if model == ALWAYS:
        # It takes no forced choice at all: what is left of the wish is said.
        assert "tool_choice" in raw.headers["x-outcrop-adjusted"]
    else:
        assert [call.function.name for call in message.tool_calls] == ["get_weather"]
