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

import identity
from acts import quit_app, seen, unlock_keyring
from aws import SECRET
from session import App, Desktop, wait_for
from tray import Tray

COPIES = ("* Copy base URL", "* Copy API key", "-")
END = ("* Requests…", "* Open Outcrop", "-", "( ) Launch at login", "* Quit")
EFFORT = ("> Reasoning: The model's own", "-")
DEMO = ("* Leave the demo", "* Stop", "-", *EFFORT, *COPIES, *END)
SHOTS = pathlib.Path(__file__).resolve().parents[4] / "target" / "shots"
# What the simulator of `tests/tray.rs` takes.
KEYS = {"default": "AKIASIMULATOR0000001", "work": "AKIASIMULATOR000WORK", "later": "AKIASIMULATOR00LATER"}


def aws(region):
    """The lists of choices, for whoever AWS's chain finds."""
    return ("> AWS profile: Default credentials", f"> Region: {region}", *EFFORT)


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
    close_window(desktop)
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


def launch_at_login(desktop, tray, binary):
    """The switch says what is so: an entry of the session's, which starts the app without a window."""
    app = App(desktop, binary, "--demo", "--port", "0", OUTCROP_API_KEY="chosen")
    app.listening()
    menu = tray.item()
    menu.await_line("Demo, no AWS")
    menu.click("Launch at login")
    entry = wait_for(lambda: list((desktop.home / ".config" / "autostart").glob("*.desktop")))[0]
    assert "--hidden" in entry.read_text(), entry.read_text()
    menu.await_line("(o) Launch at login")
    menu.click("Launch at login")
    wait_for(lambda: not entry.exists())
    menu.await_line("( ) Launch at login")
    menu.click("Quit")
    assert app.ended() == 0


def window_opens_and_closes(desktop, app, menu):
    """Open shows the page, which hears of the app; closing it gives its memory back and leaves the app alone."""
    assert not desktop.windows("^Outcrop$"), "no window at the start"
    menu.click("Open Outcrop")
    window = wait_for(lambda: desktop.windows("^Outcrop$"))[0]
    SHOTS.mkdir(parents=True, exist_ok=True)

    def painted():
        """the page to show the demo's colour, which it learns from the app"""
        desktop.picture(SHOTS / "window.png", window)
        return has_colour(SHOTS / "window.png", (0x7A, 0x6F, 0xE0), least=20)
    wait_for(painted)
    close_window(desktop)
    wait_for(lambda: "WebKitWebProces" not in app.children())
    assert app.process.poll() is None, "closing the window is not quitting"
    assert menu.lines()[0] == "Demo, no AWS"


def close_window(desktop):
    """Closes the window as a person does."""
    window = desktop.windows("^Outcrop$")[0]
    desktop.run("xdotool", "windowactivate", "--sync", window, "key", "alt+F4")
    wait_for(lambda: not desktop.windows("^Outcrop$"))


def has_colour(path, wanted, least=200):
    """Whether at least so many pixels of the picture are about this colour."""
    raw = subprocess.run(["convert", str(path), "-alpha", "off", "-depth", "8", "rgb:-"], capture_output=True, check=True).stdout
    near = sum(all(abs(raw[at + band] - wanted[band]) <= 6 for band in range(3)) for at in range(0, len(raw), 3))
    return near >= least


def no_credentials(desktop, tray, binary):
    """Without credentials the app says so and offers the demo."""
    app = App(desktop, binary, "--port", "0", OUTCROP_API_KEY="chosen", AWS_EC2_METADATA_DISABLED="true")
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


def keychain(desktop, tray, binary):
    """The key is made once, kept in a real Secret Service, and in no file that could be read."""
    unlock_keyring(desktop, tray)
    keys = []
    for _ in range(2):
        app = App(desktop, binary, "--demo", "--port", "0")
        url = app.listening()
        menu = tray.item()
        menu.expect("Demo, no AWS", f"{url}/v1", "-", *DEMO)
        keys.append(copied(lambda: menu.click("Copy API key")))
        quit_app(app, menu, tray)
        assert subprocess.run(["grep", "-rlF", keys[-1], desktop.root], capture_output=True).stdout == b"", "no file holds the key"
    assert keys[0] == keys[1], "the second run finds the key of the first"
    assert len(keys[0]) > 64


def no_keychain(desktop, tray, binary):
    """Without a Secret Service nothing starts before the user agrees; one that comes later is found by asking again."""
    app = App(desktop, binary, "--demo", "--port", "0")
    menu = tray.item()
    said = ("The keychain cannot be used", "No keychain service is running here. Without it, a key can be made for this "
            "session only; it is gone when you quit.", "-", "* Ask the keychain again", "* Use a key for this session",
            "Start", "-", *EFFORT, "Copy base URL", "Copy API key", "-", *END)
    menu.expect(*said)
    assert app.lines.empty(), "nothing listens yet"
    menu.click("Use a key for this session")
    url = app.listening()
    menu.expect("Demo, no AWS", f"{url}/v1", "Not in a keychain: this key lasts until you quit.", "-", *DEMO)
    key = copied(lambda: menu.click("Copy API key"))
    assert get(f"{url}/v1/models", key)[0] == 200
    quit_app(app, menu, tray)
    app = App(desktop, binary, "--demo", "--port", "0")
    menu = tray.item()
    menu.expect(*said)
    unlock_keyring(desktop, tray)
    menu.click("Ask the keychain again")
    url = app.listening()
    menu.expect("Demo, no AWS", f"{url}/v1", "-", *DEMO)
    assert copied(lambda: menu.click("Copy API key")) != key
    quit_app(app, menu, tray)


