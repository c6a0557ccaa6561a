#!/usr/bin/python3
"""Installs a .deb, starts what it installed, and removes it again. Within dbus-run-session: package.py DEB

As root on a machine without Outcrop this is dpkg's own work on the real system, dependencies included. Otherwise it is
dpkg's work in a folder that it takes for the system, where dependencies cannot be asked for: an installed Outcrop is
somebody's, and not to be touched.
"""
import configparser
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.request

from session import App, Desktop, wait_for
from tray import Tray

NAME = "outcrop"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
EXPECTED = ["usr/bin/outcrop", "usr/bin/outcropd", "usr/share/doc/outcrop/copyright",
            "usr/share/doc/outcrop/third-party-notices.txt",
            "usr/share/metainfo/dev.outcrop.desktop.metainfo.xml", "usr/share/icons/hicolor/scalable/apps/outcrop.svg",
            *(f"usr/share/icons/hicolor/{size}x{size}/apps/outcrop.png" for size in SIZES)]


def run(*command):
    """A program's output; what it says when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"})
    assert done.returncode == 0, f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


class System:
    """Where dpkg installs: the real system, or a folder."""

    def __init__(self):
        known = subprocess.run(["dpkg-query", "--show", NAME], capture_output=True).returncode == 0
        self.real = os.geteuid() == 0 and not known and not shutil.which(NAME) and not shutil.which("outcropd")
        if self.real:
            self.root, self.dpkg = pathlib.Path("/"), ["dpkg"]
            return
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="outcrop-root-"))
        for folder in ("var/lib/dpkg/info", "var/lib/dpkg/updates"):
            (self.root / folder).mkdir(parents=True)
        (self.root / "var/lib/dpkg/status").touch()
        # In a namespace where we are root, files can be given to root.
        namespace = [] if os.geteuid() == 0 else ["unshare", "--map-root-user"]
        self.dpkg = [*namespace, "dpkg", f"--root={self.root}", "--force-depends", "--log=/dev/null"]

    def install(self, package):
        run(*self.dpkg, "--install", package)

    def remove(self):
        run(*self.dpkg, "--purge", NAME)

    def files(self):
        """What dpkg says that it put there; folders too."""
        listed = run(*self.dpkg, "--listfiles", NAME).splitlines()
        return [self.root / path.lstrip("/") for path in listed if path != "/."]

    def close(self):
        if not self.real:
            shutil.rmtree(self.root)


def check_files(system, files):
    """What should be there is, and reads as the specifications want it."""
    # Small systems tell dpkg to leave out documentation.
    there = {path for path in files if path.exists() or "doc" in path.parts}
    missing = [path for path in EXPECTED if system.root / path not in there]
    assert not missing, f"not in the package: {missing}"
    strays = [path for path in files if path.is_file() and path.relative_to(system.root).parts[0] != "usr"]
    assert not strays, f"only /usr is ours: {strays}"
    run("desktop-file-validate", entry_of(files))
    run("appstreamcli", "validate", "--no-net", system.root / "usr/share/metainfo/dev.outcrop.desktop.metainfo.xml")
    versions = {run(system.root / "usr/bin" / program, "--version").split()[1] for program in (NAME, "outcropd")}
    assert len(versions) == 1, f"both programs are of one version: {versions}"


def entry_of(files):
    """The desktop entry."""
    found = [path for path in files if path.suffix == ".desktop"]
    assert len(found) == 1, f"one desktop entry: {found}"
    return found[0]


def check_start(system, entry, desktop, tray):
    """The entry's command starts the app: an icon in the tray, a line on stdout, a window that a panel knows as ours."""
    program, *arguments = entry["Exec"].split()
    app = App(desktop, str(system.root / "usr/bin" / program), *arguments, "--demo", "--port", "0", OUTCROP_API_KEY="chosen")
    url = app.listening()
    with urllib.request.urlopen(f"{url}/health", timeout=20) as answer:
        assert answer.status == 200
    menu = tray.item()
    window = wait_for(lambda: desktop.windows("^Outcrop$"))[0]
    wm_class = desktop.run("xprop", "-id", window, "WM_CLASS")
    assert f'"{entry["StartupWMClass"]}"' in wm_class, f"the window says {wm_class.strip()}"
    menu.await_line("Demo, no AWS")
    menu.click("Quit")
    assert app.ended() == 0


def main():
    system = System()
    try:
        before = set(system.root.glob("usr/share/icons/hicolor/*"))
        system.install(os.path.abspath(sys.argv[1]))
        try:
            files = system.files()
            ours = [path for path in files if path.is_file()]
            check_files(system, files)
            entry = configparser.ConfigParser(interpolation=None, delimiters=("=",))
            entry.optionxform = str
            entry.read(entry_of(files), encoding="utf-8")
            tray = Tray()
            with Desktop() as desktop:
                check_start(system, entry["Desktop Entry"], desktop, tray)
        finally:
            system.remove()
        left = [path for path in ours if path.exists()]
        left += [path for path in files if NAME in path.name.lower() and path.exists()]
        left += set(system.root.glob("usr/share/icons/hicolor/*")) - before - {system.root / "usr/share/icons/hicolor/icon-theme.cache"}
        left += system.root.glob(f"var/lib/dpkg/info/{NAME}.*")
        assert not left, f"left behind: {left}"
    finally:
        system.close()
    where = "on this system" if system.real else "in a folder that dpkg took for the system"
    print(f"installed {len(ours)} files {where}, started them, removed them all")


if __name__ == "__main__":
    main()
