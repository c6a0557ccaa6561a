"""OpenAI's Python package; both majors run this."""

from openai import OpenAI
from pydantic import BaseModel

from serve import SCHEMAS, call, serve

client = OpenAI()


class Weather(BaseModel):
    city: str
    degrees: int


def request(task) -> dict:
    return {"model": task.model, "messages": [{"role": "user", "content": task.question}]} | effort(task)


def effort(task) -> dict:
    return {"reasoning_effort": task.effort} if task.effort else {}


def chat(task):
    return {"text": client.chat.completions.create(**request(task)).choices[0].message.content}


def stream(task):
    chunks = client.chat.completions.create(**request(task), stream=True)
    return {"pieces": [choice.delta.content for chunk in chunks for choice in chunk.choices if choice.delta.content]}


def tools(task):
    asked = request(task) | {"tools": SCHEMAS}
    calls = []
    while (message := turn(asked, task.stream)).tool_calls:
        asked["messages"].append({"role": "assistant", "content": message.content, "tool_calls": []})
        # What OpenAI's documents say an assistant's turn has: anything else of the answer is dropped.
        echo = asked["messages"][-1]["tool_calls"]
        for it in message.tool_calls:
            name, arguments = it.function.name, it.function.arguments
            calls.append(name)
            echo.append({"id": it.id, "type": "function", "function": {"name": name, "arguments": arguments}})
            asked["messages"].append({"role": "tool", "tool_call_id": it.id, "content": call(name, arguments)})
    return {"calls": calls, "text": message.content}


def turn(asked: dict, streamed: bool):
    if not streamed:
        return client.chat.completions.create(**asked).choices[0].message
    with client.chat.completions.stream(**asked) as events:
        return events.get_final_completion().choices[0].message


def structured(task):
    answer = client.chat.completions.parse(**request(task), response_format=Weather)
    return answer.choices[0].message.parsed.model_dump()


def reasoning(task):
    if task.stream:
        chunks = client.chat.completions.create(**request(task), stream=True)
        deltas = [choice.delta for chunk in chunks for choice in chunk.choices]
        return {"reasoning": "".join(getattr(it, "reasoning_content", None) or "" for it in deltas)}
    return {"reasoning": client.chat.completions.create(**request(task)).choices[0].message.reasoning_content}


def embeddings(task):
    answer = client.embeddings.create(model=task.model, input=task.texts)
    return {"vectors": [it.embedding for it in answer.data]}


def models(task):
    return {"ids": [model.id for model in client.models.list()]}


def cancel(task):
    with client.chat.completions.create(**request(task), stream=True) as chunks:
        for chunk in chunks:
            if chunk.choices and chunk.choices[0].delta.content:
                return {"piece": chunk.choices[0].delta.content}


serve(chat, stream, tools, structured, reasoning, embeddings, models, cancel)
