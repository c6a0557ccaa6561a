"""Outcrop with AutoGen's `OpenAIChatCompletionClient`: a chat, a streamed answer and a tool call.

pip install "autogen-ext[openai]"
OPENAI_API_KEY=… python examples/autogen_client.py
"""

import asyncio
import json
import os

from autogen_core import CancellationToken, FunctionCall
from autogen_core.models import (
    AssistantMessage,
    CreateResult,
    FunctionExecutionResult,
    FunctionExecutionResultMessage,
    UserMessage,
)
from autogen_core.tools import FunctionTool
from autogen_ext.models.openai import OpenAIChatCompletionClient


async def get_weather(city: str) -> str:
    """The weather in a city."""
    return f"{city}: 4 °C, light rain"


WEATHER = FunctionTool(get_weather, description="The weather in a city.")


async def chat(client: OpenAIChatCompletionClient) -> None:
    answer = await client.create([UserMessage(content="Say hello.", source="user")])
    print("chat:", answer.content)
    assert answer.finish_reason == "stop"


async def stream(client: OpenAIChatCompletionClient) -> None:
    print("stream: ", end="")
    last = None
    async for last in client.create_stream([UserMessage(content="Say hello.", source="user")]):
        if isinstance(last, str):
            print(last, end="", flush=True)
    print()
    assert isinstance(last, CreateResult) and last.finish_reason == "stop"


async def tool(client: OpenAIChatCompletionClient) -> None:
    question = UserMessage(content="What is the weather in Oslo?", source="user")
    asked = await client.create([question], tools=[WEATHER], tool_choice="required")
    call = asked.content[0]
    assert isinstance(call, FunctionCall)
    print("tool:", call.name, call.arguments)

    weather = await WEATHER.run_json(json.loads(call.arguments), CancellationToken())
    result = FunctionExecutionResult(content=str(weather), name=call.name, call_id=call.id, is_error=False)
    history = [
        question,
        AssistantMessage(content=asked.content, source="assistant"),
        FunctionExecutionResultMessage(content=[result]),
    ]
    answer = await client.create(history, tools=[WEATHER])
    print("answer:", answer.content)
    assert answer.content


async def main() -> None:
    client = OpenAIChatCompletionClient(
        model=os.environ.get("OUTCROP_MODEL", "gpt-4o"),
        base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8642/v1"),
        # AutoGen knows OpenAI's own models only; about others it has to be told.
        model_info={
            "vision": True,
            "function_calling": True,
            "json_output": True,
            "structured_output": True,
            "family": "unknown",
        },
    )
    await chat(client)
    await stream(client)
    await tool(client)
    await client.close()


if __name__ == "__main__":
    asyncio.run(main())
