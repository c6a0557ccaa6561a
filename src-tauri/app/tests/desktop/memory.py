#!/usr/bin/python3
"""Measures what the app takes of the machine, and fails when that is too much. Within dbus-run-session: memory.py BINARY

PSS, summed over the app and all processes below it: private memory, and of what is shared each process's part. Only what
the app holds is asserted. How fast it starts is printed: on a busy machine a test of that would be a matter of luck
(`cargo xtask bench` asserts it).
"""
import os
import pathlib
import sys
import time

from session import Desktop, wait_for
from start import desktop_as_found, started
from tray import Tray

# MB. What a machine's libraries differ by may come on top: without a card, WebKit keeps a software one in the app's process,
# and where nothing else on the machine runs, every shared page counts as ours.
GOALS = {"tray, before any window": 80, "window closed": 140, "closed for the fifth time": 140}
SLACK = 1.1
# MB between the first closing and the fifth.
GROWTH = 10


def pss(app):
    """MB of the app and all below it, in all and by name."""
    parts = {}
    for pid, name in [(app.process.pid, "outcrop"), *app.below()]:
        try:
            rollup = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue  # It ended while we looked.
        sizes = (line.split() for line in rollup.splitlines() if line.startswith("Pss:"))
        parts[name] = parts.get(name, 0) + sum(int(size[1]) for size in sizes) / 1024
    return sum(parts.values()), parts


def settled(app):
    """The figure, once it has stopped to move: it lies between the two last looks."""
    last, deadline = None, time.monotonic() + 15
    while True:
        now, parts = pss(app)
        if last is not None and abs(now - last) < 0.5 or time.monotonic() > deadline:
            return now, parts
        last = now
        time.sleep(1)


def open_and_close(desktop, app, menu):
    """The window, seen and closed again."""
    menu.click("Open Outcrop")
    wait_for(lambda: desktop.windows("^Outcrop$"))
    wait_for(lambda: "WebKitWebProces" in app.children())
    open_now = settled(app)
    desktop.close_window("^Outcrop$")

    def gone():
        """the window's process to end with the window"""
        return "WebKitWebProces" not in app.children()
    wait_for(gone)
    assert app.process.poll() is None, "closing the window is not quitting"
    return open_now


def measure(desktop, tray, binary):
    """(state, MB, parts) of each state, and the seconds until the tray was ready."""
    app, ready = started(desktop, tray, binary)
    app.listening()
    menu = tray.item()
    figures = [("tray, before any window", *settled(app))]
    figures.append(("window open", *open_and_close(desktop, app, menu)))
    figures.append(("window closed", *settled(app)))
    for _ in range(4):
        open_and_close(desktop, app, menu)
    figures.append(("closed for the fifth time", *settled(app)))
    menu.click("Quit")
    assert app.ended() == 0
    return figures, ready


def main():
    binary = os.path.abspath(sys.argv[1])
    tray = Tray()
    with Desktop() as desktop:
        desktop_as_found(desktop)
        figures, ready = measure(desktop, tray, binary)
    failed = []
    print(f"{'MB of PSS':>12}  goal  state")
    for state, total, parts in figures:
        goal = GOALS.get(state)
        detail = ", ".join(f"{name} {size:.0f}" for name, size in sorted(parts.items(), key=lambda part: -part[1]))
        print(f"{total:12.1f}  {goal or '':>4}  {state} ({detail})")
        if goal and total > goal * SLACK:
            failed.append(f"{state}: {total:.0f} MB, and {goal} is the goal")
    print(f"{ready * 1000:9.0f} ms        from the start to the icon in the tray")
    first, last = (total for state, total, _ in figures if "closed" in state)
    if last - first > GROWTH:
        failed.append(f"four more windows left {last - first:.0f} MB behind")
    sys.exit("; ".join(failed) or None)


if __name__ == "__main__":
    main()
