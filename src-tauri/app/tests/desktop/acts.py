"""What several scenarios do."""
import json
import os
import subprocess
import threading
import urllib.error
import urllib.request

from session import wait_for

MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"


def unlock_keyring(desktop, tray):
    """A real Secret Service."""
    unlock = desktop.spawn("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", stdin=subprocess.PIPE)
    unlock.stdin.write(b"test")
    unlock.stdin.close()
    wait_for(lambda: tray.bus.name_has_owner("org.freedesktop.secrets"))


def quit_app(app, menu, tray):
    menu.click("Quit")
    assert app.ended() == 0
    tray.watcher.items.clear()


def chat(url, **body):
    """(status, headers, text) of a chat."""
    question = {"model": MODEL, "messages": [{"role": "user", "content": "Hello"}], **body}
    headers = {"authorization": "Bearer chosen", "content-type": "application/json"}
    request = urllib.request.Request(f"{url}/v1/chat/completions", json.dumps(question).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


class Chat(threading.Thread):
    """A chat under way."""

    def __init__(self, url):
        super().__init__(daemon=True)
        self.url, self.answer = url, None
        self.start()

    def run(self):
        self.answer = chat(self.url)


def seen(url, **body):
    """What the simulator saw of a chat that was made just now."""
    simulator = os.environ["OUTCROP_SIMULATOR"]
    urllib.request.urlopen(urllib.request.Request(f"{simulator}/_simulator/requests", method="DELETE"), timeout=20).close()
    status, _, text = chat(url, **body)
    assert status == 200, text
    with urllib.request.urlopen(f"{simulator}/_simulator/requests", timeout=20) as answer:
        asked = [one for one in json.load(answer)["requests"] if one["operation"] == "Converse"]
    return asked[-1]
