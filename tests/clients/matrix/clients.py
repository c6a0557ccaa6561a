"""The clients of the matrix, and what some of them cannot be asked for, with the reason."""

import json
import pathlib
import re
from dataclasses import dataclass, field
from functools import cache

HERE = pathlib.Path(__file__).resolve().parent


@dataclass(frozen=True)
class Reason:
    """Why a cell cannot pass."""

    en: str
    zh: str


@dataclass(frozen=True)
class Client:
    """One line of the table. `cannot` says of a row why it cannot pass."""

    name: str
    package: str
    environment: str
    driver: str
    cannot: dict[str, Reason] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """What names it among the tests."""
        return f"{self.name} {self.version}"

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


NO_MODELS = Reason("The client has no call that lists models.", "该客户端没有列出模型的调用。")
NO_EMBEDDINGS = Reason("The client has no embeddings.", "该客户端没有 embeddings 功能。")
NO_REASONING = Reason(
    "`ChatOpenAI` reads no reasoning from Chat Completions; for the model it is kept all the same.",
    "`ChatOpenAI` 不读取 Chat Completions 中的推理内容；但推理仍会为模型保留。",
)

CLIENTS = [
    Client("OpenAI for Python", "openai", "openai-3", "openai_python"),
    Client("OpenAI for Python", "openai", "openai-2", "openai_python"),
    Client("OpenAI for Node", "openai", "node", "openai_node"),
    Client(
        "LangChain",
        "langchain-openai",
        "openai-3",
        "langchain_python",
        {"reasoning": NO_REASONING, "models": NO_MODELS},
    ),
    Client("LangChain.js", "@langchain/openai", "node", "langchain_js", {"models": NO_MODELS}),
    Client("AutoGen", "autogen-ext", "openai-3", "autogen_python", {"embeddings": NO_EMBEDDINGS, "models": NO_MODELS}),
    Client("LlamaIndex", "llama-index-llms-openai-like", "openai-2", "llamaindex", {"models": NO_MODELS}),
    Client("LiteLLM", "litellm", "openai-2", "litellm_client"),
    Client("Pydantic AI", "pydantic-ai-slim", "openai-3", "pydanticai", {"models": NO_MODELS}),
    Client(
        "OpenAI Agents SDK",
        "openai-agents",
        "openai-3",
        "agents_sdk",
        {"embeddings": NO_EMBEDDINGS, "models": NO_MODELS},
    ),
    Client("Vercel AI SDK", "ai", "node", "vercel_ai", {"models": NO_MODELS}),
]
