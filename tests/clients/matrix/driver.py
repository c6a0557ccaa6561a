"""The runner's half of a driver: a process that is given tasks and says what its client made of them."""

import json
import os
import pathlib
import queue
import subprocess
import tempfile
import threading

from clients import Client
from processes import KEY, ROOT, clean_environment

PATIENCE = 90
CLIENTS = ROOT / "tests" / "clients"


def environments() -> pathlib.Path:
    """Where `cargo xtask test` installs the Python clients."""
    return pathlib.Path(os.environ.get("CLIENTS") or ROOT / "target" / "clients")


class Raised(Exception):
    """What the client raised."""


class Lacks(Exception):
    """The driver has no such function, as its client has no such call."""


class Driver:
    """A client at work."""

    def __init__(self, client: Client, base_url: str):
        self._home = tempfile.TemporaryDirectory(prefix="outcrop-driver-")
        self._log = tempfile.TemporaryFile(mode="w+")
        self._answers: queue.Queue[str] = queue.Queue()
        self._process = subprocess.Popen(
            command(client),
            env=clean_environment(
                self._home.name,
                OPENAI_BASE_URL=base_url,
                OPENAI_API_KEY=KEY,
                # These would call home, or download prices, before they do anything else.
                OPENAI_AGENTS_DISABLE_TRACING="1",
                LITELLM_LOCAL_MODEL_COST_MAP="True",
                PYTHONDONTWRITEBYTECODE="1",
            ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def ask(self, row: str, **task) -> dict:
        """What the client made of the task; `Raised` with the text where it raised, `Lacks` where it has no such call."""
        whole = {"row": row, "stream": False, "effort": None} | task
        self._process.stdin.write(json.dumps(whole) + "\n")
        self._process.stdin.flush()
        try:
            answer = json.loads(self._answers.get(timeout=PATIENCE))
        except (queue.Empty, json.JSONDecodeError) as error:
            self._process.kill()
            raise AssertionError(f"the driver gave no answer to {whole}:\n{self.log()}") from error
        if "lacks" in answer:
            raise Lacks(row)
        if "raised" in answer:
            raise Raised(f"{answer['type']}: {answer['raised']}")
        return answer["answer"]

    def log(self) -> str:
        """What it wrote to stderr so far."""
        self._log.seek(0)
        return self._log.read()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._log):
            pipe.close()
        self._home.cleanup()

    def _listen(self) -> None:
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")


def command(client: Client) -> list[str]:
    """How its driver is started; a failure that says what to do where it is not installed."""
    if client.environment == "node":
        program, script = "node", CLIENTS / "node" / f"{client.driver}.mjs"
        installed = CLIENTS / "node" / "node_modules"
    else:
        place = environments() / client.environment
        installed = program = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        script = CLIENTS / "matrix" / "drivers" / f"{client.driver}.py"
    assert installed.exists(), f"{client.name} is not installed: `cargo xtask test` does it ({installed} is missing)"
    return [str(program), str(script)]
