"""Pydantic AI's agents and embedder."""

from pydantic import BaseModel
from pydantic_ai import Agent, Embedder
from pydantic_ai.embeddings.openai import OpenAIEmbeddingModel
from pydantic_ai.messages import ThinkingPart, ToolCallPart
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIChatModelSettings
from pydantic_ai.providers.openai import OpenAIProvider

from serve import BASE_URL, KEY, TOOLS, serve

PROVIDER = OpenAIProvider(base_url=BASE_URL, api_key=KEY)


class Weather(BaseModel):
    city: str
    degrees: int


def agent(task, **more) -> Agent:
    settings = OpenAIChatModelSettings(openai_reasoning_effort=task.effort) if task.effort else None
    return Agent(OpenAIChatModel(task.model, provider=PROVIDER), model_settings=settings, **more)


def parts(result, kind: type) -> list:
    return [part for message in result.all_messages() for part in message.parts if isinstance(part, kind)]


async def run(task, **more):
    if not task.stream:
        result = await agent(task, **more).run(task.question)
        return result, result.output
    async with agent(task, **more).run_stream(task.question) as result:
        return result, await result.get_output()


async def chat(task):
    return {"text": (await agent(task).run(task.question)).output}


async def stream(task):
    async with agent(task).run_stream(task.question) as result:
        return {"pieces": [piece async for piece in result.stream_text(delta=True, debounce_by=None)]}


async def tools(task):
    result, text = await run(task, tools=list(TOOLS.values()))
    return {"calls": [call.tool_name for call in parts(result, ToolCallPart)], "text": text}


async def structured(task):
    return (await agent(task, output_type=Weather).run(task.question)).output.model_dump()


async def reasoning(task):
    result, _ = await run(task)
    return {"reasoning": "".join(part.content for part in parts(result, ThinkingPart))}


async def embeddings(task):
    result = await Embedder(OpenAIEmbeddingModel(task.model, provider=PROVIDER)).embed_documents(task.texts)
    return {"vectors": [list(vector) for vector in result.embeddings]}


async def cancel(task):
    async with agent(task).run_stream(task.question) as result:
        async for piece in result.stream_text(delta=True, debounce_by=None):
            await result.cancel()
            return {"piece": piece}


serve(chat, stream, tools, structured, reasoning, embeddings, cancel)
