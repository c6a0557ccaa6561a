"""OpenAI's Agents SDK over Chat Completions."""

from agents import Agent, ModelSettings, OpenAIChatCompletionsModel, Runner, function_tool
from agents.items import ReasoningItem, ToolCallItem
from openai import AsyncOpenAI
from openai.types.shared import Reasoning
from pydantic import BaseModel

from serve import TOOLS, serve

client = AsyncOpenAI()


class Weather(BaseModel):
    city: str
    degrees: int


def agent(task, **more) -> Agent:
    settings = ModelSettings(reasoning=Reasoning(effort=task.effort)) if task.effort else ModelSettings()
    model = OpenAIChatCompletionsModel(task.model, client)
    return Agent(name="Outcrop", model=model, model_settings=settings, **more)


async def run(task, **more):
    if not task.stream:
        return await Runner.run(agent(task, **more), task.question)
    result = Runner.run_streamed(agent(task, **more), task.question)
    async for _ in result.stream_events():
        pass
    return result


async def deltas(result):
    async for event in result.stream_events():
        if event.type == "raw_response_event" and event.data.type == "response.output_text.delta":
            yield event.data.delta


async def chat(task):
    return {"text": (await run(task)).final_output}


async def stream(task):
    return {"pieces": [piece async for piece in deltas(Runner.run_streamed(agent(task), task.question))]}


async def tools(task):
    result = await run(task, tools=[function_tool(function) for function in TOOLS.values()])
    calls = [item.raw_item.name for item in result.new_items if isinstance(item, ToolCallItem)]
    return {"calls": calls, "text": result.final_output}


async def structured(task):
    return (await run(task, output_type=Weather)).final_output.model_dump()


async def reasoning(task):
    items = [item.raw_item for item in (await run(task)).new_items if isinstance(item, ReasoningItem)]
    return {"reasoning": "".join(part.text for item in items for part in item.summary)}


async def cancel(task):
    result = Runner.run_streamed(agent(task), task.question)
    pieces = []
    async for piece in deltas(result):
        pieces.append(piece)
        result.cancel()
    return {"piece": pieces[0]}


serve(chat, stream, tools, structured, reasoning, cancel)
