"""LangChain's `ChatOpenAI`: what its users do with it."""

import asyncio
import json
from collections.abc import Iterator
from typing import Literal

import openai
import pytest
from langchain_core.exceptions import ContextOverflowError
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage, SystemMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from pydantic import BaseModel, Field

from conversation import ADAPTIVE, BUDGET, NOVA, PNG, THINKERS, quoted, replayed
from processes import KEY, Outcrop, Simulator


@tool
def get_weather(city: str) -> str:
    """The weather in a city."""
    return f"{city}: 4 °C"


@tool
def get_time(city: str) -> str:
    """The time of day in a city."""
    return f"{city}: noon"


TOOLS = {"get_weather": get_weather, "get_time": get_time}
QUESTION = HumanMessage("What is the weather in Oslo?")


class Forecast(BaseModel):
    """The weather in a city."""

    city: str = Field(description="Where.")
    degrees: int
    sky: Literal["clear", "cloudy"]


@pytest.fixture
def at_outcrop(bedrock: Outcrop, simulator: Simulator) -> Iterator:
    """Makes models; the simulator has forgotten what came before."""
    simulator.forget()
    yield lambda model=BUDGET, **more: ChatOpenAI(model=model, base_url=bedrock.base_url, api_key=KEY, **more)


def ask(model, messages: list, streamed: bool) -> AIMessage:
    if not streamed:
        return model.invoke(messages)
    first, *rest = model.stream(messages)
    return sum(rest, first)


def operation(streamed: bool) -> str:
    return "ConverseStream" if streamed else "Converse"


def test_chat(at_outcrop, simulator: Simulator) -> None:
    messages = [SystemMessage("Be brief."), HumanMessage("Hello")]
    answer = at_outcrop(NOVA, temperature=0.2, max_tokens=50).invoke(messages)
    assert answer.text == "This is the simulator's answer to: Hello"
    assert answer.response_metadata["finish_reason"] == "stop"
    assert answer.usage_metadata["total_tokens"] > 0
    (request,) = simulator.requests("Converse")
    assert request["body"]["system"] == [{"text": "Be brief."}]
    assert request["body"]["inferenceConfig"] == {"maxTokens": 50, "temperature": 0.2}


def test_stream(at_outcrop) -> None:
    pieces = list(at_outcrop(stream_usage=True).stream("Hello"))
    assert all(isinstance(piece, AIMessageChunk) for piece in pieces)
    assert len([piece for piece in pieces if piece.text]) > 1
    whole = sum(pieces[1:], pieces[0])
    assert whole.text == "This is the simulator's answer to: Hello"
    assert whole.usage_metadata["output_tokens"] > 0
    assert whole.response_metadata["finish_reason"] == "stop"


def test_asynchronously_and_in_a_batch(at_outcrop) -> None:
    async def both() -> tuple[list, str]:
        model = at_outcrop()
        batch = await model.abatch(["one", "two", "three"])
        return batch, "".join([chunk.text async for chunk in model.astream("four")])

    batch, streamed = asyncio.run(both())
    assert [answer.text.rsplit(" ", 1)[1] for answer in batch] == ["one", "two", "three"]
    assert streamed.endswith("four")


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("model", THINKERS)
def test_a_whole_loop_with_reasoning(at_outcrop, simulator: Simulator, model: str, streamed: bool) -> None:
    """`ChatOpenAI` drops reasoning altogether; for the model it is there all the same."""
    able = at_outcrop(model, reasoning_effort="medium").bind_tools(list(TOOLS.values()))
    simulator.enqueue("reasoning-tool name=get_weather")
    simulator.enqueue("reasoning-tool n=2")
    messages = [QUESTION]
    while (message := ask(able, messages, streamed)).tool_calls:
        messages += [message, *(TOOLS[call["name"]].invoke(call) for call in message.tool_calls)]
    assert "4 °C" in message.text and "noon" in message.text

    requests = simulator.requests(operation(streamed))
    assert [request["status"] for request in requests] == [200, 200, 200]
    assert replayed(requests[-1]["body"]) == [["signed", "toolUse"], ["signed", "toolUse", "toolUse"]]
    assert requests[-1]["body"]["additionalModelRequestFields"]["thinking"]["type"] in ("enabled", "adaptive")


