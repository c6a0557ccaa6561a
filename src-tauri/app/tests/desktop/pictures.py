#!/usr/bin/python3
"""Takes the README's pictures of the real app, into docs/pictures. From the repository's root:

    cargo build -p outcrop && dbus-run-session -- /usr/bin/python3 src-tauri/app/tests/desktop/pictures.py

Beside what the tests need: xfce4-panel and fonts-inter. Port 8642 must be free, for it is in the pictures.
"""
import pathlib
import subprocess
import sys

import dbus

from session import App, Desktop, wait_for

ROOT = pathlib.Path(__file__).resolve().parents[4]
PICTURES = ROOT / "docs" / "pictures"
# The middle bed of the mark: in the tray's icon, and in the page by theme.
TRAY_ROCK = (0xC4, 0x69, 0x2F)
PAGE_ROCK = {False: (0xC4, 0x69, 0x2F), True: (0xE0, 0x8E, 0x45)}
XFCONFD = next(pathlib.Path("/usr/lib").glob("*/xfce4/xfconf/xfconfd"), None)

PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="{dark}"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="32"/>
      <property name="icon-size" type="uint" value="20"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/><value type="int" value="2"/><value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/><property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray"><property name="square-icons" type="bool" value="true"/></property>
    <property name="plugin-3" type="string" value="clock">
      <property name="digital-layout" type="uint" value="3"/><property name="digital-time-format" type="string" value="%H:%M"/>
    </property>
  </property>
</channel>
"""

FONTS = """<?xml version="1.0"?>
<fontconfig>
  <match><test name="family"><string>system-ui</string></test><edit name="family" mode="assign" binding="strong"><string>Inter</string></edit></match>
</fontconfig>
"""


def furnish(desktop, dark):
    """A theme, a panel's settings, an AWS profile, and a keychain."""
    write(desktop.home / ".config/gtk-3.0/settings.ini",
          f"[Settings]\ngtk-font-name=Inter 10\ngtk-application-prefer-dark-theme={int(dark)}\n"
          "gtk-xft-antialias=1\ngtk-xft-hinting=0\n")
    write(desktop.home / ".config/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml", PANEL.format(dark=str(dark).lower()))
    # WebKit asks fontconfig, not GTK, for the system's font.
    write(desktop.home / ".config/fontconfig/fonts.conf", FONTS)
    write(desktop.home / ".aws/config", "[profile work]\nregion = eu-central-1\n")
    sky = ("#26334a", "#0e1420") if dark else ("#dfe6ee", "#c2b5a3")
    wallpaper = desktop.root / "wallpaper.png"
    desktop.run("convert", "-size", "1280x800", f"gradient:{sky[0]}-{sky[1]}", str(wallpaper))
    desktop.spawn("display", "-window", "root", str(wallpaper)).wait()  # It does its work, and answers 1.
    keyring = desktop.spawn("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", stdin=subprocess.PIPE)
    keyring.stdin.write(b"pictures")
    keyring.stdin.close()


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def find(desktop, colour, above=None):
    """Where the screen shows this colour first, from the top left."""
    desktop.picture(desktop.root / "screen.png")
    region = ["-crop", f"1280x{above}+0+0", "+repage"] if above else []
    raw = subprocess.run(["convert", desktop.root / "screen.png", *region, "-alpha", "off", "-depth", "8", "rgb:-"],
                         capture_output=True, check=True).stdout
    for at in range(0, len(raw), 3):
        if all(abs(raw[at + band] - colour[band]) <= 8 for band in range(3)):
            return (at // 3) % 1280, (at // 3) // 1280
    return None


def take(binary, dark):
    """The menu in a panel, and the window."""
    name = "dark" if dark else "light"
    with Desktop() as desktop:
        furnish(desktop, dark)
        desktop.spawn(str(XFCONFD))
        desktop.spawn("xfce4-panel", "--disable-wm-check")
        # Before there is anybody to show it, an icon falls back to the old protocol, and is then shown by both.
        wait_for(lambda: dbus.SessionBus().name_has_owner("org.kde.StatusNotifierWatcher"))
        app = App(desktop, binary, "--profile", "work", "--region", "eu-central-1")
        app.listening()

        def icon():
            """the icon in the panel"""
            return find(desktop, TRAY_ROCK, above=32)
        x, y = wait_for(icon)
        desktop.run("xdotool", "mousemove", str(x), str(y), "click", "1")
        wait_for(lambda: settled(desktop))
        menu = PICTURES / f"tray-{name}.png"
        desktop.picture(desktop.root / "menu.png")
        desktop.run("convert", str(desktop.root / "menu.png"), "-crop", "420x210+860+0", "+repage", str(menu))
        desktop.run("xdotool", "key", "Escape")
        app.process.terminate()
        assert app.ended() == 0
    with Desktop() as desktop:
        furnish(desktop, dark)
        app = App(desktop, binary, "--profile", "work", "--region", "eu-central-1", "--open")
        app.listening()
        window = wait_for(lambda: desktop.windows("^Outcrop$"))[0]
        wait_for(lambda: find(desktop, PAGE_ROCK[dark]) and settled(desktop))
        desktop.picture(desktop.root / "window.png", window)
        frame(desktop, desktop.root / "window.png", PICTURES / f"window-{name}.png")
        app.process.terminate()
        assert app.ended() == 0


def settled(desktop):
    """the screen to stay as it is"""
    looks = []
    for _ in range(2):
        desktop.picture(desktop.root / "look.png")
        looks.append(desktop.run("identify", "-format", "%#", str(desktop.root / "look.png")))
        desktop.run("sleep", "0.5")
    return looks[0] == looks[1]


def frame(desktop, source, target):
    """Round corners and a soft shadow: the picture is of the page, not of a window manager."""
    size = desktop.run("identify", "-format", "%w,%h", str(source))
    mask = desktop.root / "mask.png"
    corners = f"roundrectangle 0,0,{','.join(str(int(n) - 1) for n in size.split(','))},12,12"
    desktop.run("convert", "-size", size.replace(",", "x"), "xc:none", "-fill", "white", "-draw", corners, str(mask))
    desktop.run("convert", str(source), "-alpha", "set", str(mask), "-compose", "DstIn", "-composite", "-compose", "Over",
                "(", "+clone", "-background", "#000", "-shadow", "35x14+0+8", ")",
                "+swap", "-background", "none", "-layers", "merge", "+repage", "-strip", str(target))


def main():
    binary = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/debug/outcrop").resolve()
    if XFCONFD is None:
        sys.exit("pictures need a panel: install xfce4-panel")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for dark in (False, True):
        take(str(binary), dark)


if __name__ == "__main__":
    main()
