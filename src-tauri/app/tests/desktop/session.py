"""A private desktop: an X server, a home, and the app in it. The session bus is around all of this (dbus-run-session)."""
import json
import os
import pathlib
import queue
import shutil
import subprocess
import tempfile
import threading
import time

# What is done while anybody waits: where this process is somebody on the bus, `tray` answers it.
MEANWHILE = []


def wait_for(what, seconds=20.0, pause=0.05):
    """The first true answer of `what`; fails by its name when the time is over. The bus is answered meanwhile: an app that
    asks a panel something waits for the answer, with all that its main thread has to do."""
    deadline = time.monotonic() + seconds
    while True:
        for deed in MEANWHILE:
            deed()
        answer = what()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:.0f} s in vain for: {what.__doc__ or what.__name__}")
        time.sleep(pause)


class Desktop:
    """An X server with a window manager, and a home folder with nothing in it."""

    def __init__(self, size="1280x800"):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="outcrop-desktop-"))
        self.home, self.runtime = self.root / "home", self.root / "run"
        for folder in (self.home, self.runtime):
            folder.mkdir(mode=0o700)
        self.processes = []
        self._start_x(size)
        # Of the outside only what finds programs and the session bus; no AWS variable gets in.
        kept = {name: os.environ[name] for name in ("PATH", "DBUS_SESSION_BUS_ADDRESS", "LANG") if name in os.environ}
        self.env = {**kept, "DISPLAY": self.display, "HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.runtime),
                    "NO_AT_BRIDGE": "1", "GDK_BACKEND": "x11"}
        self.spawn("openbox")
        # GTK in this process reads the clipboard of the same display.
        os.environ.update(DISPLAY=self.display, XDG_RUNTIME_DIR=str(self.runtime), NO_AT_BRIDGE="1", GDK_BACKEND="x11")

    def _start_x(self, size):
        read, write = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
                                  pass_fds=[write], stderr=subprocess.DEVNULL)
        self.processes.append(server)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        self.display = f":{number}"

    def spawn(self, *command, **options):
        """A program of this desktop; it ends with it."""
        options.setdefault("stderr", subprocess.DEVNULL)
        process = subprocess.Popen(command, env=self.env, **options)
        self.processes.append(process)
        return process

    def run(self, *command, **options):
        """A program of this desktop, waited for; its output."""
        return subprocess.run(command, env=self.env, capture_output=True, text=True, check=True, **options).stdout

    def windows(self, title):
        """The visible windows with this title that are large enough to be one: GTK keeps small ones with the same title."""
        search = ["xdotool", "search", "--onlyvisible", "--name", title]
        found = subprocess.run(search, env=self.env, capture_output=True, text=True).stdout.split()
        return [window for window in found if self._width(window) > 200]

    def _width(self, window):
        ask = ["xdotool", "getwindowgeometry", "--shell", window]
        answer = subprocess.run(ask, env=self.env, capture_output=True, text=True).stdout
        # A window that closed meanwhile has no answer.
        return next((int(line.removeprefix("WIDTH=")) for line in answer.splitlines() if line.startswith("WIDTH=")), 0)

    def close_window(self, title):
        """Closes the window with this title as a person does: by a key of the window manager's, pressed again if nothing comes
        of it. Now and then Xvfb loses the first one."""
        def closed():
            """the window to close"""
            windows = self.windows(title)
            if windows:
                # Not checked: it may close meanwhile.
                press = ["xdotool", "windowactivate", "--sync", windows[0], "key", "alt+F4"]
                subprocess.run(press, env=self.env, capture_output=True, timeout=20)
            return not windows
        wait_for(closed, pause=1)

    def picture(self, path, window="root"):
        """A screenshot."""
        self.run("import", "-window", window, str(path))

    def close(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        shutil.rmtree(self.root, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class App:
    """The app, running."""

    def __init__(self, desktop, binary, *arguments, **env):
        self.desktop = desktop
        self.log = open(desktop.root / "app.log", "ab")
        self.process = subprocess.Popen([binary, *arguments], env={**desktop.env, **env}, stdout=subprocess.PIPE,
                                        stderr=self.log, text=True)
        desktop.processes.append(self.process)
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(json.loads(line))

    def listening(self, seconds=20.0):
        """The URL of the next line that says where it listens."""
        try:
            wait_for(lambda: not self.lines.empty(), seconds)
        except AssertionError:
            raise AssertionError(f"the app did not say where it listens; it said:\n{self.said()}") from None
        return self.lines.get()["listening"]

    def said(self):
        return (self.desktop.root / "app.log").read_text(errors="replace")

    def children(self):
        """The names of all processes below the app."""
        return [name for _, name in self.below()]

    def below(self):
        """(pid, name) of all processes below the app."""
        parents = {}
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                name, rest = stat.read_text().split("(", 1)[1].rsplit(")", 1)
            except OSError:
                continue  # It ended while we looked.
            parents.setdefault(int(rest.split()[1]), []).append((int(stat.parent.name), name))
        found, upper = [], [self.process.pid]
        while upper:
            children = parents.get(upper.pop(), [])
            found += children
            upper += [pid for pid, _ in children]
        return found

    def ended(self, seconds=20.0):
        """The exit code, once it has ended."""
        def gone():
            """the app to end"""
            return self.process.poll() is not None
        wait_for(gone, seconds)
        return self.process.returncode
