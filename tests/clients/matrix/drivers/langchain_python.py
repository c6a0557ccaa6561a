"""LangChain's `ChatOpenAI` and `OpenAIEmbeddings`."""

from langchain_core.messages import HumanMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel

from serve import TOOLS, serve

OFFERED = {name: tool(function) for name, function in TOOLS.items()}


class Weather(BaseModel):
    """The weather in a city."""

    city: str
    degrees: int


def model(task) -> ChatOpenAI:
    return ChatOpenAI(model=task.model, reasoning_effort=task.effort)


def chat(task):
    return {"text": model(task).invoke(task.question).text}


def stream(task):
    return {"pieces": [chunk.text for chunk in model(task).stream(task.question) if chunk.text]}


def tools(task):
    able = model(task).bind_tools(list(OFFERED.values()))
    messages, calls = [HumanMessage(task.question)], []
    while (message := turn(able, messages, task.stream)).tool_calls:
        calls += [call["name"] for call in message.tool_calls]
        messages += [message, *(OFFERED[call["name"]].invoke(call) for call in message.tool_calls)]
    return {"calls": calls, "text": message.text}


def turn(able, messages, streamed: bool):
    if not streamed:
        return able.invoke(messages)
    first, *rest = able.stream(messages)
    return sum(rest, first)


def structured(task):
    return model(task).with_structured_output(Weather).invoke(task.question).model_dump()


def reasoning(task):
    message = turn(model(task), task.question, task.stream)
    return {"reasoning": message.additional_kwargs.get("reasoning_content")}


def embeddings(task):
    # Its default sends token numbers, for which it first downloads OpenAI's vocabulary.
    embedder = OpenAIEmbeddings(model=task.model, check_embedding_ctx_length=False)
    return {"vectors": embedder.embed_documents(task.texts)}


def cancel(task):
    chunks = model(task).stream(task.question)
    piece = next(chunk.text for chunk in chunks if chunk.text)
    chunks.close()
    return {"piece": piece}


serve(chat, stream, tools, structured, reasoning, embeddings, cancel)
