"""AutoGen's model client, and its agents on top of it."""

import asyncio
import base64
import io
import json
from collections.abc import Iterator

import openai
import PIL.Image
import pytest
from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.base import TaskResult
from autogen_agentchat.messages import ModelClientStreamingChunkEvent, StructuredMessage, ThoughtEvent
from autogen_core import CancellationToken, Image
from autogen_core.models import (
    AssistantMessage,
    CreateResult,
    FunctionExecutionResult,
    FunctionExecutionResultMessage,
    SystemMessage,
    UserMessage,
)
from autogen_core.tools import FunctionTool
from autogen_ext.models.openai import OpenAIChatCompletionClient
from pydantic import BaseModel

from conversation import ADAPTIVE, BUDGET, NOVA, PNG, THINKERS, quoted, replayed
from processes import KEY, Outcrop, Simulator

ABILITIES = {
    "vision": True,
    "function_calling": True,
    "json_output": True,
    "structured_output": True,
    "family": "unknown",
}
QUESTION = UserMessage(content="What is the weather in Oslo?", source="user")


async def get_weather(city: str) -> str:
    """The weather in a city."""
    return f"{city}: 4 °C"


WEATHER = FunctionTool(get_weather, description="The weather in a city.")


class Forecast(BaseModel):
    city: str
    degrees: int


@pytest.fixture
def at_outcrop(bedrock: Outcrop, simulator: Simulator) -> Iterator:
    """Makes clients; the simulator has forgotten what came before."""
    simulator.forget()

    def make(model: str = BUDGET, **more) -> OpenAIChatCompletionClient:
        return OpenAIChatCompletionClient(
            model=model, base_url=bedrock.base_url, api_key=KEY, model_info=ABILITIES, **more
        )

    yield make


async def ask(client: OpenAIChatCompletionClient, messages: list, streamed: bool, **more) -> CreateResult:
    if not streamed:
        return await client.create(messages, **more)
    *pieces, last = [piece async for piece in client.create_stream(messages, **more)]
    assert all(isinstance(piece, str) for piece in pieces)
    return last


def operation(streamed: bool) -> str:
    return "ConverseStream" if streamed else "Converse"


@pytest.mark.parametrize("streamed", [False, True])
def test_chat(at_outcrop, simulator: Simulator, streamed: bool) -> None:
    messages = [SystemMessage(content="Be brief."), QUESTION]
    more = {"extra_create_args": {"stream_options": {"include_usage": True}}} if streamed else {}
    result = asyncio.run(ask(at_outcrop(NOVA, temperature=0.2), messages, streamed, **more))
    assert result.content == f"This is the simulator's answer to: {QUESTION.content}"
    assert result.finish_reason == "stop"
    assert result.usage.prompt_tokens > 0 and result.usage.completion_tokens > 0
    (request,) = simulator.requests(operation(streamed))
    assert request["body"]["system"] == [{"text": "Be brief."}]


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("model", THINKERS)
def test_a_whole_loop_with_reasoning(at_outcrop, simulator: Simulator, model: str, streamed: bool) -> None:
    """AutoGen shows what was thought before text, and sends nothing back; for the model it is there all the same."""

    async def loop() -> CreateResult:
        client, messages = at_outcrop(model, reasoning_effort="medium"), [QUESTION]
        while isinstance((result := await ask(client, messages, streamed, tools=[WEATHER])).content, list):
            messages.append(AssistantMessage(content=result.content, thought=result.thought, source="assistant"))
            messages.append(FunctionExecutionResultMessage(content=[await run(call) for call in result.content]))
        return result

    simulator.enqueue("reasoning-tool")
    simulator.enqueue("reasoning-tool n=2")
    simulator.enqueue('reasoning thinking="Oslo is in Norway." text="It rains."')
    result = asyncio.run(loop())
    assert (result.thought, result.content) == ("Oslo is in Norway.", "It rains.")

    requests = simulator.requests(operation(streamed))
    assert [request["status"] for request in requests] == [200, 200, 200]
    assert replayed(requests[-1]["body"]) == [["signed", "toolUse"], ["signed", "toolUse", "toolUse"]]


