"""Outcrop with LangChain's `ChatOpenAI`: a chat, a streamed answer and a tool call.

pip install langchain-openai
OPENAI_API_KEY=… python examples/langchain_chat.py
"""

import os

from langchain_core.messages import HumanMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI


@tool
def get_weather(city: str) -> str:
    """The weather in a city."""
    return f"{city}: 4 °C, light rain"


def chat(model: ChatOpenAI) -> None:
    answer = model.invoke("Say hello.")
    print("chat:", answer.text)
    assert answer.text


def stream(model: ChatOpenAI) -> None:
    print("stream: ", end="")
    whole = None
    for chunk in model.stream("Say hello."):
        print(chunk.text, end="", flush=True)
        whole = chunk if whole is None else whole + chunk
    print()
    assert whole is not None and whole.text and whole.usage_metadata


def tools(model: ChatOpenAI) -> None:
    question = HumanMessage("What is the weather in Oslo?")
    asked = model.bind_tools([get_weather], tool_choice="any").invoke([question])
    call = asked.tool_calls[0]
    print("tool:", call["name"], call["args"])
    result = get_weather.invoke(call)
    answer = model.bind_tools([get_weather]).invoke([question, asked, result])
    print("answer:", answer.text)
    assert answer.text


if __name__ == "__main__":
    outcrop = ChatOpenAI(
        model=os.environ.get("OUTCROP_MODEL", "gpt-4o"),
        base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8642/v1"),
        stream_usage=True,
    )
    chat(outcrop)
    stream(outcrop)
    tools(outcrop)
