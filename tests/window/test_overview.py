"""What runs, and whether it runs."""

from acts import get, listens
from log import await_rows
from openai import OpenAI
from parts import ask
from window import KEY, Window, button

STATUS = "//main//*[@role='status']"


def test_it_opens_on_the_overview(demo_window: Window) -> None:
    window = demo_window
    window.page("overview")
    window.reads(window.base_url)
    assert "Simulator" in window.words("//nav")


def test_the_gateway_is_stopped_and_started(window: Window, client: OpenAI) -> None:
    ask(client, "Hello")
    window.page("overview")
    window.click(button("Stop"))
    window.reads("Stopped", STATUS)
    window.reads("Stopped", "//nav")
    window.reads("Not listening")
    assert not listens(window.base_url.removesuffix("/v1"))
    window.click(button("Start"))
    window.reads("Running", STATUS)
    assert get(f"{window.base_url}/models", KEY)[0] == 200
    window.page("requests")
    await_rows(window, 2)


def test_the_key_is_shown_only_on_demand(window: Window) -> None:
    window.page("overview")
    window.find(button("Show the API key"))
    assert KEY not in window.driver.page_source
    window.click(button("Show the API key"))
    window.reads(KEY)
    window.click(button("Hide the API key"))
    window.until(lambda: KEY not in window.driver.page_source, "the key to be gone from the page")
