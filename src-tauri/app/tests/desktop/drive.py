#!/usr/bin/python3
"""Drives the real app on a private desktop. Usage, within dbus-run-session: drive.py BINARY SCENARIO"""
import os
import sys

import identity
import keeping
import running
import windows
from session import Desktop
from tray import Tray

SCENARIOS = {scenario.__name__: scenario for scenario in (
    running.demo, running.no_credentials, running.port_taken, running.drain, keeping.keychain, keeping.no_keychain,
    keeping.choices, windows.dark_desktop, windows.launch_at_login, windows.no_tray, windows.at_login, windows.first_run,
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
