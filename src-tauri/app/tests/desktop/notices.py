"""What else a desktop has that the app talks to: somebody who shows notifications, a browser, a keychain."""
import os

import dbus
import dbus.service

NOTIFICATIONS = "org.freedesktop.Notifications"
SECRETS = "org.freedesktop.secrets"

BROWSER = """#!/usr/bin/python3
import pathlib, sys, time, urllib.parse, urllib.request
folder, url = pathlib.Path(__file__).parent, sys.argv[1]
with open(folder / "opened", "a") as opened:
    opened.write(url + "\\n")
asked = {name: values[0] for name, values in urllib.parse.parse_qs(urllib.parse.urlsplit(url).query).items()}
if "redirect_uri" not in asked:
    sys.exit()
while not (folder / "code").exists():
    time.sleep(0.05)
back = urllib.parse.urlencode({"code": (folder / "code").read_text(), "state": asked["state"]})
urllib.request.urlopen(f"{asked['redirect_uri']}?{back}", timeout=20).close()
"""


class Notices(dbus.service.Object):
    """Takes notifications, and keeps what they say."""

    def __init__(self, bus):
        self.titles, self.bodies = [], []
        self.name = dbus.service.BusName(NOTIFICATIONS, bus, do_not_queue=True)
        super().__init__(bus, "/org/freedesktop/Notifications")

    @dbus.service.method(NOTIFICATIONS, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, _app, _replaces, _icon, title, body, _actions, _hints, _timeout):
        self.titles.append(str(title))
        self.bodies.append(str(body))
        return len(self.titles)

    @dbus.service.method(NOTIFICATIONS, out_signature="as")
    def GetCapabilities(self):
        return ["body", "actions"]

    @dbus.service.method(NOTIFICATIONS, out_signature="ssss")
    def GetServerInformation(self):
        return "notices", "tests", "1", "1.2"

    @dbus.service.method(NOTIFICATIONS, in_signature="u")
    def CloseNotification(self, _id):
        pass


class Browser:
    """Found before any other. It writes down what it opens; the person in it is done once `finish` is called."""

    def __init__(self, desktop):
        self.folder = desktop.root / "bin"
        self.folder.mkdir()
        program = self.folder / "xdg-open"
        program.write_text(BROWSER)
        program.chmod(0o755)
        self.env = {"PATH": f"{self.folder}{os.pathsep}{desktop.env['PATH']}"}

    def opened(self):
        """a page in the browser"""
        file = self.folder / "opened"
        return file.read_text().splitlines() if file.exists() else []

    def finish(self, code):
        """Goes back to the app with this code, whole at once."""
        (self.folder / "draft").write_text(code)
        (self.folder / "draft").rename(self.folder / "code")


def keep_secret(bus, place, secret):
    """Puts a secret into the keychain where the app keeps its own."""
    service = dbus.Interface(bus.get_object(SECRETS, "/org/freedesktop/secrets"), "org.freedesktop.Secret.Service")
    _, session = service.OpenSession("plain", dbus.String("", variant_level=1))
    attributes = dbus.Dictionary({"service": "outcrop", "username": place}, signature="ss")
    properties = {"org.freedesktop.Secret.Item.Label": place, "org.freedesktop.Secret.Item.Attributes": attributes}
    value = dbus.Struct((session, dbus.ByteArray(b""), dbus.ByteArray(secret.encode()), "text/plain"), signature="oayays")
    collection = bus.get_object(SECRETS, "/org/freedesktop/secrets/aliases/default")
    item, prompt = dbus.Interface(collection, "org.freedesktop.Secret.Collection").CreateItem(
        dbus.Dictionary(properties, signature="sv"), value, True)
    assert (item, prompt) != ("/", "/") and prompt == "/", "the keychain is locked"
