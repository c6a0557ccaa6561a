"""What several scenarios do."""
import json
import os
import socket
import subprocess
import threading
import urllib.error
import urllib.request

from session import wait_for

# Python with the modules that Debian packages; one from elsewhere does not have them.
PYTHON = "/usr/bin/python3"
COPIES = ("* Copy base URL", "* Copy API key", "-")
END = ("* Requests…", "* Open Outcrop", "-", "( ) Launch at login", "* Quit")
EFFORT = ("> Reasoning: The model's own", "-")
DEMO = ("* Leave the demo", "* Stop", "-", *EFFORT, *COPIES, *END)
MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"


def unlock_keyring(desktop):
    """A real Secret Service."""
    unlock = desktop.spawn("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", stdin=subprocess.PIPE)
    unlock.stdin.write(b"test")
    unlock.stdin.close()
    await_name(desktop, "org.freedesktop.secrets")


def await_name(desktop, name):
    """Waits until somebody on the bus goes by this name."""
    ask = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner"]

    def owned():
        return "boolean true" in desktop.run(*ask, f"string:{name}")
    owned.__doc__ = f"{name} on the bus"
    wait_for(owned)


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


def clipboard():
    """The text on the X clipboard, asked for as any other program would."""
    read = ("import gi; gi.require_version('Gtk', '3.0'); from gi.repository import Gtk, Gdk; "
            "print(Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD).wait_for_text() or '', end='')")
    return subprocess.run([PYTHON, "-c", read], capture_output=True, text=True, timeout=20).stdout


def copied(copy):
    """What `copy` puts on the clipboard, which held something else before."""
    before = clipboard()
    copy()

    def arrived():
        """something new on the clipboard"""
        text = clipboard()
        return text != before and text
    return wait_for(arrived)


def get(url, key=None):
    """(status, JSON) of a GET."""
    request = urllib.request.Request(url, headers={"authorization": f"Bearer {key}"} if key else {})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer) if key else None
    except urllib.error.HTTPError as error:
        return error.code, None


def listens(url):
    """Whether anybody takes connections there."""
    host, port = url.removeprefix("http://").rsplit(":", 1)
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0
