"""The clients of the matrix, and what none of them can be asked for, with the reason."""

import json
import pathlib
import re
from dataclasses import dataclass, field
from functools import cache

HERE = pathlib.Path(__file__).resolve().parent


@dataclass(frozen=True)
class Client:
    """One line of the table. `cannot` says of a row why it is not run: the client has no such call."""

    name: str
    package: str
    environment: str
    driver: str
    cannot: dict[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """As it is pinned."""
        return pins(self.environment)[self.package]


@cache
def pins(environment: str) -> dict[str, str]:
    """Package to version, from what the package manager is given."""
    if environment == "node":
        return json.loads((HERE.parent / "node" / "package.json").read_text())["dependencies"]
    text = (HERE.parent / "requirements" / f"{environment}.txt").read_text()
    return dict(re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)$", text, re.MULTILINE))


NO_MODELS = "no-models"
NO_EMBEDDINGS = "no-embeddings"
NO_REASONING = "no-reasoning"

CLIENTS = [
    Client("openai-python 3", "openai", "openai-3", "openai_python"),
    Client("openai-python 2", "openai", "openai-2", "openai_python"),
    Client("openai-node", "openai", "node", "openai_node"),
    Client("LangChain", "langchain-openai", "openai-3", "langchain_python", {"reasoning": NO_REASONING, "models": NO_MODELS}),
    Client("LangChain.js", "@langchain/openai", "node", "langchain_js", {"models": NO_MODELS}),
    Client("AutoGen", "autogen-ext", "openai-3", "autogen_python", {"embeddings": NO_EMBEDDINGS, "models": NO_MODELS}),
    Client("LlamaIndex", "llama-index-llms-openai-like", "openai-2", "llamaindex", {"models": NO_MODELS}),
    Client("LiteLLM", "litellm", "openai-2", "litellm_client"),
    Client("Pydantic AI", "pydantic-ai-slim", "openai-3", "pydanticai", {"models": NO_MODELS}),
    Client("OpenAI Agents", "openai-agents", "openai-3", "agents_sdk", {"embeddings": NO_EMBEDDINGS, "models": NO_MODELS}),
    Client("Vercel AI SDK", "ai", "node", "vercel_ai", {"models": NO_MODELS}),
]
