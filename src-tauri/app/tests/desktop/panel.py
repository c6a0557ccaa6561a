#!/usr/bin/python3
"""Somebody who shows tray icons, until it is ended: there a window that is closed is gone. Within dbus-run-session."""
from gi.repository import GLib

from tray import Tray

if __name__ == "__main__":
    Tray()
    GLib.MainLoop().run()
