"""Tool calls as OpenAI's own client sees them."""

import json

import pytest
from openai import OpenAI

from conversation import CLOCK, MODEL, WEATHER, by_script, user
from processes import Simulator

QUESTION = user("What is the weather in Oslo?")


def streamed_calls(client: OpenAI, **request) -> dict[int, dict]:
    """The calls of a streamed answer, put together by hand, and strictly."""
    calls: dict[int, dict] = {}
    for chunk in client.chat.completions.create(model=MODEL, stream=True, **request):
        for choice in chunk.choices:
            for piece in choice.delta.tool_calls or []:
                if piece.index in calls:
                    assert piece.id is None and piece.function.name is None, "id and name come once"
                    calls[piece.index]["arguments"] += piece.function.arguments or ""
                else:
                    assert piece.index == len(calls), "indexes are dense, from 0"
                    assert piece.id and piece.type == "function" and piece.function.name
                    calls[piece.index] = {"name": piece.function.name, "arguments": piece.function.arguments or ""}
    return calls


def test_a_whole_loop(client: OpenAI) -> None:
    asked = client.chat.completions.create(model=MODEL, messages=QUESTION, tools=[WEATHER], tool_choice="required")
    assert asked.choices[0].finish_reason == "tool_calls"
    (call,) = asked.choices[0].message.tool_calls
    assert (call.type, call.function.name) == ("function", "get_weather")
    assert "city" in json.loads(call.function.arguments)

    result = {"role": "tool", "tool_call_id": call.id, "content": "4 °C, light rain"}
    messages = [*QUESTION, asked.choices[0].message, result]
    answer = client.chat.completions.create(model=MODEL, messages=messages, tools=[WEATHER])
    assert answer.choices[0].finish_reason == "stop"
    assert answer.choices[0].message.content


def test_a_whole_streamed_loop(client: OpenAI) -> None:
    request = {"model": MODEL, "tools": [WEATHER]}
    with client.chat.completions.stream(messages=QUESTION, tool_choice="required", **request) as stream:
        message = stream.get_final_completion().choices[0].message
    (call,) = message.tool_calls
    assert call.function.name == "get_weather"
    assert "city" in json.loads(call.function.arguments)

    asked = {"role": "assistant", "tool_calls": [{"id": call.id, "type": "function", "function": call.function.to_dict()}]}
    asked["tool_calls"][0]["function"].pop("parsed_arguments", None)
    result = {"role": "tool", "tool_call_id": call.id, "content": "4 °C, light rain"}
    with client.chat.completions.stream(messages=[*QUESTION, asked, result], **request) as stream:
        assert stream.get_final_completion().choices[0].message.content


@pytest.mark.parametrize("script", ["tools", "tool-text-tool"])
def test_parallel_calls(scripted: OpenAI, script: str) -> None:
    request = {"messages": by_script(script), "tools": [WEATHER, CLOCK]}
    answer = scripted.chat.completions.create(model=MODEL, **request)
    calls = answer.choices[0].message.tool_calls
    assert len(calls) == 2 and len({call.id for call in calls}) == 2
    assert all(isinstance(json.loads(call.function.arguments), dict) for call in calls)

    streamed = streamed_calls(scripted, **request)
    assert [call["name"] for call in streamed.values()] == [call.function.name for call in calls]
    assert all(isinstance(json.loads(call["arguments"]), dict) for call in streamed.values())


def test_results_of_parallel_calls_go_back_together(scripted: OpenAI, simulator: Simulator) -> None:
    messages = by_script("tools")
    asked = scripted.chat.completions.create(model=MODEL, messages=messages, tools=[WEATHER])
    calls = asked.choices[0].message.tool_calls
    results = [{"role": "tool", "tool_call_id": call.id, "content": f"result of {call.id}"} for call in calls]
    simulator.forget()
    scripted.chat.completions.create(
        model=MODEL, messages=[*user("Hello"), asked.choices[0].message, *results], tools=[WEATHER]
    )
    (request,) = simulator.requests("Converse")
    *_, last = request["body"]["messages"]
    assert last["role"] == "user", "Bedrock wants the results of one turn in one turn"
    assert [block["toolResult"]["toolUseId"] for block in last["content"]] == [
        block["toolUse"]["toolUseId"] for block in request["body"]["messages"][1]["content"] if "toolUse" in block
    ]


def test_text_before_a_call(scripted: OpenAI) -> None:
    answer = scripted.chat.completions.create(model=MODEL, messages=by_script("text-then-tool"), tools=[WEATHER])
    message = answer.choices[0].message
    assert message.content and len(message.tool_calls) == 1


def test_a_call_without_arguments_has_an_empty_object(scripted: OpenAI) -> None:
    request = {"messages": by_script("tool-no-args"), "tools": [CLOCK]}
    (call,) = scripted.chat.completions.create(model=MODEL, **request).choices[0].message.tool_calls
    assert json.loads(call.function.arguments) == {}
    assert [json.loads(call["arguments"]) for call in streamed_calls(scripted, **request).values()] == [{}]


def test_a_tool_can_be_chosen(scripted: OpenAI, simulator: Simulator) -> None:
    choice = {"type": "function", "function": {"name": "get_time"}}
    answer = scripted.chat.completions.create(
        model=MODEL, messages=user("Hello"), tools=[WEATHER, CLOCK], tool_choice=choice
    )
    assert [call.function.name for call in answer.choices[0].message.tool_calls] == ["get_time"]
    (request,) = simulator.requests("Converse")
    assert request["body"]["toolConfig"]["toolChoice"] == {"tool": {"name": "get_time"}}
