"""Structured output: `.parse()` and its streamed twin, on models that can and on models that have to be helped."""

import enum
import json
from typing import Annotated, Literal

import openai
import pytest
from openai import OpenAI
from pydantic import BaseModel, Field

from conversation import ADAPTIVE, ALWAYS, BUDGET, NOVA, WEATHER, by_script, quoted, user
from processes import Simulator

# Natively; by a forced tool; by words only, as it always thinks and takes no forced choice; natively, not Claude.
MODELS = [BUDGET, ADAPTIVE, NOVA, ALWAYS, "openai.gpt-oss-120b-1:0", "us.deepseek.v3.2"]
QUESTION = user("What is the weather in Oslo and in Bergen?")


class Sky(enum.Enum):
    CLEAR = "clear"
    CLOUDY = "cloudy"


class Place(BaseModel):
    city: str
    degrees: int
    wind: float | None
    sky: Sky


class Forecast(BaseModel):
    """The weather in some places."""

    kind: Literal["forecast"]
    places: list[Place]


class Bounded(BaseModel):
    """More than any model takes natively."""

    share: Annotated[float, Field(ge=0, le=1)]
    word: Annotated[str, Field(pattern="^[a-z]+$", min_length=2)]


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("model", MODELS)
def test_parse(scripted: OpenAI, simulator: Simulator, model: str, streamed: bool) -> None:
    if model == ALWAYS:
        simulator.enqueue("text text=" + quoted(EXAMPLE.model_dump_json()))
    request = {"model": model, "messages": QUESTION, "response_format": Forecast}
    if streamed:
        with scripted.chat.completions.stream(**request) as stream:
            pieces = [event.delta for event in stream if event.type == "content.delta"]
            choice = stream.get_final_completion().choices[0]
        assert "".join(pieces) == choice.message.content
    else:
        choice = scripted.chat.completions.parse(**request).choices[0]
    assert isinstance(choice.message.parsed, Forecast)
    assert Forecast.model_validate_json(choice.message.content) == choice.message.parsed
    assert not choice.message.tool_calls, "a tool that was forced for the sake of the schema is none of the client's"
    assert choice.finish_reason == "stop"


EXAMPLE = Forecast(kind="forecast", places=[Place(city="Oslo", degrees=4, wind=None, sky=Sky.CLOUDY)])


@pytest.mark.parametrize("model", [BUDGET, ADAPTIVE, NOVA])
def test_a_schema_that_is_too_rich_still_works(scripted: OpenAI, model: str) -> None:
    class Report(BaseModel):
        share: Annotated[float, Field(ge=0, le=1)]

    parsed = scripted.chat.completions.parse(model=model, messages=QUESTION, response_format=Report)
    assert isinstance(parsed.choices[0].message.parsed, Report)


@pytest.mark.parametrize("model", [BUDGET, ADAPTIVE, NOVA])
def test_parse_while_reasoning(scripted: OpenAI, model: str) -> None:
    parsed = scripted.chat.completions.parse(
        model=model, messages=QUESTION, response_format=Forecast, reasoning_effort="medium"
    )
    assert isinstance(parsed.choices[0].message.parsed, Forecast)


@pytest.mark.parametrize("model", [BUDGET, NOVA])
def test_tools_beside_a_schema(scripted: OpenAI, simulator: Simulator, model: str) -> None:
    """First the call, then the structured answer to its result."""
    tool = openai.pydantic_function_tool(Place, name="get_place")
    simulator.enqueue("tool name=get_place")
    request = {"model": model, "tools": [tool], "response_format": Forecast}
    asked = scripted.chat.completions.parse(messages=QUESTION, **request).choices[0].message
    (call,) = asked.tool_calls
    assert isinstance(call.function.parsed_arguments, Place)

    function = {"name": call.function.name, "arguments": call.function.arguments}
    messages = [
        *QUESTION,
        {"role": "assistant", "tool_calls": [{"id": call.id, "type": "function", "function": function}]},
        {"role": "tool", "tool_call_id": call.id, "content": "noted"},
    ]
    simulator.enqueue("text text=" + quoted(EXAMPLE.model_dump_json()))
    answer = scripted.chat.completions.parse(messages=messages, **request)
    assert answer.choices[0].message.parsed == EXAMPLE


@pytest.mark.parametrize("model", [BUDGET, NOVA, ALWAYS])
def test_json_object(scripted: OpenAI, simulator: Simulator, model: str) -> None:
    # A model that is asked in words only may put a fence around what it was asked for.
    simulator.enqueue("text text=" + quoted('```json\n{"degrees": 4}\n```'))
    answer = scripted.chat.completions.create(
        model=model, messages=user("Answer in JSON."), response_format={"type": "json_object"}
    )
    assert json.loads(answer.choices[0].message.content) == {"degrees": 4}


def test_a_cut_answer_is_not_parsed(scripted: OpenAI) -> None:
    with pytest.raises(openai.LengthFinishReasonError):
        scripted.chat.completions.parse(model=BUDGET, messages=by_script("stop:max_tokens"), response_format=Forecast)


def test_a_blocked_answer_is_not_parsed(scripted: OpenAI) -> None:
    with pytest.raises(openai.ContentFilterFinishReasonError):
        scripted.chat.completions.parse(
            model=BUDGET, messages=by_script("stop:guardrail_intervened"), response_format=Forecast
        )


@pytest.mark.parametrize("model", [BUDGET, ADAPTIVE, NOVA])
def test_strict_tools(scripted: OpenAI, simulator: Simulator, model: str) -> None:
    """Strictness goes where a model takes it and is left out, and reported, where not."""
    strict = {"type": "function", "function": WEATHER["function"] | {"strict": True}}
    strict["function"]["parameters"] = strict["function"]["parameters"] | {"additionalProperties": False}
    raw = scripted.chat.completions.with_raw_response.create(
        model=model, messages=QUESTION, tools=[strict], tool_choice="required"
    )
    assert raw.parse().choices[0].message.tool_calls
    (request,) = simulator.requests("Converse")
    sent = request["body"]["toolConfig"]["tools"][0]["toolSpec"].get("strict")
    reported = "strict" in raw.headers.get("x-outcrop-adjusted", "")
    assert (sent, reported) in [(True, False), (None, True)]
    assert (sent is True) == (model == BUDGET)
