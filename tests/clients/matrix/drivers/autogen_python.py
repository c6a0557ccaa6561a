"""AutoGen's `OpenAIChatCompletionClient`."""

import asyncio
import json

from autogen_core import CancellationToken
from autogen_core.models import (
    AssistantMessage,
    FunctionExecutionResult,
    FunctionExecutionResultMessage,
    UserMessage,
)
from autogen_core.tools import FunctionTool
from autogen_ext.models.openai import OpenAIChatCompletionClient
from pydantic import BaseModel

from serve import BASE_URL, TOOLS, serve

OFFERED = {name: FunctionTool(function, description=function.__doc__) for name, function in TOOLS.items()}
ABILITIES = {
    "vision": True,
    "function_calling": True,
    "json_output": True,
    "structured_output": True,
    "family": "unknown",
}


class Weather(BaseModel):
    city: str
    degrees: int


def model(task) -> OpenAIChatCompletionClient:
    more = {"reasoning_effort": task.effort} if task.effort else {}
    return OpenAIChatCompletionClient(model=task.model, base_url=BASE_URL, model_info=ABILITIES, **more)


def question(task) -> list:
    return [UserMessage(content=task.question, source="user")]


async def chat(task):
    return {"text": (await model(task).create(question(task))).content}


async def stream(task):
    return {"pieces": [it async for it in model(task).create_stream(question(task)) if isinstance(it, str)]}


async def tools(task):
    client, messages, calls = model(task), question(task), []
    while isinstance((result := await turn(client, messages, task.stream, tools=list(OFFERED.values()))).content, list):
        calls += [call.name for call in result.content]
        messages += [
            AssistantMessage(content=result.content, thought=result.thought, source="assistant"),
            FunctionExecutionResultMessage(content=[await run(call) for call in result.content]),
        ]
    return {"calls": calls, "text": result.content}


async def turn(client, messages: list, streamed: bool, **more):
    if not streamed:
        return await client.create(messages, **more)
    async for last in client.create_stream(messages, **more):
        pass
    return last


async def run(call) -> FunctionExecutionResult:
    result = await OFFERED[call.name].run_json(json.loads(call.arguments), CancellationToken())
    return FunctionExecutionResult(content=str(result), name=call.name, call_id=call.id, is_error=False)


async def structured(task):
    result = await model(task).create(question(task), json_output=Weather)
    return Weather.model_validate_json(result.content).model_dump()


async def reasoning(task):
    return {"reasoning": (await turn(model(task), question(task), task.stream)).thought}


async def cancel(task):
    leaving, pieces = CancellationToken(), []
    try:
        async for piece in model(task).create_stream(question(task), cancellation_token=leaving):
            pieces.append(piece)
            # As from a button, while the next piece is awaited: between two of them AutoGen closes nothing.
            asyncio.get_running_loop().call_later(0.02, leaving.cancel)
    except asyncio.CancelledError:
        return {"piece": pieces[0]}


serve(chat, stream, tools, structured, reasoning, cancel)
