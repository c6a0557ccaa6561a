"""Scenarios of who we are on AWS: signing in, codes of a second factor, Bedrock API keys, and how it all ends."""
import json
import os
import subprocess

import aws
from acts import Chat, chat, quit_app, seen, unlock_keyring
from notices import Browser, Notices, keep_secret
from session import App, wait_for


def start(desktop, tray, binary, profile, **env):
    """The app as this profile: what runs, its URL and its menu."""
    services = aws.Services()
    env = {**services.env(os.environ["OUTCROP_SIMULATOR"]), **env}
    app = App(desktop, binary, "--hidden", "--port", "0", *(["--profile", profile] if profile else []), **env)
    url = app.listening()
    return services, app, url, tray.item()


def tells(what, told, seconds=20):
    """Waits until `what` is true."""
    def true():
        return what()
    true.__doc__ = told
    return wait_for(true, seconds)


def check_nothing_secret(app):
    """The log has none of what must not be seen."""
    for name, canary in {**aws.CANARIES, "secret-key": aws.SECRET, "session-token": aws.SESSION_TOKEN}.items():
        assert canary not in app.said(), f"the log has the {name}"


def sign_in(desktop, tray, binary):
    """A sign-in that has ended is told once; one click and the browser mend it, and who asks meanwhile waits."""
    aws.write_config(desktop, aws.SIGN_IN)
    aws.keep_token(desktop, -60, **aws.renewal())
    notices, browser = Notices(tray.bus), Browser(desktop)
    services, app, url, menu = start(desktop, tray, binary, "dev", **browser.env)
    menu.await_line("AWS credentials need you")
    menu.await_line("* Sign in to dev…")
    needs_you = menu.icon_bytes()
    for _ in range(2):
        status, headers, text = chat(url)
        assert status == 503 and headers["x-should-retry"] == "false", (status, text)
        message = json.loads(text)["error"]["message"]
        assert "`dev` has to sign in again" in message and "aws sso login --profile dev" in message, message
    tells(lambda: notices.titles, "a notification")
    menu.click("Sign in to dev…")
    page = tells(browser.opened, "a page in the browser")
    assert len(page) == 1 and page[0].startswith(f"{services.url}/authorize?"), page
    menu.await_line("Signing in to dev in the browser…")
    waits = Chat(url)
    waits.join(1)
    assert waits.answer is None, f"it should wait for the sign-in: {waits.answer}"
    browser.finish(aws.CANARIES["code"])
    tells(lambda: waits.answer, "the request that waits to be answered")
    assert waits.answer[0] == 200, waits.answer
    menu.await_line("Running")
    tells(lambda: menu.icon_bytes() != needs_you, "the icon to be well again")
    kept = json.loads(aws.token_file(desktop).read_text())
    assert kept["accessToken"] == aws.CANARIES["access-token"] + "-2" and kept["refreshToken"], kept.keys()
    assert aws.token_file(desktop).stat().st_mode & 0o077 == 0, "the token is its owner's alone"
    assert chat(url)[0] == 200
    tokens = [call for call in services.calls if call.startswith("CreateToken")]
    assert tokens == ["CreateToken refresh_token", "CreateToken authorization_code"], "each is tried once"
    assert notices.titles == ["dev: the sign-in has ended"], notices.titles
    assert notices.bodies[0].startswith("Requests fail until you sign in again"), notices.bodies
    check_nothing_secret(app)
    quit_app(app, menu, tray)


def device_code(desktop, tray, binary):
    """A profile of the old kind signs in with a code, which the tray shows; it can be given up, and begun again."""
    aws.write_config(desktop, aws.SIGN_IN)
    notices, browser = Notices(tray.bus), Browser(desktop)
    services, app, url, menu = start(desktop, tray, binary, "old", **browser.env)
    for times in (1, 2):
        menu.await_line("AWS credentials need you")
        menu.click("Sign in to old…")
        menu.await_line(f"Signing in to old: code {aws.USER_CODE}")
        assert "* Sign in to old…" not in menu.lines()
        tells(lambda: len(browser.opened()) == times, "a page in the browser")
        if times == 1:
            menu.click("Cancel the sign-in")
    assert browser.opened()[0].endswith(f"?user_code={aws.USER_CODE}"), browser.opened()
    waits = Chat(url)
    services.approved = True
    tells(lambda: waits.answer, "the request that waits to be answered")
    assert waits.answer[0] == 200, waits.answer
    menu.await_line("Running")
    assert not notices.titles, "what never was has not ended"
    assert aws.token_file(desktop, "https://corp.awsapps.com/start").exists()
    check_nothing_secret(app)
    quit_app(app, menu, tray)


