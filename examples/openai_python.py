"""Outcrop with OpenAI's own Python package: a chat, a streamed answer and a tool call.

pip install openai
OPENAI_API_KEY=… python examples/openai_python.py
"""

import json
import os

from openai import OpenAI

MODEL = os.environ.get("OUTCROP_MODEL", "gpt-4o")

WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The weather in a city.",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
        },
    },
}


def chat(client: OpenAI) -> None:
    answer = client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Say hello."}])
    print("chat:", answer.choices[0].message.content)
    assert answer.choices[0].finish_reason == "stop"


def stream(client: OpenAI) -> None:
    print("stream: ", end="")
    finished = False
    for chunk in client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": "Say hello."}], stream=True
    ):
        for choice in chunk.choices:
            print(choice.delta.content or "", end="", flush=True)
            finished = finished or choice.finish_reason == "stop"
    print()
    assert finished


def tool(client: OpenAI) -> None:
    messages = [{"role": "user", "content": "What is the weather in Oslo?"}]
    asked = client.chat.completions.create(model=MODEL, messages=messages, tools=[WEATHER], tool_choice="required")
    call = asked.choices[0].message.tool_calls[0]
    city = json.loads(call.function.arguments)
    print("tool:", call.function.name, city)

    messages.append(asked.choices[0].message)
    messages.append({"role": "tool", "tool_call_id": call.id, "content": "4 °C, light rain"})
    answer = client.chat.completions.create(model=MODEL, messages=messages, tools=[WEATHER])
    print("answer:", answer.choices[0].message.content)
    assert answer.choices[0].message.content


if __name__ == "__main__":
    outcrop = OpenAI(base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8642/v1"))
    chat(outcrop)
    stream(outcrop)
    tool(outcrop)
