"""Scenarios of the gateway from the tray: starting, stopping, and what gets in the way."""
import json
import os
import signal
import socket
import subprocess
import urllib.request

from acts import COPIES, DEMO, EFFORT, END, copied, get, listens
from keeping import aws
from session import App, wait_for
from windows import window_opens_and_closes


def demo(desktop, tray, binary):
    """The whole of it: menu, clipboard, window, second launch, quitting."""
    app = App(desktop, binary, "--demo", "--port", "0", OUTCROP_API_KEY="chosen")
    url = app.listening()
    menu = tray.item()
    menu.expect("Demo, no AWS", f"{url}/v1", "-", *DEMO)
    assert copied(lambda: menu.click("Copy base URL")) == f"{url}/v1"
    assert copied(lambda: menu.click("Copy API key")) == "chosen"
    assert get(f"{url}/v1/models")[0] == 401, "the gateway asks for a key"
    status, models = get(f"{url}/v1/models", "chosen")
    assert status == 200 and models["data"], "the demo has models"
    window_opens_and_closes(desktop, app, menu)
    menu.activate()
    wait_for(lambda: desktop.windows("^Outcrop$"))
    desktop.close_window("^Outcrop$")
    subprocess.run([binary, "--open"], env=desktop.env, check=True, timeout=20, stderr=app.log)
    wait_for(lambda: desktop.windows("^Outcrop$"))
    menu.click("Stop")
    menu.await_line("Stopped")
    assert not listens(url), "the port is closed"
    menu.click("Start")
    url = app.listening()
    menu.await_line("Demo, no AWS")
    menu.click("Quit")
    assert app.ended() == 0
    assert not listens(url), "the port is closed"


def no_credentials(desktop, tray, binary):
    """Without credentials the app says so and offers the demo."""
    app = App(desktop, binary, "--hidden", "--port", "0", OUTCROP_API_KEY="chosen", AWS_EC2_METADATA_DISABLED="true")
    url = app.listening()
    menu = tray.item()
    rest = ("-", "* Try the demo", "* Stop", "-", *aws("us-east-1"), *COPIES, *END)
    menu.expect("No AWS credentials found", f"{url}/v1", *rest)
    menu.click("Try the demo")
    url = app.listening()
    menu.expect("Demo, no AWS", f"{url}/v1", "-", *DEMO)
    assert get(f"{url}/v1/models", "chosen")[0] == 200
    app.process.send_signal(signal.SIGTERM)
    assert app.ended() == 0
    assert not listens(url), "the port is closed"


def port_taken(desktop, tray, binary):
    """A taken port is named, with who has it; trying again works once it is free."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        app = App(desktop, binary, "--demo", "--port", str(port), OUTCROP_API_KEY="chosen")
        menu = tray.item()
        menu.await_line(f"Port {port} is taken")
        name, remedy = menu.lines()[1].split(" listens there. ")
        assert name.endswith(f"({os.getpid()})"), name
        assert remedy == "Stop it and try again, or use a free port."
        rest = ["-", "* Use a free port", "* Try again", "-", *EFFORT, "Copy base URL", "* Copy API key", "-", *END]
        assert menu.lines()[2:] == rest, menu.lines()
    menu.click("Try again")
    assert app.listening() == f"http://127.0.0.1:{port}"
    menu.expect("Demo, no AWS", f"http://127.0.0.1:{port}/v1", "-", *DEMO)
    menu.click("Quit")
    assert app.ended() == 0


def drain(desktop, tray, binary):
    """Quitting lets a stream that is under way finish, and says so meanwhile."""
    app = App(desktop, binary, "--demo", "--port", "0", OUTCROP_API_KEY="chosen")
    url = app.listening()
    menu = tray.item()
    question = {"model": "gpt-4o", "stream": True, "messages": [{"role": "user", "content": "Hello"}]}
    headers = {"authorization": "Bearer chosen", "content-type": "application/json"}
    request = urllib.request.Request(f"{url}/v1/chat/completions", json.dumps(question).encode(), headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.readline().startswith(b"data: ")
        menu.click("Quit")
        menu.expect("Stopping…", "Requests in flight may finish, for 30 seconds at most.", "-", "Stop", "-",
                    *EFFORT, "Copy base URL", "* Copy API key", "-", *END)
        rest = answer.read().split()
    assert rest[-1] == b"[DONE]", f"the stream was cut off: {rest[-3:]}"
    assert app.ended() == 0
    assert not listens(url), "the port is closed"
