"""LlamaIndex's `OpenAILike`, its agent and its embeddings."""

from llama_index.core.agent.workflow import AgentStream, FunctionAgent, ToolCallResult
from llama_index.core.base.llms.types import ChatMessage, ThinkingBlock
from llama_index.core.prompts import PromptTemplate
from llama_index.core.tools import FunctionTool
from llama_index.embeddings.openai_like import OpenAILikeEmbedding
from llama_index.llms.openai_like import OpenAILike
from pydantic import BaseModel

from serve import BASE_URL, KEY, TOOLS, serve

OFFERED = [FunctionTool.from_defaults(function) for function in TOOLS.values()]


class Weather(BaseModel):
    """The weather in a city."""

    city: str
    degrees: int


def model(task) -> OpenAILike:
    return OpenAILike(
        model=task.model,
        api_base=BASE_URL,
        api_key=KEY,
        is_chat_model=True,
        is_function_calling_model=True,
        additional_kwargs={"reasoning_effort": task.effort} if task.effort else {},
    )


def question(task) -> list[ChatMessage]:
    return [ChatMessage(role="user", content=task.question)]


def chat(task):
    return {"text": model(task).chat(question(task)).message.content}


def stream(task):
    return {"pieces": [chunk.delta for chunk in model(task).stream_chat(question(task)) if chunk.delta]}


async def tools(task):
    run = FunctionAgent(llm=model(task), tools=OFFERED, streaming=task.stream).run(user_msg=task.question)
    calls = [event.tool_name async for event in run.stream_events() if isinstance(event, ToolCallResult)]
    return {"calls": calls, "text": str((await run).response.content)}


def structured(task):
    return model(task).structured_predict(Weather, PromptTemplate(task.question)).model_dump()


def reasoning(task):
    answer = list(model(task).stream_chat(question(task)))[-1] if task.stream else model(task).chat(question(task))
    return {"reasoning": "".join(it.content for it in answer.message.blocks if isinstance(it, ThinkingBlock))}


def embeddings(task):
    embedder = OpenAILikeEmbedding(model_name=task.model, api_base=BASE_URL, api_key=KEY)
    return {"vectors": embedder.get_text_embedding_batch(task.texts)}


async def cancel(task):
    run = FunctionAgent(llm=model(task), streaming=True).run(user_msg=task.question)
    async for event in run.stream_events():
        if isinstance(event, AgentStream) and event.delta:
            await run.cancel_run()
            return {"piece": event.delta}


serve(chat, stream, tools, structured, reasoning, embeddings, cancel)
