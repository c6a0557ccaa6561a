"""`cargo xtask run` as a newcomer without a display sees it: one command, and then a line to paste."""

import os
import pathlib
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from processes import ROOT, Simulator, clean_environment, program

# The build is there already when `cargo xtask test` calls; by hand it may take its time.
PATIENCE = 1800


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(home: pathlib.Path, **more: str) -> dict[str, str]:
    """No display and an empty home, in which the Rust tools are still found."""
    tools = {
        "CARGO_HOME": os.environ.get("CARGO_HOME") or str(pathlib.Path.home() / ".cargo"),
        "RUSTUP_HOME": os.environ.get("RUSTUP_HOME") or str(pathlib.Path.home() / ".rustup"),
    }
    variables = clean_environment(str(home), **tools, **more)
    return {name: value for name, value in variables.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}


@contextmanager
def run(port: int, variables: dict[str, str]) -> Iterator[list[str]]:
    """What it says, up to and with the line to paste; at the end, a SIGTERM must end it cleanly."""
    command = [program("XTASK", "xtask"), "run", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        said = []
        for line in process.stdout:
            said.append(line.rstrip("\n"))
            if line.startswith("curl "):
                break
        assert said and said[-1].startswith("curl "), "\n".join(said)
        yield said
        process.terminate()
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.stdout.close()


def paste(line: str) -> str:
    """What the line prints in a shell."""
    finished = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=60)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_without_credentials_it_is_the_demo_and_the_line_can_be_pasted(tmp_path: pathlib.Path) -> None:
    port = free_port()
    variables = environment(tmp_path)
    with run(port, variables) as said:
        text = "\n".join(said)
        assert "demo mode" in text
        assert f"http://127.0.0.1:{port}/v1" in text
        answer = paste(said[-1])
        assert answer.startswith("data: ") and answer.endswith("data: [DONE]\n\n")

        again = subprocess.run(
            [program("XTASK", "xtask"), "run", "--port", str(port)],
            cwd=ROOT, env=variables, capture_output=True, text=True, timeout=PATIENCE,
        )
        assert again.returncode != 0 and f"port {port}" in again.stderr


def test_with_credentials_it_is_no_demo(tmp_path: pathlib.Path, simulator: Simulator) -> None:
    variables = environment(tmp_path, **simulator.outcrop_environment())
    variables["OUTCROP_API_KEY"] = "it's_$mine"
    with run(free_port(), variables) as said:
        assert "demo" not in "\n".join(said)
        assert "data: [DONE]" in paste(said[-1]), "a key that a shell would read is quoted"
