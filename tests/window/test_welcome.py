"""The first run: from an empty home to the first answer."""

import tomllib

from acts import copied
from conftest import Open
from parts import Bedrock, run_python, settings
from session import Desktop
from window import KEY, button

NEXT = button("Next", "//main")
STEP = "//*[@id='welcome-step']"


def test_the_first_run_with_a_profile(open_app: Open, bedrock: Bedrock, desktop: Desktop) -> None:
    """Nobody asked for the window: it is there because it is the first time."""
    bedrock.give_keys(desktop, "home", "work")
    window = open_app(**bedrock.env)
    window.reads("2 profiles found")
    window.click("//input[@type='radio'][@aria-label='work']/ancestor::label")
    window.reads("111122223333")
    window.click(NEXT)
    window.reads("models are listed")
    window.click(NEXT)
    window.reads("from openai import OpenAI")
    assert KEY not in window.driver.page_source, "the key is in plain sight"
    program = copied(lambda: window.click(button("Copy the snippet")))
    window.click(NEXT)
    window.reads("Waiting for a request…")
    assert run_python(desktop, program).strip(), "an answer"
    window.reads("openai-python has its answer")
    assert bedrock.conversations()[-1]["region"] == "us-west-2"
    window.click(button("Finish"))
    window.reads("Overview", "//main//h1")
    assert tomllib.loads(settings(desktop).read_text())["window"]["welcomed"] is True


def test_the_first_run_with_nothing_at_all(open_app: Open) -> None:
    window = open_app()
    window.reads("No AWS profiles were found")
    window.click("//input[@type='radio'][@aria-label='Demo, no AWS']/ancestor::label")
    window.reads("Demo, no AWS", "//nav")
    window.click(NEXT)
    window.reads("models are listed")
    window.click(NEXT)
    window.click(NEXT)
    window.click(button("Send one from here"))
    window.reads("playground has its answer")
    window.click(button("Finish"))
    window.reads("Overview", "//main//h1")