def no_tray(desktop, tray, binary):
    """Where nobody shows icons, the window comes and stays; an icon follows as soon as somebody does."""
    app = App(desktop, binary, "--demo", "--port", "0", OUTCROP_API_KEY="chosen")
    app.listening()
    window = wait_for(lambda: desktop.windows("^Outcrop$"))[0]
    desktop.run("xdotool", "windowactivate", "--sync", window, "key", "alt+F4")
    wait_for(lambda: not desktop.windows("^Outcrop$"))
    assert "WebKitWebProces" in app.children(), "it is minimised and not gone"
    subprocess.run([binary], env=desktop.env, check=True, timeout=20, stderr=app.log)
    wait_for(lambda: desktop.windows("^Outcrop$"))
    tray.appear()
    menu = tray.item()
    menu.await_line("Demo, no AWS")
    close_window(desktop)
    wait_for(lambda: "WebKitWebProces" not in app.children())
    menu.click("Quit")
    assert app.ended() == 0


def at_login(desktop, tray, binary):
    """Started with the session there is no window, even where nobody shows icons yet."""
    app = App(desktop, binary, "--demo", "--port", "0", "--hidden", OUTCROP_API_KEY="chosen")
    app.listening()
    tray.appear()
    menu = tray.item()
    menu.await_line("Demo, no AWS")
    assert not desktop.windows("^Outcrop$")
    menu.click("Quit")
    assert app.ended() == 0


def write_profiles(desktop, *names):
    """`~/.aws` with these profiles, and a broken one. Tools put a new file in the place of the old one."""
    folder = desktop.home / ".aws"
    folder.mkdir(exist_ok=True)
    keys = "".join(f"[{name}]\naws_access_key_id = {KEYS[name]}\naws_secret_access_key = {SECRET}\n" for name in names)
    (folder / "new").write_text(keys)
    (folder / "new").rename(folder / "credentials")
    broken = "[profile broken]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = nobody\n"
    (folder / "config").write_text(f"[default]\nregion = us-east-1\n[profile work]\nregion = eu-west-1\n{broken}")


def choices(desktop, tray, binary):
    """Profile, region and effort are chosen in the tray, count from the next request on, and follow the files."""
    unlock_keyring(desktop, tray)
    write_profiles(desktop, "default", "work")
    simulator = os.environ["OUTCROP_SIMULATOR"]
    # Nobody answers for STS: that AWS cannot be asked who we are is no reason to alarm anybody.
    env = {"AWS_ENDPOINT_URL": simulator, "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:9", "AWS_EC2_METADATA_DISABLED": "true",
           "OUTCROP_API_KEY": "chosen"}
    app = App(desktop, binary, "--port", "0", **env)
    url = app.listening()
    menu = tray.item()
    menu.expect("Running", f"{url}/v1", "-", "* Stop", "-", *aws("us-east-1"), *COPIES, *END)
    profiles = menu.choices("AWS profile")
    assert profiles[0] == "(o) Default credentials" and profiles[2].startswith("broken ("), profiles
    assert profiles[3:] == ["( ) default", "( ) work"], profiles
    first = seen(url)
    assert (first["access_key_id"], first["region"]) == (KEYS["default"], "us-east-1"), first
    assert "reasoning" not in json.dumps(first["body"]), first["body"]
    before = menu.id("* Quit")
    menu.choose("AWS profile", "work")
    menu.await_line("> AWS profile: work")
    menu.await_line("> Region: eu-west-1")
    assert menu.id("* Quit") == before, "a menu that is open stays as it is"
    assert "work · eu-west-1" in menu.tooltip(), menu.tooltip()
    second = seen(url, model="gpt-4o")
    assert (second["access_key_id"], second["region"]) == (KEYS["work"], "eu-west-1"), second
    menu.choose("Region", "us-west-2")
    menu.choose("Reasoning", "High")
    menu.await_line("> Reasoning: High")
    third = seen(url)
    assert (third["access_key_id"], third["region"]) == (KEYS["work"], "us-west-2"), third
    assert "thinking" in json.dumps(third["body"]), third["body"]
    # What is chosen already stays chosen when it is clicked: a native check flips itself.
    menu.choose("Reasoning", "High")
    write_profiles(desktop, "default", "work", "later")

    def listed():
        """the new profile in the menu"""
        return "( ) later" in menu.choices("AWS profile")
    tray.wait_for(listed)
    quit_app(app, menu, tray)
    app = App(desktop, binary, "--port", "0", **env)
    url = app.listening()
    menu = tray.item()
    menu.await_line("> AWS profile: work")
    assert seen(url)["access_key_id"] == KEYS["work"], "the choice outlives a restart"
    quit_app(app, menu, tray)


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


SCENARIOS = {scenario.__name__: scenario for scenario in (
    demo, launch_at_login, no_credentials, port_taken, drain, keychain, no_keychain, no_tray, at_login, choices,
    identity.sign_in, identity.device_code, identity.mfa, identity.bedrock_key, identity.expiry)}
# Nobody shows icons at first.
TRAYLESS = {"no_tray", "at_login"}


def main():
    binary, name = sys.argv[1:]
    # Made first: the app looks for somebody to show its icon when it starts.
    tray = Tray(shown=name not in TRAYLESS)
    with Desktop() as desktop:
        try:
            SCENARIOS[name](desktop, tray, os.path.abspath(binary))
        except BaseException:
            log = desktop.root / "app.log"
            print("the app said:\n" + (log.read_text(errors="replace") if log.exists() else "nothing"), file=sys.stderr)
            raise


if __name__ == "__main__":
    main()