def mfa(desktop, tray, binary):
    """The window comes up and asks for a code: who gives none has a request that says so, and one code lasts."""
    role = "role_arn = arn:aws:iam::111122223333:role/Admin\nmfa_serial = arn:aws:iam::111122223333:mfa/me\n"
    keys = f"[base]\naws_access_key_id = {aws.KEY_ID}\naws_secret_access_key = {aws.SECRET}\n"
    aws.write_config(desktop, f"[profile admin]\nsource_profile = base\nregion = us-east-1\n{role}", keys)
    services, app, url, menu = start(desktop, tray, binary, "admin")
    menu.await_line("Running")
    assert not desktop.windows("^Outcrop$") and not services.count("AssumeRole"), "nobody wants a code yet"

    def answer(*keys):
        """The answer to a request that is asked for a code, once these keys were pressed in the window."""
        request = Chat(url)
        window = tells(lambda: desktop.windows("^Outcrop$"), "the window")[0]

        def answered():
            # The page may still be on its way: what it does not take is typed again.
            desktop.run("xdotool", "windowactivate", "--sync", window)
            for key in keys:
                desktop.run("xdotool", *key)
            request.join(2)
            return request.answer
        return tells(answered, "the request to go on")
    status, headers, text = answer(("key", "Escape"))
    assert status == 503 and headers["x-should-retry"] == "false", (status, text)
    message = json.loads(text)["error"]["message"]
    assert "`admin` needs a code from its second factor, and nobody gave one" in message, message
    assert not services.count("AssumeRole"), services.calls
    status, _, text = answer(("key", "ctrl+a"), ("type", aws.MFA_CODE), ("key", "Return"))
    assert status == 200, text
    assert seen(url)["access_key_id"] == aws.TEMPORARY_ID
    assert [call for call in services.calls if call.startswith("AssumeRole")] == [f"AssumeRole {aws.MFA_CODE}"]
    menu.await_line("Running")
    check_nothing_secret(app)
    assert aws.MFA_CODE not in app.said()
    quit_app(app, menu, tray)


def bedrock_key(desktop, tray, binary):
    """A Bedrock API key of the keychain's is somebody to be, beside the profiles, and is in no file."""
    unlock_keyring(desktop)
    key = os.environ["OUTCROP_BEARER"]
    keep_secret(tray.bus, "bedrock-api-key", key)
    aws.write_config(desktop, "[default]\nregion = us-east-1\n",
                     f"[default]\naws_access_key_id = {aws.KEY_ID}\naws_secret_access_key = {aws.SECRET}\n")
    _, app, url, menu = start(desktop, tray, binary, None)
    assert menu.choices("AWS profile")[:2] == ["(o) Default credentials", "( ) Bedrock API key"]
    assert seen(url)["access_key_id"] == aws.KEY_ID
    menu.choose("AWS profile", "Bedrock API key")
    menu.await_line("> AWS profile: Bedrock API key")
    tells(lambda: seen(url)["auth"] == "bearer", "the simulator to see the key")
    quit_app(app, menu, tray)
    _, app, url, menu = start(desktop, tray, binary, None)
    menu.await_line("> AWS profile: Bedrock API key")
    # It takes no other key.
    assert seen(url)["auth"] == "bearer", "the choice outlives a restart"
    held = subprocess.run(["grep", "-rlF", key, desktop.root], capture_output=True, text=True).stdout
    assert not held, f"the key is in {held}"
    quit_app(app, menu, tray)


def expiry(desktop, tray, binary):
    """A sign-in that ends is counted down and told twice: that it ends, and that it has. What is new counts anew."""
    aws.write_config(desktop, aws.SIGN_IN)
    aws.keep_token(desktop, 70)
    notices = Notices(tray.bus)
    _, app, url, menu = start(desktop, tray, binary, "dev")
    for words in ("expires in 2 min", "expires in 1 min", "expired"):
        tells(lambda: words in menu.tooltip(), f"{words!r} under the pointer", 60)
    menu.await_line("* Sign in to dev…")
    tells(lambda: len(notices.titles) == 2, "two notifications")
    assert notices.titles == ["dev: the sign-in ends in 2 min", "dev: the sign-in has ended"], notices.titles
    # The role's credentials outlive the sign-in.
    assert notices.bodies[1].startswith("Requests go on for another "), notices.bodies
    assert chat(url)[0] == 200
    aws.keep_token(desktop, 9999)
    menu.await_line("Running")
    assert len(notices.titles) == 2, notices.titles
    quit_app(app, menu, tray)
