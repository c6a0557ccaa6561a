"""What the tests say, and what they offer."""

MODEL = "gpt-4o"


def user(text: str) -> list[dict]:
    """A conversation of one question."""
    return [{"role": "user", "content": text}]


def by_script(script: str) -> list[dict]:
    """A question that the simulator answers by this script."""
    return user(f"Hello. [[script: {script}]]")


def function(name: str, *parameters: str) -> dict:
    """A tool whose parameters are strings, all of them required."""
    return {
        "type": "function",
        "function": {
            "name": name,
            "description": f"Calls {name}.",
            "parameters": {
                "type": "object",
                "properties": {parameter: {"type": "string"} for parameter in parameters},
                "required": list(parameters),
            },
        },
    }


WEATHER = function("get_weather", "city")
CLOCK = function("get_time")
