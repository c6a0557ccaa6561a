"""The app's real window, driven over WebDriver on a desktop of its own. The session bus is around all of this."""

import os
import pathlib
import sys
from collections.abc import Iterator

import pytest
from openai import OpenAI

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src-tauri" / "app" / "tests" / "desktop"))

from session import Desktop  # noqa: E402
from window import KEY, Window  # noqa: E402

SHOTS = ROOT / "target" / "shots" / "window"


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop]:
    """An X server, a window manager, an empty home."""
    with Desktop("1280x900") as desktop:
        yield desktop


@pytest.fixture
def window(desktop: Desktop, request: pytest.FixtureRequest) -> Iterator[Window]:
    """The window of an app in demo mode, opened at its start."""
    with Window(desktop) as window:
        yield window
        SHOTS.mkdir(parents=True, exist_ok=True)
        window.driver.save_screenshot(str(SHOTS / f"{request.node.name}.png"))


@pytest.fixture
def client(window: Window) -> Iterator[OpenAI]:
    """OpenAI's own client, calling the app that is watched."""
    with OpenAI(base_url=window.base_url, api_key=KEY, max_retries=0) as client:
        yield client


def pytest_configure() -> None:
    """Through a proxy, nobody would find loopback."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
