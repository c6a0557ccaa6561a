"""The window comes and goes; what it shows was there all along."""

import pathlib
import subprocess

import pytest
from acts import PYTHON, await_name
from conftest import Open
from log import ROWS, await_rows
from openai import OpenAI
from parts import Bedrock, ask
from session import Desktop, wait_for
from window import KEY, Window, button

PANEL = pathlib.Path(__file__).resolve().parents[2] / "src-tauri" / "app" / "tests" / "desktop" / "panel.py"


@pytest.fixture
def panel(desktop: Desktop) -> None:
    """Somebody who shows the icon: without it, a window that is closed would be minimised."""
    desktop.spawn(PYTHON, str(PANEL))
    await_name(desktop, "org.kde.StatusNotifierWatcher")


def test_a_window_that_is_opened_again_shows_what_was(
    panel: None, open_app: Open, bedrock: Bedrock, desktop: Desktop
) -> None:
    window = open_app("--open", **bedrock.env)
    with OpenAI(base_url=window.base_url, api_key=KEY, max_retries=0) as client:
        ask(client, "Hello")
        window.page("requests")
        await_rows(window, 1)
        close(window)
        ask(client, "Is nobody watching?")
        reopen(window)
        window.page("requests")
        await_rows(window, 2)
        ask(client, "And now?")
        await_rows(window, 3)
        window.page("overview")
        window.click(button("Stop"))
        window.reads("Stopped")
        close(window)
        reopen(window)
        window.page("overview")
        window.reads("Stopped")
        window.click(button("Start"))
        window.reads("Running")
        ask(client, "Are you back?")
        window.page("requests")
        await_rows(window, 4)
        window.reads("200", f"({ROWS})[1]")


def close(window: Window) -> None:
    """Closes it as a person does; its page is gone."""
    window.desktop.close_window("^Outcrop$")
    wait_for(lambda: not window.driver.window_handles)
    assert window.app(), "closing the window is not quitting"


def reopen(window: Window) -> None:
    """Starts the app a second time, which shows the window of the first."""
    subprocess.run([window.program], env=window.desktop.env, check=True, timeout=30)
    (handle,) = wait_for(lambda: window.driver.window_handles)
    window.driver.switch_to.window(handle)
