#!/usr/bin/env python3
"""Draws every icon from icons/mark.svg: the app's set, and the tray's states. Run it after changing the mark.

The drawing itself is the Tauri CLI's, which npm fetches for the occasion; this only paints and frames the mark.
"""
import pathlib
import re
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
ICONS = ROOT / "icons"
WORK = ROOT / "target" / "icons"
BEDS = dict(re.findall(r'<path id="(\w+)" d="([^"]+)"', (ICONS / "mark.svg").read_text()))

TAURI = ["npm", "exec", "--yes", "--package", "@tauri-apps/cli@2.12.5", "--", "tauri"]

# Every size that a Linux icon theme has a folder for. The smallest are drawn with less air around the mark.
SMALL, LARGE = (16, 22, 24, 32), (48, 64, 128, 256, 512)

# Mid-tones with at least 3:1 against both a white and a near-black panel; states differ in shape too, not in colour alone.
ROCK = ("#d98a3d", "#c4692f", "#a9512f")
DEMO = ("#8f86f0", "#7a6fe0", "#6a5ccd")
GREY = ("#8b919b", "#8b919b", "#8b919b")
ALERT = "#e5484d"
PULSE = "#12a594"


def beds(colours, hollow=()):
    """The three beds, each in its colour; hollow ones are drawn as outlines."""
    for (name, path), colour in zip(BEDS.items(), colours):
        if name in hollow:
            yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="30" stroke-linejoin="round"/>'
        else:
            yield f'<path d="{path}" fill="{colour}" stroke="{colour}" stroke-width="14" stroke-linejoin="round"/>'


def svg(body, defs=""):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><defs>{defs}</defs>{body}</svg>'


def app(small=False):
    """The mark at dusk, on a rounded square."""
    sky = ('<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#22314a"/>'
           '<stop offset="1" stop-color="#131b2a"/></linearGradient>')
    rock = "".join(beds(("#f4bd76", "#e08e45", "#b85c38")))
    ground, place = ((0, 96), "translate(-3 -1)") if small else ((16, 108), "translate(33 30) scale(.87)")
    edge, radius = ground
    side = 512 - 2 * edge
    return svg(f'<rect x="{edge}" y="{edge}" width="{side}" height="{side}" rx="{radius}" fill="url(#sky)"/>'
               f'<g transform="{place}">{rock}</g>', sky)


def tray(colours, hollow=(), badge=None):
    """The bare mark, filling its square; a badge is cut out of it with some air around."""
    frame = f'<g transform="translate(-32 -26) scale(1.12)">{"".join(beds(colours, hollow))}</g>'
    if badge is None:
        return svg(frame)
    x, y, radius, colour, sign = badge
    hole = ('<mask id="hole"><rect width="512" height="512" fill="#fff"/>'
            f'<circle cx="{x}" cy="{y}" r="{radius + 38}" fill="#000"/></mask>')
    return svg(f'<g mask="url(#hole)">{frame}</g><circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"/>{sign}', hole)


# Badges: centre, radius, colour, and what stands on it. They sit in different corners, for the sake of the colour-blind.
ATTENTION = (376, 376, 132, ALERT, '<path d="M376 300 V392" stroke="#fff" stroke-width="44" stroke-linecap="round"/>'
                                   '<circle cx="376" cy="450" r="26" fill="#fff"/>')
BUSY = (108, 128, 96, PULSE, "")

TRAY = {
    "running": tray(ROCK),
    "busy": tray(ROCK, badge=BUSY),
    "demo": tray(DEMO, hollow=("top",)),
    "idle": tray(GREY, hollow=("top", "middle", "bottom")),
    "attention": tray(ROCK, badge=ATTENTION),
}


def draw(name, source, *sizes):
    """Has the Tauri CLI draw one SVG, in these sizes or else as the whole set; answers the folder it drew into."""
    out = WORK / name
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    drawing = WORK / f"{name}.svg"
    drawing.write_text(source)
    options = [option for size in sizes for option in ("--png", str(size))]
    subprocess.run([*TAURI, "icon", *options, "--output", out, drawing], check=True, cwd=ROOT,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return out


def sorted_icns(data):
    """The same set with its pictures in one order: the CLI has a new one each time."""
    pictures, at = [], 8
    while at < len(data):
        length = int.from_bytes(data[at + 4:at + 8], "big")
        pictures.append(data[at:at + length])
        at += length
    return data[:8] + b"".join(sorted(pictures))


def main():
    made = draw("app", app())
    shutil.copy(made / "icon.ico", ICONS / "icon.ico")
    (ICONS / "icon.icns").write_bytes(sorted_icns((made / "icon.icns").read_bytes()))
    for name, source, sizes in (("small", app(small=True), SMALL), ("large", app(), LARGE)):
        made = draw(name, source, *sizes)
        for size in sizes:
            shutil.copy(made / f"{size}x{size}.png", ICONS)
    (ROOT / "ui" / "public").mkdir(exist_ok=True)
    (ROOT / "ui" / "public" / "icon.svg").write_text(app() + "\n")
    (ICONS / "tray").mkdir(exist_ok=True)
    for state, source in TRAY.items():
        made = draw(f"tray-{state}", source, 64)
        shutil.copy(made / "64x64.png", ICONS / "tray" / f"{state}.png")


if __name__ == "__main__":
    main()
