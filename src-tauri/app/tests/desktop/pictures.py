#!/usr/bin/python3
"""Takes the README's pictures of the real app, into docs/pictures. `cargo xtask pictures` is the way to run it.

    pictures.py BINARY PYTHON [BEGINNING OF A NAME]…

PYTHON is the clients' environment, which makes the traffic. Port 8642 must be free, for it is in the pictures.
"""
import pathlib
import subprocess
import sys

import dbus

from session import App, Desktop, wait_for
from tray import Menu

ROOT = pathlib.Path(__file__).resolve().parents[4]
PICTURES = ROOT / "docs" / "pictures"
SCREEN = 1440, 900
# The window's own first size would do; this is what a README's column takes.
WINDOW = 1180, 760

# A picture of the window: its name, and the keys that lead there. Text in parentheses is typed as it is.
PAGES = {
    "overview": ["ctrl+1"],
    "requests": ["ctrl+2"],
    "models": ["ctrl+3"],
    "reasoning": ["ctrl+4"],
    "connect": ["ctrl+5"],
    "playground": ["ctrl+6"],
    "settings": ["ctrl+7"],
}
# A picture of the tray's menu: its name, and the submenu that is open in it, by the beginning of its label.
MENUS = {"tray-reasoning": "Reasoning"}

# The middle bed of the mark in the tray's icons, as icons/make.py has it: running, and demo.
TRAY_ROCKS = ((0xC4, 0x69, 0x2F), (0x7A, 0x6F, 0xE0))
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
    desktop.run("convert", "-size", "x".join(map(str, SCREEN)), f"gradient:{sky[0]}-{sky[1]}", str(wallpaper))
    desktop.spawn("display", "-window", "root", str(wallpaper)).wait()  # It does its work, and answers 1.
    keyring = desktop.spawn("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", stdin=subprocess.PIPE)
    keyring.stdin.write(b"pictures")
    keyring.stdin.close()


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def find(desktop, colours, above):
    """Where the top of the screen shows one of these colours first."""
    desktop.picture(desktop.root / "screen.png")
    crop = ["-crop", f"{SCREEN[0]}x{above}+0+0", "+repage", "-alpha", "off", "-depth", "8", "rgb:-"]
    raw = subprocess.run(["convert", desktop.root / "screen.png", *crop], capture_output=True, check=True).stdout
    for at in range(0, len(raw), 3):
        if any(all(abs(raw[at + band] - colour[band]) <= 8 for band in range(3)) for colour in colours):
            return (at // 3) % SCREEN[0], (at // 3) // SCREEN[0]
    return None


def settle(desktop, window="root", looks=12):
    """Waits until the picture stays as it is; not for ever, for a clock or a chart may be in it."""
    last = None
    for _ in range(looks):
        desktop.picture(desktop.root / "look.png", window)
        look = desktop.run("identify", "-format", "%#", str(desktop.root / "look.png"))
        if look == last:
            return
        last = look
        desktop.run("sleep", "0.6")


def start_panel(desktop):
    """A real panel, which shows trays. The session bus."""
    desktop.spawn(str(XFCONFD))
    desktop.spawn("xfce4-panel", "--disable-wm-check")
    bus = dbus.SessionBus()
    # Before there is anybody to show it, an icon falls back to the old protocol, and is then shown by both.
    wait_for(lambda: bus.name_has_owner("org.kde.StatusNotifierWatcher"))
    return bus


def take_menus(desktop, programs, theme, wanted):
    """The tray's menu in a real panel."""
    binary, _ = programs
    bus = start_panel(desktop)
    app = App(desktop, binary, "--demo")
    app.listening()

    def icon():
        """the icon in the panel"""
        return find(desktop, TRAY_ROCKS, above=32)
    x, y = wait_for(icon)
    for name, submenu in wanted.items():
        settle(desktop)
        desktop.picture(desktop.root / "before.png")
        # The right button: where the platform delivers the left one, it opens the window.
        desktop.run("xdotool", "mousemove", str(x), str(y), "click", "3")
        settle(desktop)
        if submenu:
            walk_to(desktop, menu_of(bus), submenu)
        desktop.picture(desktop.root / "menu.png")
        crop_to_change(desktop, PICTURES / f"{name}-{theme}.png")
        desktop.run("xdotool", "key", "Escape", "key", "Escape")
    app.process.terminate()
    assert app.ended() == 0


def menu_of(bus):
    """The menu's other end: the only item that the panel shows."""
    watcher = bus.get_object("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher")
    properties = dbus.Interface(watcher, "org.freedesktop.DBus.Properties")
    name, path = str(properties.Get("org.kde.StatusNotifierWatcher", "RegisteredStatusNotifierItems")[0]).split("/", 1)
    item = dbus.Interface(bus.get_object(name, f"/{path}"), "org.freedesktop.DBus.Properties")
    return Menu(dbus.Interface(bus.get_object(name, item.Get("org.kde.StatusNotifierItem", "Menu")), "com.canonical.dbusmenu"), None)


def walk_to(desktop, menu, submenu):
    """Opens a submenu by keyboard, which passes over what cannot be chosen."""
    starts = ("* ", "> ", "( ) ", "(o) ")
    choices = [line.split(" ", 1)[1].removeprefix(") ") for line in menu.lines() if line.startswith(starts)]
    at = next((at for at, label in enumerate(choices) if label.startswith(submenu)), None)
    assert at is not None, f"no submenu {submenu!r} in {choices}"
    desktop.run("xdotool", "key", *["Down"] * (at + 1), "Right")
    settle(desktop)


def crop_to_change(desktop, target):
    """The corner of the screen from where the menu begins, with a little air."""
    before, after = str(desktop.root / "before.png"), str(desktop.root / "menu.png")
    box = desktop.run("convert", before, after, "-compose", "difference", "-composite", "-threshold", "2%", "-format", "%@", "info:")
    size, left, top = box.split("+")
    height = int(size.split("x")[1]) + int(top) + 24
    left = max(0, int(left) - 40)
    desktop.run("convert", after, "-crop", f"{SCREEN[0] - left}x{height}+{left}+0", "+repage", "-strip", str(target))


def key_of_the_keychain():
    """The gateway's key, which the app made at its start and put into the Secret Service."""
    bus = dbus.SessionBus()
    service = dbus.Interface(bus.get_object("org.freedesktop.secrets", "/org/freedesktop/secrets"), "org.freedesktop.Secret.Service")
    _, session = service.OpenSession("plain", dbus.String("", variant_level=1))
    found, _ = service.SearchItems(dbus.Dictionary({}, signature="ss"))
    items = (dbus.Interface(bus.get_object("org.freedesktop.secrets", path), "org.freedesktop.Secret.Item") for path in found)
    secrets = [bytes(item.GetSecret(session)[2]).decode() for item in items]
    return next(secret for secret in secrets if secret.startswith("outcrop"))


def take_pages(desktop, programs, theme, wanted):
    """The window's pages, of an app that has something to tell."""
    binary, python = programs
    start_panel(desktop)
    # Somebody who has been here before.
    write(desktop.home / ".config" / "outcrop" / "settings.toml", "[window]\nwelcomed = true\n")
    app = App(desktop, binary, "--demo", "--open")
    url = app.listening()
    window = wait_for(lambda: desktop.windows("^Outcrop$"))[0]
    desktop.run("xdotool", "windowsize", "--sync", window, *map(str, WINDOW))
    desktop.run(python, str(pathlib.Path(__file__).with_name("traffic.py")), f"{url}/v1", key_of_the_keychain())
    for name, keys in wanted.items():
        desktop.run("xdotool", "windowactivate", "--sync", window, "mousemove", str(SCREEN[0] - 1), str(SCREEN[1] - 1))
        for key in keys:
            press = ["type", key[1:-1]] if key.startswith("(") else ["key", key]
            desktop.run("xdotool", *press)
        settle(desktop, window)
        desktop.picture(desktop.root / "window.png", window)
        frame(desktop, desktop.root / "window.png", PICTURES / f"{name}-{theme}.png")
    app.process.terminate()
    assert app.ended() == 0


def frame(desktop, source, target):
    """Round corners and a soft shadow: the picture is of the page, not of a window manager."""
    size = desktop.run("identify", "-format", "%w,%h", str(source))
    mask = desktop.root / "mask.png"
    corners = f"roundrectangle 0,0,{','.join(str(int(n) - 1) for n in size.split(','))},12,12"
    desktop.run("convert", "-size", size.replace(",", "x"), "xc:none", "-fill", "white", "-draw", corners, str(mask))
    desktop.run("convert", str(source), "-alpha", "set", str(mask), "-compose", "DstIn", "-composite", "-compose", "Over",
                "(", "+clone", "-background", "#000", "-shadow", "35x14+0+8", ")",
                "+swap", "-background", "none", "-layers", "merge", "+repage", "-strip", str(target))


def chosen(pictures, beginnings):
    """Those that were asked for; all, when none was."""
    return {name: how for name, how in pictures.items() if not beginnings or any(name.startswith(it) for it in beginnings)}


def main():
    binary, python, *beginnings = sys.argv[1:]
    if XFCONFD is None:
        sys.exit("pictures need a panel: install xfce4-panel")
    PICTURES.mkdir(parents=True, exist_ok=True)
    menus, pages = chosen(MENUS, beginnings), chosen(PAGES, beginnings)
    for theme in ("light", "dark"):
        for take, wanted in ((take_menus, menus), (take_pages, pages)):
            if wanted:
                with Desktop("x".join(map(str, SCREEN))) as desktop:
                    furnish(desktop, dark=theme == "dark")
                    take(desktop, (binary, python), theme, wanted)


if __name__ == "__main__":
    main()