@pytest.mark.parametrize("choice", ["any", "get_time", "auto", "none"])
def test_tool_choices(at_outcrop, choice: str) -> None:
    able = at_outcrop().bind_tools(list(TOOLS.values()), tool_choice=choice)
    called = [call["name"] for call in able.invoke([QUESTION]).tool_calls]
    assert called == {"any": ["get_weather"], "get_time": ["get_time"]}.get(choice, [])


@pytest.mark.parametrize("strict", [None, True, False])
@pytest.mark.parametrize("model", [BUDGET, ADAPTIVE, NOVA])
def test_strict_tools(at_outcrop, model: str, strict: bool | None) -> None:
    able = at_outcrop(model).bind_tools([get_weather], tool_choice="any", strict=strict)
    assert [call["name"] for call in able.invoke([QUESTION]).tool_calls] == ["get_weather"]


@pytest.mark.parametrize("raw", [False, True])
@pytest.mark.parametrize("method", ["json_schema", "function_calling", "json_mode"])
@pytest.mark.parametrize("model", [BUDGET, ADAPTIVE, NOVA, "openai.gpt-oss-120b-1:0"])
def test_structured_output(at_outcrop, simulator: Simulator, model: str, method: str, raw: bool) -> None:
    if method == "json_mode":
        # Nothing tells the simulator what to write: the words of the prompt would tell a model.
        simulator.enqueue("text text=" + quoted(json.dumps({"city": "Oslo", "degrees": 4, "sky": "clear"})))
    found = at_outcrop(model).with_structured_output(Forecast, method=method, include_raw=raw).invoke([QUESTION])
    if raw:
        assert found["parsing_error"] is None
        found = found["parsed"]
    assert isinstance(found, Forecast)


@pytest.mark.parametrize("method", ["json_schema", "function_calling"])
def test_structured_output_streamed(at_outcrop, method: str) -> None:
    *_, last = at_outcrop().with_structured_output(Forecast, method=method).stream([QUESTION])
    assert isinstance(last, Forecast)


def test_structured_output_from_a_schema(at_outcrop) -> None:
    """Without a class there is only the schema, and a plain dictionary comes back."""
    schema = {"title": "forecast", "description": "The weather.", **Forecast.model_json_schema()}
    found = at_outcrop().with_structured_output(schema).invoke([QUESTION])
    assert Forecast.model_validate(found)


@pytest.mark.parametrize(
    "part",
    [
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PNG}"}},
        # LangChain's own, whatever the provider.
        {"type": "image", "base64": PNG, "mime_type": "image/png"},
    ],
)
@pytest.mark.parametrize("streamed", [False, True])
def test_images(at_outcrop, simulator: Simulator, part: dict, streamed: bool) -> None:
    message = HumanMessage([{"type": "text", "text": "What is this?"}, part])
    assert ask(at_outcrop(), [message], streamed).text
    (request,) = simulator.requests(operation(streamed))
    (picture,) = [block["image"] for block in request["body"]["messages"][0]["content"] if "image" in block]
    assert picture == {"format": "png", "source": {"bytes": PNG}}


@pytest.mark.parametrize("streamed", [False, True])
def test_errors_keep_their_text(at_outcrop, simulator: Simulator, streamed: bool) -> None:
    simulator.enqueue('http:ValidationException message="the model does not like this"')
    with pytest.raises(openai.BadRequestError, match="the model does not like this"):
        ask(at_outcrop(), [QUESTION], streamed)


def test_a_stream_that_breaks_off_is_an_error(at_outcrop, simulator: Simulator) -> None:
    simulator.enqueue("midstream:modelStreamErrorException after=2 message=\"the model fell over\"")
    with pytest.raises(openai.APIError, match="the model fell over"):
        ask(at_outcrop(), [QUESTION], streamed=True)


@pytest.mark.parametrize("streamed", [False, True])
def test_too_long_a_prompt_is_what_langchain_takes_it_for(at_outcrop, simulator: Simulator, streamed: bool) -> None:
    """It knows one by its text only, and summarises the conversation then."""
    words = "The model returned the following errors: Input is too long for requested model."
    simulator.enqueue("http:ValidationException message=" + quoted(words))
    with pytest.raises(ContextOverflowError):
        ask(at_outcrop(), [QUESTION], streamed)
