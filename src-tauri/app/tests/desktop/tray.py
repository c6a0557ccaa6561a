"""The other end of the tray: a StatusNotifierWatcher that the app registers with, and a client of its menu."""
import time

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

from session import wait_for

WATCHER = "org.kde.StatusNotifierWatcher"
PROPERTIES = "org.freedesktop.DBus.Properties"
MENU = "com.canonical.dbusmenu"


class Watcher(dbus.service.Object):
    """Takes registrations, and tells the app that somebody shows them."""

    def __init__(self, bus):
        self.items = []
        self.name = dbus.service.BusName(WATCHER, bus, do_not_queue=True)
        super().__init__(bus, "/StatusNotifierWatcher")

    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender=None):
        self.items.append((sender, service) if service.startswith("/") else (service, "/StatusNotifierItem"))

    @dbus.service.method(WATCHER, in_signature="s")
    def RegisterStatusNotifierHost(self, service):
        pass

    @dbus.service.signal(WATCHER, signature="s")
    def StatusNotifierItemRegistered(self, item):
        pass

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, _interface, name):
        return self.GetAll(_interface)[name]

    @dbus.service.method(PROPERTIES, in_signature="s", out_signature="a{sv}")
    def GetAll(self, _interface):
        return {"IsStatusNotifierHostRegistered": dbus.Boolean(True), "ProtocolVersion": dbus.Int32(0),
                "RegisteredStatusNotifierItems": dbus.Array([a + b for a, b in self.items], signature="s")}


class Tray:
    """All the tray items of this session. Make it before the app."""

    def __init__(self):
        dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
        self.bus = dbus.SessionBus()
        self.watcher = Watcher(self.bus)

    def pump(self):
        """Answers whoever asked the watcher something."""
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass

    def wait_for(self, what, seconds=20.0):
        """As `session.wait_for`, answering the bus meanwhile."""
        def pumped():
            self.pump()
            return what()
        pumped.__doc__ = what.__doc__ or what.__name__
        return wait_for(pumped, seconds)

    def item(self):
        """The menu of the item that registered last."""
        def registered():
            """a tray item to register"""
            return self.watcher.items
        destination, path = self.wait_for(registered)[-1]
        item = dbus.Interface(self.bus.get_object(destination, path), PROPERTIES)
        return Menu(self, dbus.Interface(self.bus.get_object(destination, item.Get("org.kde.StatusNotifierItem", "Menu")), MENU))


class Menu:
    """One item's menu, as a panel sees it."""

    def __init__(self, tray, remote):
        self.tray, self.remote = tray, remote

    def items(self):
        """(id, how it reads) of each visible item: `-` is a rule, `*` can be clicked, brackets are switched off."""
        self.remote.AboutToShow(dbus.Int32(0))
        _, (_, _, children) = self.remote.GetLayout(0, -1, dbus.Array([], signature="s"))
        return [(int(id), read(properties)) for id, properties, _ in children if properties.get("visible", True)]

    def lines(self):
        """The menu as one reads it."""
        return [line for _, line in self.items()]

    def expect(self, *wanted):
        """Waits until the menu reads so."""
        last = []

        def reads():
            last[:] = self.lines()
            return last == list(wanted)
        try:
            self.tray.wait_for(reads)
        except AssertionError:
            raise AssertionError("the menu should read\n  " + "\n  ".join(wanted) + "\nbut it reads\n  " + "\n  ".join(last)) from None

    def id(self, label):
        """The id of the item that reads so."""
        found = [id for id, line in self.items() if line == label]
        assert len(found) == 1, f"{label!r} is in the menu {len(found)} times: {self.lines()}"
        return found[0]

    def click(self, label):
        """Clicks what can be clicked."""
        event = (dbus.Int32(self.id(f"* {label}")), "clicked", dbus.Int32(0, variant_level=1))
        self.remote.Event(*event, dbus.UInt32(int(time.time()) & 0xFFFFFFFF))


def read(properties):
    if properties.get("type") == "separator":
        return "-"
    # dbusmenu doubles an underscore that is no mnemonic.
    label = str(properties.get("label", "")).replace("__", "\0").replace("_", "").replace("\0", "_")
    return f"* {label}" if properties.get("enabled", True) else label
