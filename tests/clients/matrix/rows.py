"""The rows of the matrix: what Bedrock is told to answer, what the client is asked, and what must come of it."""

import time
from collections.abc import Callable

import pytest

from driver import Driver, Raised
from processes import Simulator

# One of each way in which Claude is asked to think: with a budget, adaptively, and always.
THINKERS = [
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "us.anthropic.claude-sonnet-5",
    "us.anthropic.claude-opus-5-5",
]
MODEL = THINKERS[0]
EMBEDDER = "amazon.titan-embed-text-v2:0"
QUESTION = "What is the weather in Oslo?"
SAID = "Granite is an igneous rock."
THOUGHT = "Granite comes to mind first."

Row = Callable[[Driver, Simulator], None]


def chat(driver: Driver, bedrock: Simulator) -> None:
    bedrock.enqueue(f'text text="{SAID}"')
    assert driver.ask("chat", model=MODEL, question=QUESTION) == {"text": SAID}


def stream(driver: Driver, bedrock: Simulator) -> None:
    bedrock.enqueue(f'text text="{SAID}"')
    pieces = driver.ask("stream", model=MODEL, question=QUESTION)["pieces"]
    assert "".join(pieces) == SAID
    assert len(pieces) > 1, "it comes in pieces"


def tools(driver: Driver, bedrock: Simulator) -> None:
    for streamed in (False, True):
        loop(driver, bedrock, MODEL, streamed, 'tool name=get_weather input="{\\"city\\":\\"Oslo\\"}"', ["get_weather"])


def parallel(driver: Driver, bedrock: Simulator) -> None:
    for streamed in (False, True):
        loop(driver, bedrock, MODEL, streamed, "tools n=2", ["get_weather", "get_time"])


def structured(driver: Driver, bedrock: Simulator) -> None:
    found = driver.ask("structured", model=MODEL, question=QUESTION)
    assert found.keys() == {"city", "degrees"}
    assert isinstance(found["city"], str) and isinstance(found["degrees"], int)


def reasoning(driver: Driver, bedrock: Simulator) -> None:
    for model in THINKERS:
        for streamed in (False, True):
            bedrock.enqueue(f'reasoning thinking="{THOUGHT}"')
            found = driver.ask("reasoning", model=model, question=QUESTION, stream=streamed, effort="medium")
            assert found["reasoning"] == THOUGHT


def kept(driver: Driver, bedrock: Simulator) -> None:
    """A tool loop in which the model goes on from its own signed thoughts, whatever the client sent back of them."""
    for model in THINKERS:
        for streamed in (False, True):
            script = f'reasoning-tool name=get_weather thinking="{THOUGHT}" input="{{\\"city\\":\\"Oslo\\"}}"'
            second = loop(driver, bedrock, model, streamed, script, ["get_weather"], effort="medium")
            thinking = second["additionalModelRequestFields"]["thinking"]["type"]
            assert thinking == ("enabled" if model == THINKERS[0] else "adaptive"), "it goes on thinking"
            (assistant,) = (it for it in second["messages"] if it["role"] == "assistant")
            first = assistant["content"][0]
            # The simulator has checked the signature itself, as Bedrock does.
            assert first["reasoningContent"]["reasoningText"]["text"] == THOUGHT
            assert first["reasoningContent"]["reasoningText"]["signature"]


def embeddings(driver: Driver, bedrock: Simulator) -> None:
    vectors = driver.ask("embeddings", model=EMBEDDER, texts=["granite", "basalt"])["vectors"]
    assert [len(vector) for vector in vectors] == [1024, 1024]
    assert vectors[0] != vectors[1]
    again = driver.ask("embeddings", model=EMBEDDER, texts=["basalt", "granite"])["vectors"]
    assert again == vectors[::-1], "each text has its own vector, in the order in which they were sent"


def models(driver: Driver, bedrock: Simulator) -> None:
    ids = driver.ask("models")["ids"]
    # LiteLLM puts its provider in front.
    assert MODEL in [name.removeprefix("openai/") for name in ids]


def cancel(driver: Driver, bedrock: Simulator) -> None:
    # A hundred seconds, were it not left.
    bedrock.enqueue("long words=2000 gap=50")
    assert driver.ask("cancel", model=MODEL, question=QUESTION)["piece"]
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        (request,) = bedrock.requests("ConverseStream")
        if request["outcome"] == "cancelled":
            return
        time.sleep(0.05)
    raise AssertionError(f"the call to Bedrock goes on: {request['outcome']}")


def errors(driver: Driver, bedrock: Simulator) -> None:
    text = "the model does not like this"
    for row in ("chat", "stream"):
        bedrock.enqueue(f'http:ValidationException message="{text}"')
        with pytest.raises(Raised, match=text):
            driver.ask(row, model=MODEL, question=QUESTION)


def loop(
    driver: Driver, bedrock: Simulator, model: str, streamed: bool, script: str, calls: list[str], **task
) -> dict:
    """A whole tool loop: the calls that the script makes, run by the client, and the answer to their results.

    The second request, as Bedrock got it.
    """
    bedrock.forget()
    bedrock.enqueue(script)
    found = driver.ask("tools", model=model, question=QUESTION, stream=streamed, **task)
    assert found["calls"] == calls

    first, second = bedrock.requests("ConverseStream" if streamed else "Converse")
    assert (first["status"], second["status"]) == (200, 200)
    answers = [it["toolResult"] for it in second["body"]["messages"][-1]["content"] if "toolResult" in it]
    made = [it["toolUse"] for it in second["body"]["messages"][-2]["content"] if "toolUse" in it]
    assert [it["toolUseId"] for it in answers] == [it["toolUseId"] for it in made], "all results in one turn, in order"
    results = [it["content"][0]["text"] for it in answers]
    assert "4 °C, light rain" in results[0]
    assert found["text"] == f"The tool answered: {'; '.join(results)}"
    return second["body"]


ROWS: dict[str, Row] = {
    row.__name__: row
    for row in (chat, stream, tools, parallel, structured, reasoning, kept, embeddings, models, cancel, errors)
}
