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

# One of each way in which Claude is asked to think: with a budget, adaptively, and always.
BUDGET = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
ADAPTIVE = "us.anthropic.claude-sonnet-5"
ALWAYS = "us.anthropic.claude-opus-5-5"
THINKERS = [BUDGET, ADAPTIVE, ALWAYS]
NOVA = "us.amazon.nova-lite-v1:0"

# A whole PNG of one pixel.
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def quoted(text: str) -> str:
    """The text as a parameter of a script."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def replayed(body: dict) -> list[list[str]]:
    """Of each assistant turn that Bedrock got, the kinds of its blocks; signed thoughts only are `signed`."""

    def kind(block: dict) -> str:
        thought = block.get("reasoningContent", {}).get("reasoningText", {})
        return "signed" if thought.get("signature") else next(iter(block))

    return [[kind(block) for block in it["content"]] for it in body["messages"] if it["role"] == "assistant"]
