"""The app's real window, driven over WebDriver, each time on a desktop of its own. The session bus is around all of this."""

import os
import pathlib
import sys
from collections.abc import Callable, Iterator

import pytest
from openai import OpenAI

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src-tauri" / "app" / "tests" / "desktop"))
sys.path.append(str(ROOT / "tests" / "clients"))

from acts import unlock_keyring  # noqa: E402
from parts import Bedrock, furnish  # noqa: E402
from session import Desktop  # noqa: E402
from window import KEY, Window  # noqa: E402

SHOTS = ROOT / "target" / "shots" / "window"

Open = Callable[..., Window]


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """An X server, a window manager, a home with nothing in it but a folder for downloads."""
    with Desktop("1280x900") as desktop:
        furnish(desktop)
        yield desktop


@pytest.fixture
def open_app(desktop: Desktop, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Starts the app, to the end of the test at most."""
    opened = []

    def start(*arguments: str, **env: str) -> Window:
        opened.append(Window(desktop, *arguments, **env))
        return opened[-1]

    yield start
    for window in opened:
        if window.is_open():
            SHOTS.mkdir(parents=True, exist_ok=True)
            window.driver.save_screenshot(str(SHOTS / f"{request.node.name}.png"))
        window.end()
    # pytest shows it where the test has failed.
    print((desktop.root / "app.log").read_text(errors="replace"))


@pytest.fixture(scope="session")
def simulator() -> Iterator[Bedrock]:
    """A Bedrock, and what else AWS has."""
    bedrock = Bedrock()
    yield bedrock
    bedrock.stop()


@pytest.fixture
def bedrock(simulator: Bedrock, desktop: Desktop) -> Bedrock:
    """The same, which knows nothing yet, and a home with the keys to it."""
    simulator.forget()
    simulator.give_keys(desktop, "default", "work")
    return simulator


@pytest.fixture
def window(open_app: Open, bedrock: Bedrock) -> Window:
    """The window of an app that calls Bedrock."""
    return open_app("--open", **bedrock.env)


@pytest.fixture
def demo_window(open_app: Open) -> Window:
    """The window of an app in demo mode, which answers as slowly as people read."""
    return open_app("--open", "--demo")


@pytest.fixture
def keychain(desktop: Desktop) -> None:
    """A real Secret Service, with nothing in it."""
    unlock_keyring(desktop)


@pytest.fixture
def client(request: pytest.FixtureRequest) -> Iterator[OpenAI]:
    """OpenAI's own client, calling the app that is watched."""
    window = request.getfixturevalue("demo_window" if "demo_window" in request.fixturenames else "window")
    with OpenAI(base_url=window.base_url, api_key=KEY, max_retries=0) as client:
        yield client


def pytest_configure() -> None:
    """Through a proxy, nobody would find loopback."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
