"""What is around the window: a home, a Bedrock, who calls."""

import pathlib
import subprocess
import sys

import aws
from openai import OpenAI
from processes import Simulator, clean_environment
from session import Desktop

MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"


def furnish(desktop: Desktop) -> None:
    """The folders that a desktop makes for its user."""
    (desktop.home / ".config").mkdir()
    (desktop.home / ".config" / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/Downloads"\n')


def downloads(desktop: Desktop) -> pathlib.Path:
    """Where files are saved."""
    return desktop.home / "Downloads"


def settings(desktop: Desktop) -> pathlib.Path:
    """Where the settings are kept."""
    return desktop.home / ".config" / "outcrop" / "settings.toml"


def write_settings(desktop: Desktop, text: str) -> None:
    """Settings as an earlier run left them."""
    settings(desktop).parent.mkdir()
    settings(desktop).write_text(text)


def holding(folder: pathlib.Path, secret: str) -> str:
    """The files below it that hold this."""
    return subprocess.run(["grep", "-rlF", secret, folder], capture_output=True, text=True).stdout


class Bedrock(Simulator):
    """The simulator, with AWS's identity services beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.env = aws.Services().env(self.url)
        del self.env["OUTCROP_API_KEY"]

    def give_keys(self, desktop: Desktop, *profiles: str) -> None:
        """Profiles with the keys that are accepted. `work` is in a region of its own."""
        keys = f"aws_access_key_id = {aws.KEY_ID}\naws_secret_access_key = {aws.SECRET}\n"
        regions = "[profile work]\nregion = us-west-2\n"
        aws.write_config(desktop, regions, "".join(f"[{profile}]\n{keys}" for profile in profiles))

    def conversations(self) -> list[dict]:
        """What conversations it was asked for, in their order."""
        both = self.requests("Converse") + self.requests("ConverseStream")
        return sorted(both, key=lambda request: request["id"])


def ask(client: OpenAI, question: str, model: str = "gpt-4o", **options) -> str:
    """One question, streamed; the answer."""
    chunks = client.chat.completions.create(
        model=model, messages=[{"role": "user", "content": question}], stream=True, **options
    )
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


def run_python(desktop: Desktop, program: str) -> str:
    """What a program that was copied prints; OpenAI's package is at hand."""
    env = clean_environment(str(desktop.home))
    ran = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
