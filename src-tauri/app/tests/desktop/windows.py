"""Scenarios of the window, and of the desktop around it."""
import pathlib
import subprocess

from acts import quit_app
from session import App, wait_for

SHOTS = pathlib.Path(__file__).resolve().parents[4] / "target" / "shots"


def window_opens_and_closes(desktop, app, menu):
    """Open shows the page, which hears of the app; closing it gives its memory back and leaves the app alone."""
    assert not desktop.windows("^Outcrop$"), "no window at the start"
    menu.click("Open Outcrop")
    window = wait_for(lambda: desktop.windows("^Outcrop$"))[0]
    SHOTS.mkdir(parents=True, exist_ok=True)

    def painted():
        """the page to show the demo's colour, which it learns from the app"""
        desktop.picture(SHOTS / "window.png", window)
        return has_colour(SHOTS / "window.png", (0x7A, 0x6F, 0xE0), least=20)
    wait_for(painted)
    desktop.close_window("^Outcrop$")
    wait_for(lambda: "WebKitWebProces" not in app.children())
    assert app.process.poll() is None, "closing the window is not quitting"
    assert menu.lines()[0] == "Demo, no AWS"


def has_colour(path, wanted, least=200):
    """Whether at least so many pixels of the picture are about this colour."""
    raw = subprocess.run(["convert", str(path), "-alpha", "off", "-depth", "8", "rgb:-"], capture_output=True, check=True).stdout
    near = sum(all(abs(raw[at + band] - wanted[band]) <= 6 for band in range(3)) for at in range(0, len(raw), 3))
    return near >= least


def dark_desktop(desktop, tray, binary):
    """A dark desktop has a dark window, where nobody chose another theme."""
    settings = desktop.home / ".config" / "gtk-3.0" / "settings.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[Settings]\ngtk-application-prefer-dark-theme=1\n")
    app = App(desktop, binary, "--demo", "--open", "--port", "0", OUTCROP_API_KEY="chosen")
    app.listening()
    window = wait_for(lambda: desktop.windows("^Outcrop$"))[0]

    def dark():
        """the window's ground to be dark"""
        desktop.picture(desktop.root / "window.png", window)
        return has_colour(desktop.root / "window.png", (0x16, 0x15, 0x13), least=20_000)
    wait_for(dark)
    menu = tray.item()
    menu.await_line("Demo, no AWS")
    quit_app(app, menu, tray)


def launch_at_login(desktop, tray, binary):
    """The switch says what is so: an entry of the session's, which starts the app without a window."""
    app = App(desktop, binary, "--demo", "--port", "0", OUTCROP_API_KEY="chosen")
    app.listening()
    menu = tray.item()
    menu.await_line("Demo, no AWS")
    menu.click("Launch at login")
    entry = wait_for(lambda: list((desktop.home / ".config" / "autostart").glob("*.desktop")))[0]
    assert "--hidden" in entry.read_text(), entry.read_text()
    menu.await_line("(o) Launch at login")
    menu.click("Launch at login")
    wait_for(lambda: not entry.exists())
    menu.await_line("( ) Launch at login")
    menu.click("Quit")
    assert app.ended() == 0


def no_tray(desktop, tray, binary):
    """Where nobody shows icons, the window comes and stays; an icon follows as soon as somebody does."""
    app = App(desktop, binary, "--demo", "--port", "0", OUTCROP_API_KEY="chosen")
    app.listening()
    wait_for(lambda: desktop.windows("^Outcrop$"))
    desktop.close_window("^Outcrop$")
    assert "WebKitWebProces" in app.children(), "it is minimised and not gone"
    subprocess.run([binary], env=desktop.env, check=True, timeout=20, stderr=app.log)
    wait_for(lambda: desktop.windows("^Outcrop$"))
    tray.appear()
    menu = tray.item()
    menu.await_line("Demo, no AWS")
    desktop.close_window("^Outcrop$")
    wait_for(lambda: "WebKitWebProces" not in app.children())
    menu.click("Quit")
    assert app.ended() == 0


def at_login(desktop, tray, binary):
    """Started with the session there is no window, even where nobody shows icons yet."""
    app = App(desktop, binary, "--demo", "--port", "0", "--hidden", OUTCROP_API_KEY="chosen")
    app.listening()
    tray.appear()
    menu = tray.item()
    menu.await_line("Demo, no AWS")
    assert not desktop.windows("^Outcrop$")
    menu.click("Quit")
    assert app.ended() == 0


def first_run(desktop, tray, binary):
    """Whoever is here for the first time is shown the window; who has been through it is not."""
    for there in (True, False):
        app = App(desktop, binary, "--port", "0", OUTCROP_API_KEY="chosen", AWS_EC2_METADATA_DISABLED="true")
        app.listening()
        menu = tray.item()
        menu.await_line("No AWS credentials found")
        if there:
            wait_for(lambda: desktop.windows("^Outcrop$"))
        else:
            assert not desktop.windows("^Outcrop$")
        quit_app(app, menu, tray)
        settings = desktop.home / ".config" / "outcrop" / "settings.toml"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text("[window]\nwelcomed = true\n")
