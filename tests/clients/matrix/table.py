"""The matrix as a table: in the READMEs, and at the end of a test run.

python tests/clients/matrix/table.py    writes it into the READMEs
"""

import pathlib

from clients import CLIENTS, Client, Reason

ROOT = pathlib.Path(__file__).resolve().parents[3]
BEGIN = "<!-- clients: this table is made by tests/clients/matrix/table.py, and a test compares the two -->"
END = "<!-- clients: end -->"
READMES = {"en": "README.md", "zh": "README.zh-CN.md"}

# What each row is called.
TITLES = {
    "chat": ("chat", "对话"),
    "stream": ("streaming", "流式"),
    "tools": ("tool loop", "工具循环"),
    "parallel": ("parallel tools", "并行工具"),
    "structured": ("structured output", "结构化输出"),
    "reasoning": ("reasoning shown", "显示推理"),
    "kept": ("reasoning kept", "保留推理"),
    "embeddings": ("embeddings", "嵌入"),
    "models": ("model list", "模型列表"),
    "cancel": ("cancelling", "中途取消"),
    "errors": ("error texts", "错误文本"),
}
PASSES = "✓"


def titles(language: str) -> list[str]:
    return [{"en": en, "zh": zh}[language] for en, zh in TITLES.values()]


def reasons() -> list[Reason]:
    """All reasons, each once, in the order in which the table refers to them."""
    return list(dict.fromkeys(client.cannot[row] for client in CLIENTS for row in TITLES if row in client.cannot))


def promised(client: Client, row: str) -> str:
    """What the table says of a cell: that it passes, or the number of the reason why it cannot."""
    reason = client.cannot.get(row)
    return PASSES if reason is None else str(reasons().index(reason) + 1)


def markdown(language: str) -> str:
    """The table and its reasons."""
    head = ["", *titles(language)]
    lines = [head, ["---", *[":-:"] * len(TITLES)]]
    for client in CLIENTS:
        cells = [promised(client, row) for row in TITLES]
        lines.append([f"{client.name} {client.version}", *(it if it == PASSES else f"[{it}]" for it in cells)])
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    notes = "\n".join(f"- [{number}] {getattr(reason, language)}" for number, reason in enumerate(reasons(), 1))
    return f"{BEGIN}\n{table}\n\n{notes}\n{END}"


def plain(found: dict[tuple[str, str], bool]) -> str:
    """The table for a terminal: what a run has found, where it has looked."""

    def cell(client: Client, row: str) -> str:
        passed = found.get((client.id, row))
        return {None: "·", False: "FAILED", True: promised(client, row)}[passed]

    head = ["", *titles("en")]
    lines = [head, *([client.id, *(cell(client, row) for row in TITLES)] for client in CLIENTS)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    table = [" ".join(f"{text:<{width}}" for text, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    notes = [f"{number} = {reason.en}" for number, reason in enumerate(reasons(), 1)]
    return "\n".join([*table, "", *notes, "· = not run"])


def written(language: str) -> str:
    """What stands in the README between the marks."""
    _, _, rest = (ROOT / READMES[language]).read_text().partition(BEGIN)
    section, end, _ = rest.partition(END)
    return BEGIN + section + end


def write() -> None:
    for language, name in READMES.items():
        text = (ROOT / name).read_text()
        assert BEGIN in text and END in text, f"{name} has no place for the table"
        (ROOT / name).write_text(text.replace(written(language), markdown(language)))


if __name__ == "__main__":
    write()
