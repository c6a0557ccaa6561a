"""Scenarios of what is kept: keys in the keychain, and choices that outlive a restart."""
import json
import os
import subprocess

from acts import COPIES, DEMO, EFFORT, END, copied, get, quit_app, seen, unlock_keyring
from aws import SECRET
from session import App, wait_for

# What the simulator of `tests/tray.rs` takes.
KEYS = {"default": "AKIASIMULATOR0000001", "work": "AKIASIMULATOR000WORK", "later": "AKIASIMULATOR00LATER"}


def aws(region):
    """The lists of choices, for whoever AWS's chain finds."""
    return ("> AWS profile: Default credentials", f"> Region: {region}", *EFFORT)


def write_profiles(desktop, *names):
    """`~/.aws` with these profiles, and a broken one. Tools put a new file in the place of the old one."""
    folder = desktop.home / ".aws"
    folder.mkdir(exist_ok=True)
    keys = "".join(f"[{name}]\naws_access_key_id = {KEYS[name]}\naws_secret_access_key = {SECRET}\n" for name in names)
    (folder / "new").write_text(keys)
    (folder / "new").rename(folder / "credentials")
    broken = "[profile broken]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = nobody\n"
    (folder / "config").write_text(f"[default]\nregion = us-east-1\n[profile work]\nregion = eu-west-1\n{broken}")


def keychain(desktop, tray, binary):
    """The key is made once, kept in a real Secret Service, and in no file that could be read."""
    unlock_keyring(desktop)
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
    unlock_keyring(desktop)
    menu.click("Ask the keychain again")
    url = app.listening()
    menu.expect("Demo, no AWS", f"{url}/v1", "-", *DEMO)
    assert copied(lambda: menu.click("Copy API key")) != key
    quit_app(app, menu, tray)


def choices(desktop, tray, binary):
    """Profile, region and effort are chosen in the tray, count from the next request on, and follow the files."""
    unlock_keyring(desktop)
    write_profiles(desktop, "default", "work")
    simulator = os.environ["OUTCROP_SIMULATOR"]
    # Nobody answers for STS: that AWS cannot be asked who we are is no reason to alarm anybody.
    env = {"AWS_ENDPOINT_URL": simulator, "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:9", "AWS_EC2_METADATA_DISABLED": "true",
           "OUTCROP_API_KEY": "chosen"}
    app = App(desktop, binary, "--hidden", "--port", "0", **env)
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
    wait_for(listed)
    quit_app(app, menu, tray)
    app = App(desktop, binary, "--hidden", "--port", "0", **env)
    url = app.listening()
    menu = tray.item()
    menu.await_line("> AWS profile: work")
    assert seen(url)["access_key_id"] == KEYS["work"], "the choice outlives a restart"
    quit_app(app, menu, tray)
