"""LiteLLM as a library, with Outcrop as the OpenAI-compatible endpoint behind it."""

import litellm
from pydantic import BaseModel

from serve import BASE_URL, KEY, SCHEMAS, call, serve

WHERE = {"api_base": BASE_URL, "api_key": KEY}


class Weather(BaseModel):
    city: str
    degrees: int


def ask(task, messages: list, **more):
    if task.effort:
        # It lets an effort pass for models that it knows to reason only, unless it is told to.
        more |= {"reasoning_effort": task.effort, "allowed_openai_params": ["reasoning_effort"]}
    return litellm.completion(model=f"openai/{task.model}", messages=messages, **WHERE, **more)


def question(task) -> list[dict]:
    return [{"role": "user", "content": task.question}]


def whole(task, messages: list, **more):
    if not task.stream:
        return ask(task, messages, **more).choices[0].message
    chunks = list(ask(task, messages, stream=True, **more))
    return litellm.stream_chunk_builder(chunks, messages=messages).choices[0].message


def chat(task):
    return {"text": ask(task, question(task)).choices[0].message.content}


def stream(task):
    pieces = [chunk.choices[0].delta.content for chunk in ask(task, question(task), stream=True)]
    return {"pieces": [piece for piece in pieces if piece]}


def tools(task):
    messages, calls = question(task), []
    while (message := whole(task, messages, tools=SCHEMAS)).tool_calls:
        functions = [it.function for it in message.tool_calls]
        calls += [function.name for function in functions]
        results = [call(function.name, function.arguments) for function in functions]
        messages.append(message)
        messages += [
            {"role": "tool", "tool_call_id": it.id, "content": result}
            for it, result in zip(message.tool_calls, results, strict=True)
        ]
    return {"calls": calls, "text": message.content}


def structured(task):
    answer = ask(task, question(task), response_format=Weather)
    return Weather.model_validate_json(answer.choices[0].message.content).model_dump()


def reasoning(task):
    return {"reasoning": whole(task, question(task)).reasoning_content}


def embeddings(task):
    answer = litellm.embedding(model=f"openai/{task.model}", input=task.texts, **WHERE)
    return {"vectors": [it["embedding"] for it in answer.data]}


def models(task):
    return {"ids": litellm.get_valid_models(check_provider_endpoint=True, custom_llm_provider="openai", **WHERE)}


def cancel(task):
    chunks = ask(task, question(task), stream=True)
    piece = next(it for chunk in chunks if (it := chunk.choices[0].delta.content))
    chunks.completion_stream.close()
    return {"piece": piece}


serve(chat, stream, tools, structured, reasoning, embeddings, models, cancel)
