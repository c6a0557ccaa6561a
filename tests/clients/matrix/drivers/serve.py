"""The half of a driver that all Python clients share: a task in, what the client made of it out, a line of JSON each.

A driver is a process, for clients live in environments of their own, and one for all rows, for some take seconds to
import. It calls the client as the client's own documentation does, and judges nothing: that is for `rows.py`.
"""

import asyncio
import inspect
import json
import os
import sys
from collections.abc import Callable
from types import SimpleNamespace

BASE_URL = os.environ["OPENAI_BASE_URL"]
KEY = os.environ["OPENAI_API_KEY"]


def get_weather(city: str) -> str:
    """The weather in a city."""
    return f"{city}: 4 °C, light rain"


def get_time(city: str) -> str:
    """The time of day in a city."""
    return f"{city}: half past twelve"


TOOLS = {"get_weather": get_weather, "get_time": get_time}

# The same as a client takes them that leaves schemas to its user.
SCHEMAS = [
    {
        "type": "function",
        "function": {
            "name": name,
            "description": function.__doc__,
            "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
        },
    }
    for name, function in TOOLS.items()
]


def call(name: str, arguments: str) -> str:
    """Runs the tool as a client's user would, with the arguments as they came."""
    return TOOLS[name](**json.loads(arguments))


def serve(*rows: Callable) -> None:
    """Answers tasks with the functions named like their rows until stdin ends."""
    known = {row.__name__: row for row in rows}
    # A client that prints must not be taken for an answer.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with asyncio.Runner() as runner:
        for line in sys.stdin:
            task = SimpleNamespace(**json.loads(line))
            answer = _answer(runner, known[task.row], task) if task.row in known else {"lacks": task.row}
            answers.write(json.dumps(answer) + "\n")
            answers.flush()


def _answer(runner: asyncio.Runner, row: Callable, task: SimpleNamespace) -> dict:
    try:
        result = row(task)
        if inspect.iscoroutine(result):
            result = runner.run(result)
        return {"answer": result}
    except Exception as error:  # Whatever the client raises is what its user sees.
        return {"raised": str(error), "type": type(error).__name__}
