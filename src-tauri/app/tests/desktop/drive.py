#!/usr/bin/python3
"""Drives the real app on a private desktop. Usage, within dbus-run-session: drive.py BINARY SCENARIO"""
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

from session import App, Desktop, wait_for
from tray import Tray

COPIES = ("* Copy base URL", "* Copy API key", "-")
END = ("* Open Outcrop", "-", "* Quit")
NO_KEYCHAIN = "Not in a keychain: this key lasts until you quit."
SHOTS = pathlib.Path(__file__).resolve().parents[4] / "target" / "shots"


def clipboard():
    """The text on the X clipboard, asked for as any other program would."""
    read = ("import gi; gi.require_version('Gtk', '3.0'); from gi.repository import Gtk, Gdk; "
            "print(Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD).wait_for_text() or '', end='')")
    return subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, timeout=20).stdout


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


def demo(desktop, tray, binary):
    """The whole of it: menu, clipboard, window, second launch, quitting."""
    app = App(desktop, binary, "--demo", "--port", "0")
    url = app.listening()
    menu = tray.item()
    menu.expect("Demo, no AWS", f"{url}/v1", NO_KEYCHAIN, "-", "* Leave the demo", "-", *COPIES, *END)
    assert copied(lambda: menu.click("Copy base URL")) == f"{url}/v1"
    key = copied(lambda: menu.click("Copy API key"))
    assert get(f"{url}/v1/models")[0] == 401, "the gateway asks for a key"
    status, models = get(f"{url}/v1/models", key)
    assert status == 200 and models["data"], "the demo has models"
    window_opens_and_closes(desktop, app, menu, url)
    subprocess.run([binary], env=desktop.env, check=True, timeout=20, stderr=app.log)
    wait_for(lambda: desktop.windows("^Outcrop$"))
    menu.click("Quit")
    assert app.ended() == 0
    assert not listens(url), "the port is closed"


def window_opens_and_closes(desktop, app, menu, url):
    """Open shows the page, which can be used; closing it gives its memory back and leaves the app alone."""
    assert not desktop.windows("^Outcrop$"), "no window at the start"
    menu.click("Open Outcrop")
    window = wait_for(lambda: desktop.windows("^Outcrop$"))[0]
    SHOTS.mkdir(parents=True, exist_ok=True)

    def painted():
        """the page to show the demo's colour, which it learns from the app"""
        desktop.picture(SHOTS / "window.png", window)
        return has_colour(SHOTS / "window.png", (0x7A, 0x6F, 0xE0))
    wait_for(painted)
    # By keyboard: past "Leave the demo", on to the first "Copy".
    tab = ("xdotool", "windowactivate", "--sync", window, "key", "Tab", "Tab", "Return")
    assert copied(lambda: desktop.run(*tab)) == f"{url}/v1", "the page's request reached the app"
    desktop.run("xdotool", "windowactivate", "--sync", window, "key", "alt+F4")
    wait_for(lambda: not desktop.windows("^Outcrop$"))
    wait_for(lambda: "WebKitWebProces" not in app.children())
    assert app.process.poll() is None, "closing the window is not quitting"
    assert menu.lines()[0] == "Demo, no AWS"


def has_colour(path, wanted, least=200):
    """Whether at least so many pixels of the picture are about this colour."""
    raw = subprocess.run(["convert", str(path), "-alpha", "off", "-depth", "8", "rgb:-"], capture_output=True, check=True).stdout
    near = sum(all(abs(raw[at + band] - wanted[band]) <= 6 for band in range(3)) for at in range(0, len(raw), 3))
    return near >= least


def no_credentials(desktop, tray, binary):
    """Without credentials the app says so and offers the demo; the menu is edited in place."""
    app = App(desktop, binary, "--port", "0", OUTCROP_API_KEY="chosen")
    url = app.listening()
    menu = tray.item()
    menu.expect("No AWS credentials found", f"{url}/v1", "-", "* Try the demo", "-", *COPIES, *END)
    quit_id, copy_id = menu.id("* Quit"), menu.id("* Copy base URL")
    menu.click("Try the demo")
    url = app.listening()
    menu.expect("Demo, no AWS", f"{url}/v1", "-", "* Leave the demo", "-", *COPIES, *END)
    assert (menu.id("* Quit"), menu.id("* Copy base URL")) == (quit_id, copy_id), "an open menu survives"
    assert get(f"{url}/v1/models", "chosen")[0] == 200
    app.process.send_signal(signal.SIGTERM)
    assert app.ended() == 0
    assert not listens(url), "the port is closed"


def port_taken(desktop, tray, binary):
    """A taken port is named; trying again works once it is free."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        app = App(desktop, binary, "--demo", "--port", str(port), OUTCROP_API_KEY="chosen")
        menu = tray.item()
        remedy = "Another program listens there. Stop it and try again, or use a free port."
        menu.expect(f"Port {port} is taken", remedy, "-", "* Try again", "* Use a free port", "-",
                    "Copy base URL", "* Copy API key", "-", *END)
    menu.click("Try again")
    assert app.listening() == f"http://127.0.0.1:{port}"
    menu.expect("Demo, no AWS", f"http://127.0.0.1:{port}/v1", "-", "* Leave the demo", "-", *COPIES, *END)
    menu.click("Quit")
    assert app.ended() == 0


def keychain(desktop, tray, binary):
    """The key is made once, kept in a real Secret Service, and in no file that could be read."""
    unlock = desktop.spawn("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", stdin=subprocess.PIPE)
    unlock.stdin.write(b"test")
    unlock.stdin.close()
    wait_for(lambda: tray.bus.name_has_owner("org.freedesktop.secrets"))
    keys = []
    for _ in range(2):
        app = App(desktop, binary, "--demo", "--port", "0")
        url = app.listening()
        menu = tray.item()
        menu.expect("Demo, no AWS", f"{url}/v1", "-", "* Leave the demo", "-", *COPIES, *END)
        keys.append(copied(lambda: menu.click("Copy API key")))
        menu.click("Quit")
        assert app.ended() == 0
        tray.watcher.items.clear()
        assert subprocess.run(["grep", "-rlF", keys[-1], desktop.root], capture_output=True).stdout == b"", "no file holds the key"
    assert keys[0] == keys[1], "the second run finds the key of the first"
    assert len(keys[0]) > 64


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
        menu.expect("Stopping…", "Requests in flight may finish, for 30 seconds at most.", "-",
                    "Copy base URL", "* Copy API key", "-", *END)
        rest = answer.read().split()
    assert rest[-1] == b"[DONE]", f"the stream was cut off: {rest[-3:]}"
    assert app.ended() == 0
    assert not listens(url), "the port is closed"


SCENARIOS = {scenario.__name__: scenario for scenario in (demo, no_credentials, port_taken, drain, keychain)}


def main():
    binary, name = sys.argv[1:]
    # Made first: the app looks for somebody to show its icon when it starts.
    tray = Tray()
    with Desktop() as desktop:
        try:
            SCENARIOS[name](desktop, tray, os.path.abspath(binary))
        except BaseException:
            log = desktop.root / "app.log"
            print("the app said:\n" + (log.read_text(errors="replace") if log.exists() else "nothing"), file=sys.stderr)
            raise


if __name__ == "__main__":
    main()
