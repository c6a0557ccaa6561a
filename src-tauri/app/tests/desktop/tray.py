"""The other end of the tray: a StatusNotifierWatcher that the app registers with, and a client of its menu."""
import time

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

from session import MEANWHILE, wait_for

WATCHER = "org.kde.StatusNotifierWatcher"
PROPERTIES = "org.freedesktop.DBus.Properties"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"


def pump():
    """Answers whoever asked this end of the session bus something."""
    context = GLib.MainContext.default()
    while context.iteration(False):
        pass


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
    """All the tray items of this session. Make it before the app, or `appear` later."""

    def __init__(self, shown=True):
        dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
        MEANWHILE.append(pump)
        self.bus = dbus.SessionBus()
        self.watcher = None
        if shown:
            self.appear()

    def appear(self):
        """Somebody shows icons from now on."""
        self.watcher = Watcher(self.bus)

    def item(self):
        """The menu of the item that registered last."""
        def registered():
            """a tray item to register"""
            return self.watcher.items
        destination, path = wait_for(registered)[-1]
        properties = dbus.Interface(self.bus.get_object(destination, path), PROPERTIES)
        remote = self.bus.get_object(destination, properties.Get(ITEM, "Menu"))
        return Menu(dbus.Interface(remote, MENU), self.bus.get_object(destination, path))


class Menu:
    """One item's menu, as a panel sees it."""

    def __init__(self, remote, icon):
        self.remote, self.icon = remote, icon

    def activate(self):
        """A left click on the icon."""
        dbus.Interface(self.icon, ITEM).Activate(dbus.Int32(1), dbus.Int32(1))

    def tooltip(self):
        """The text under the pointer."""
        return str(dbus.Interface(self.icon, PROPERTIES).Get(ITEM, "ToolTip")[3])

    def icon_bytes(self):
        """The icon, to tell one from another."""
        return bytes(dbus.Interface(self.icon, PROPERTIES).Get(ITEM, "IconPixmap")[0][2])

    def layout(self):
        """The whole menu: (id, how it reads, the same for what is within)."""
        self.remote.AboutToShow(dbus.Int32(0))
        return within(self.remote.GetLayout(0, -1, dbus.Array([], signature="s"))[1])

    def items(self):
        """(id, how it reads) of each visible item on the first level: `-` is a rule, `*` can be clicked, `>` opens, `(o)` is
        on, `( )` is off, and what can only be read has no mark."""
        return [(id, line) for id, line, _ in self.layout()]

    def lines(self):
        """The menu as one reads it."""
        return [line for _, line in self.items()]

    def list(self, name):
        """What is in the list whose name begins so, the lists in it included: (id, how it reads)."""
        found = [inner for _, line, inner in self.layout() if line.startswith(f"> {name}")]
        assert len(found) == 1, f"{name!r} is in the menu {len(found)} times: {self.lines()}"
        return list(flat(found[0]))

    def choices(self, name):
        """How its items read."""
        return [line for _, line in self.list(name)]

    def expect(self, *wanted):
        """Waits until the menu reads so."""
        last = []

        def reads():
            last[:] = self.lines()
            return last == list(wanted)
        try:
            wait_for(reads)
        except AssertionError:
            raise AssertionError("the menu should read\n  " + "\n  ".join(wanted) + "\nbut it reads\n  " + "\n  ".join(last)) from None

    def await_line(self, wanted):
        """Waits until the menu has this line."""
        def reads():
            return wanted in self.lines()
        reads.__doc__ = f"{wanted!r} in the menu"
        wait_for(reads)

    def id(self, label):
        """The id of the item that reads so."""
        found = [id for id, line in self.items() if line == label]
        assert len(found) == 1, f"{label!r} is in the menu {len(found)} times: {self.lines()}"
        return found[0]

    def settled(self):
        """The first level, once it stays as it is: items are numbered by their place, so what is read of one and then clicked
        may be another's by then. A person needs longer to aim."""
        last = []

        def still():
            """the menu to stay as it is"""
            before, last[:] = list(last), self.items()
            return before == last
        wait_for(still, pause=0.3)
        return last

    def click(self, label):
        """Clicks what can be clicked."""
        marks = [f"* {label}", f"( ) {label}", f"(o) {label}"]
        found = [id for id, line in self.settled() if line in marks]
        assert len(found) == 1, f"{label!r} can be clicked {len(found)} times: {self.lines()}"
        self._click(found[0])

    def choose(self, name, label):
        """Clicks an item of a list, and waits until it is the one that is on."""
        self.settled()
        found = [id for id, line in self.list(name) if line in (f"( ) {label}", f"(o) {label}")]
        assert len(found) == 1, f"{label!r} is in the list {len(found)} times: {self.choices(name)}"
        self._click(found[0])

        def chosen():
            on = [line for line in self.choices(name) if line.startswith("(o)")]
            return on == [f"(o) {label}"]
        chosen.__doc__ = f"{label!r} to be the one that is chosen"
        wait_for(chosen)

    def _click(self, id):
        event = (dbus.Int32(id), "clicked", dbus.Int32(0, variant_level=1))
        try:
            self.remote.Event(*event, dbus.UInt32(int(time.time()) & 0xFFFFFFFF))
        except dbus.DBusException as error:
            # Whoever is told to quit may be gone before the answer is.
            if error.get_dbus_name() != "org.freedesktop.DBus.Error.NoReply":
                raise


def within(node):
    """What is below a node of the layout."""
    _, _, children = node
    return [(int(child[0]), read(child[1]), within(child)) for child in children if child[1].get("visible", True)]


def flat(items):
    for id, line, inner in items:
        yield id, line
        yield from flat(inner)


def read(properties):
    if properties.get("type") == "separator":
        return "-"
    # dbusmenu doubles an underscore that is no mnemonic.
    label = str(properties.get("label", "")).replace("__", "\0").replace("_", "").replace("\0", "_")
    if not properties.get("enabled", True):
        return label
    if properties.get("children-display") == "submenu":
        return f"> {label}"
    if properties.get("toggle-type"):
        return f"(o) {label}" if properties.get("toggle-state") == 1 else f"( ) {label}"
    return f"* {label}"
