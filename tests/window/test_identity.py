"""Whom to be on AWS, as the window chooses it."""

from conftest import Open
from openai import OpenAI
from parts import Bedrock, ask, holding
from processes import BEARER_TOKEN
from session import Desktop
from window import KEY, Window, button, tab

PROFILE = "//select[option/@value='profile:work']"


def test_a_profile_is_chosen(window: Window, client: OpenAI, bedrock: Bedrock) -> None:
    window.page("overview")
    ask(client, "Hello")
    assert bedrock.conversations()[-1]["region"] == "us-east-1"
    window.choose(PROFILE, "profile:work")
    window.reads("work", "//nav")
    window.reads("us-west-2", "//nav")
    window.reads("111122223333")

    def asked_there() -> bool:
        ask(client, "Hello")
        return bedrock.conversations()[-1]["region"] == "us-west-2"

    window.until(asked_there, "requests to go to the profile's own region")


def test_a_bedrock_key_is_typed_in(open_app: Open, bedrock: Bedrock, keychain: None, desktop: Desktop) -> None:
    """It is somebody to be, is in the keychain alone, and stays chosen."""
    window = open_app("--open", **bedrock.env)
    window.page("settings")
    window.click(tab("Keys"))
    window.reads("None is kept.")
    field = window.find("//input[@type='password']")
    field.send_keys(BEARER_TOKEN)
    window.click(button("Keep"))
    window.reads("Kept in this computer's keychain.")
    window.until(lambda: not field.get_property("value"), "the key to be gone from the page")
    assert who_asks(window, bedrock) == "sigv4", "it is kept, and not yet chosen"
    window.click(button("Use it"))
    window.reads("In use")
    window.until(lambda: who_asks(window, bedrock) == "bearer", "requests to bear the key")
    window.reads("Bedrock API key", "//nav")
    assert BEARER_TOKEN not in window.driver.page_source
    window.end()

    window = open_app("--open", **bedrock.env)
    window.reads("Bedrock API key", "//nav")
    assert who_asks(window, bedrock) == "bearer", "the choice outlives a restart"
    assert not holding(desktop.root, BEARER_TOKEN)
    window.page("settings")
    window.click(tab("Keys"))
    window.click(button("Forget"))
    window.reads("None is kept.")
    window.until(lambda: who_asks(window, bedrock) == "sigv4", "requests to be signed again")


def who_asks(window: Window, bedrock: Bedrock) -> str:
    """How Bedrock is told who asks."""
    with OpenAI(base_url=window.base_url, api_key=KEY, max_retries=0) as client:
        ask(client, "Hello")
    return bedrock.conversations()[-1]["auth"]
