"""The examples, as a user would run them."""

import os
import subprocess
import sys

import pytest

from processes import KEY, ROOT, Outcrop, clean_environment

EXAMPLES = ["curl.sh", "openai_python.py", "langchain_chat.py", "autogen_client.py"]


def run(example: str, home: str, base_url: str, key: str) -> subprocess.CompletedProcess:
    interpreter = ["sh"] if example.endswith(".sh") else [sys.executable]
    environment = clean_environment(home, OPENAI_BASE_URL=base_url, OPENAI_API_KEY=key)
    return subprocess.run(
        [*interpreter, ROOT / "examples" / example],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=180,
    )


def test_every_example_is_run() -> None:
    assert sorted(EXAMPLES) == sorted(name for name in os.listdir(ROOT / "examples") if name[0] not in "._")


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_works(demo: Outcrop, tmp_path, example: str) -> None:
    finished = run(example, str(tmp_path), demo.base_url, KEY)
    assert finished.returncode == 0, finished.stdout
    assert "get_weather" in finished.stdout


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_that_is_refused_says_so(demo: Outcrop, tmp_path, example: str) -> None:
    assert run(example, str(tmp_path), demo.base_url, "not-the-key").returncode != 0
