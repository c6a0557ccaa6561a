"""What to write into a client: masked for the eye, whole on the clipboard, and a tick once it has called."""

from acts import copied
from parts import run_python
from session import Desktop
from window import KEY, Window, button

PYTHON = "//nav[@aria-label='Clients']//button[starts-with(normalize-space(), 'OpenAI Python')]"


def test_a_snippet_runs_and_gets_a_tick(window: Window, desktop: Desktop) -> None:
    window.page("connect")
    window.click(PYTHON)
    window.reads("from openai import OpenAI")
    assert KEY not in window.driver.page_source, "the key is in plain sight"
    window.reads("Waiting for its first request")
    assert "Has called" not in window.words(PYTHON)
    program = copied(lambda: window.click(f"({button('Copy for OpenAI Python')})[1]"))
    assert KEY in program and window.base_url in program, program
    assert run_python(desktop, program).strip(), "an answer"
    window.reads("Has called", PYTHON)
    window.reads("Last called", "//header[@class='guide-head']")
