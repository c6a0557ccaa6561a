#!/usr/bin/python3
"""How long it takes from the start of the app to its icon in the tray. Within dbus-run-session: start.py BINARY

The best of five has to be within the goal: what makes the others slower is not the app.
"""
import os
import sys
import time

from session import App, Desktop
from tray import Tray, pump

GOAL = 1.0


def desktop_as_found(desktop):
    """Has a GTK program come first, as on most desktops: it asks the X server what there is for OpenGL, with all of
    Mesa in its memory, and leaves the answer on the root window, where every later one finds it."""
    ask = "import gi; gi.require_version('Gtk', '3.0'); from gi.repository import Gtk; Gtk.init()"
    desktop.run(sys.executable, "-c", ask)


def started(desktop, tray, binary):
    """A new app, and the seconds from its start until its icon was in the tray."""
    tray.watcher.items.clear()
    begin = time.monotonic()
    app = App(desktop, binary, "--demo", "--port", "0", OUTCROP_API_KEY="chosen")
    while not tray.watcher.items:
        pump()
        assert time.monotonic() - begin < 60, f"no tray item; the app said:\n{app.said()}"
        time.sleep(0.001)
    return app, time.monotonic() - begin


def main():
    binary = os.path.abspath(sys.argv[1])
    tray = Tray()
    times = []
    with Desktop() as desktop:
        desktop_as_found(desktop)
        for _ in range(5):
            app, seconds = started(desktop, tray, binary)
            app.listening()
            times.append(seconds)
            tray.item().click("Quit")
            assert app.ended() == 0
    print("  ms from the start to the icon: " + ", ".join(f"{seconds * 1000:.0f}" for seconds in sorted(times)))
    if min(times) > GOAL:
        sys.exit(f"the goal is {GOAL * 1000:.0f} ms")


if __name__ == "__main__":
    main()
