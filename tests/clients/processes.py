"""Outcrop and the simulated Bedrock as processes of their own, as a user would start them."""

import json
import os
import pathlib
import queue
import subprocess
import tempfile
import threading
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEY = "outcrop_key-for-tests"
ACCESS_KEY_ID = "AKIASIMULATOR0000001"
SECRET_ACCESS_KEY = "simulator/secret/that/opens/nothing/0001"
BEARER_TOKEN = "bedrock-api-key-for-tests"
PATIENCE = 60


def program(variable: str, name: str) -> str:
    """The program that `variable` names, else the debug build's."""
    return os.environ.get(variable) or str(ROOT / "target" / "debug" / name)


def clean_environment(home: str, **more: str) -> dict[str, str]:
    """Ours, without anything that could lead to a real AWS account or around loopback."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AWS_", "OUTCROP_", "OPENAI_", "RUST_LOG")) and not name.lower().endswith("_proxy")
    }
    return kept | {"HOME": home, "AWS_EC2_METADATA_DISABLED": "true"} | more


class Process:
    """A program that says on stdout, in one line of JSON, where it listens."""

    def __init__(self, arguments: list[str], **environment: str):
        self._home = tempfile.TemporaryDirectory(prefix="outcrop-clients-")
        self._log = tempfile.TemporaryFile(mode="w+")
        self._process = subprocess.Popen(
            arguments,
            env=clean_environment(self._home.name, **environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        self.url: str = self._announced()["listening"]

    def _announced(self) -> dict:
        lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=lambda: lines.put(self._process.stdout.readline()), daemon=True).start()
        try:
            return json.loads(lines.get(timeout=PATIENCE))
        except (queue.Empty, json.JSONDecodeError) as error:
            self._process.kill()
            raise AssertionError(f"{self._process.args} did not say where it listens:\n{self.log()}") from error

    def log(self) -> str:
        """What it wrote to stderr so far."""
        self._log.seek(0)
        return self._log.read()

    def stop(self) -> int:
        """Ends it as a service manager would; its exit code."""
        self._process.terminate()
        try:
            return self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        finally:
            self._process.stdout.close()
            self._log.close()
            self._home.cleanup()


class Outcrop(Process):
    """`outcropd` on a free port, with a known key."""

    def __init__(self, *arguments: str, **environment: str):
        command = [program("OUTCROPD", "outcropd"), "--port", "0", *arguments]
        super().__init__(command, OUTCROP_API_KEY=KEY, **environment)
        self.base_url = f"{self.url}/v1"


class Simulator(Process):
    """`bedrock-simulator` on a free port."""

    def __init__(self):
        command = [program("BEDROCK_SIMULATOR", "bedrock-simulator"), "--port", "0", "--bearer-token", BEARER_TOKEN]
        super().__init__(command)

    def outcrop_environment(self) -> dict[str, str]:
        """What any AWS program needs to talk to it instead of AWS."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": ACCESS_KEY_ID,
            "AWS_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY,
            "AWS_REGION": "us-east-1",
        }

    def requests(self, operation: str) -> list[dict]:
        """The requests for this operation since `forget`."""
        return [request for request in self._call("GET")["requests"] if request["operation"] == operation]

    def forget(self) -> None:
        """Forgets what it was asked, and the scripts that were not used up."""
        self._call("DELETE")

    def enqueue(self, script: str) -> None:
        """Lines a script up for the next request, for where a question must not name its own answer."""
        self._call("POST", "/_simulator/enqueue", {"script": script})

    def converse(self, model: str, body: dict) -> dict:
        """What it answers to a request that does not come from Outcrop; `HTTPError` where it refuses."""
        return self._call("POST", f"/model/{urllib.parse.quote(model, safe='')}/converse", body)

    def _call(self, method: str, path: str = "/_simulator/requests", body: dict | None = None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"authorization": f"Bearer {BEARER_TOKEN}", "content-type": "application/json"}
        request = urllib.request.Request(f"{self.url}{path}", data, headers, method=method)
        # Not through a proxy that the environment may name.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=PATIENCE) as answer:
            return json.load(answer)