async def run(call) -> FunctionExecutionResult:
    result = await WEATHER.run_json(json.loads(call.arguments), CancellationToken())
    return FunctionExecutionResult(content=str(result), name=call.name, call_id=call.id, is_error=False)


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("model", [BUDGET, ADAPTIVE, NOVA])
def test_structured_output(at_outcrop, model: str, streamed: bool) -> None:
    result = asyncio.run(ask(at_outcrop(model), [QUESTION], streamed, json_output=Forecast))
    assert Forecast.model_validate_json(result.content)
    assert result.finish_reason == "stop"


@pytest.mark.parametrize("model", [BUDGET, NOVA])
def test_json_output(at_outcrop, simulator: Simulator, model: str) -> None:
    # Nothing tells the simulator what to write: the words of the prompt would tell a model.
    simulator.enqueue("text text=" + quoted('{"degrees": 4}'))
    result = asyncio.run(ask(at_outcrop(model), [QUESTION], False, json_output=True))
    assert json.loads(result.content) == {"degrees": 4}


@pytest.mark.parametrize("streamed", [False, True])
def test_images(at_outcrop, simulator: Simulator, streamed: bool) -> None:
    picture = Image(PIL.Image.open(io.BytesIO(base64.b64decode(PNG))))
    message = UserMessage(content=["What is this?", picture], source="user")
    assert asyncio.run(ask(at_outcrop(), [message], streamed)).content
    (request,) = simulator.requests(operation(streamed))
    (image,) = [block["image"] for block in request["body"]["messages"][0]["content"] if "image" in block]
    assert image["format"] == "png"
    assert base64.b64decode(image["source"]["bytes"]).startswith(b"\x89PNG")


@pytest.mark.parametrize("streamed", [False, True])
def test_errors_keep_their_text(at_outcrop, simulator: Simulator, streamed: bool) -> None:
    simulator.enqueue('http:ValidationException message="the model does not like this"')
    with pytest.raises(openai.BadRequestError, match="the model does not like this"):
        asyncio.run(ask(at_outcrop(), [QUESTION], streamed))


def test_a_stream_that_breaks_off_is_an_error(at_outcrop, simulator: Simulator) -> None:
    simulator.enqueue('midstream:modelStreamErrorException after=2 message="the model fell over"')
    with pytest.raises(openai.APIError, match="the model fell over"):
        asyncio.run(ask(at_outcrop(), [QUESTION], streamed=True))


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("model", THINKERS)
def test_an_agent_with_tools(at_outcrop, simulator: Simulator, model: str, streamed: bool) -> None:
    """An agent that calls its tool, and says in words what came of it."""

    async def task() -> TaskResult:
        client = at_outcrop(model, reasoning_effort="medium")
        agent = AssistantAgent(
            "assistant", client, tools=[get_weather], reflect_on_tool_use=True, model_client_stream=streamed
        )
        messages = [message async for message in agent.run_stream(task=QUESTION.content)]
        assert any(isinstance(it, ModelClientStreamingChunkEvent) for it in messages) == streamed
        assert any(isinstance(it, ThoughtEvent) for it in messages)
        return messages[-1]

    simulator.enqueue("reasoning-tool")
    simulator.enqueue('reasoning thinking="Oslo is in Norway." text="It has 4 °C."')
    result = asyncio.run(task())
    assert "4 °C" in result.messages[-1].content
    requests = simulator.requests(operation(streamed))
    assert replayed(requests[-1]["body"]) == [["signed", "toolUse"]]


def test_an_agent_with_a_structured_answer(at_outcrop) -> None:
    async def task() -> TaskResult:
        agent = AssistantAgent("assistant", at_outcrop(), output_content_type=Forecast)
        return await agent.run(task=QUESTION.content)

    last = asyncio.run(task()).messages[-1]
    assert isinstance(last, StructuredMessage) and isinstance(last.content, Forecast)
