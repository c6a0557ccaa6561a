"""The models: what is known of them, and what the settings make of them for the next call."""

from log import ROWS, rows
from openai import OpenAI
from parts import Bedrock, ask, settings
from selenium.webdriver.common.keys import Keys
from session import Desktop
from window import Window, button, read

SEARCH = "//main//*[@role='searchbox']"
STATUS = "//*[@class='models-status']"
DETAIL = "//aside[starts-with(@aria-label, 'About ')]"
NOVA = "us.amazon.nova-pro-v1:0"


def test_models_are_refreshed_and_searched(window: Window) -> None:
    window.page("models")
    window.until(lambda: window.there(ROWS), "a list of models")
    window.reads("Read ", STATUS)
    seen = window.seen_in(".models-status")
    window.click(button("Refresh"))
    window.until(lambda: "Reading" in "".join(seen.words()), "to be told that it is under way")
    window.reads("Read ", STATUS)
    search(window, "nova")


def test_access_is_checked(demo_window: Window) -> None:
    """The demo's account lacks a few models, as any does."""
    window = demo_window
    window.page("models")
    search(window, "pixtral")
    window.reads("Unknown", ROWS)
    seen = window.seen_in(".models-status")
    window.click(button("Check access"))
    window.until(lambda: any("Checking" in words for words in seen.words()), "to be told how far it is")
    window.reads("Read ", STATUS)
    window.reads("Not usable", ROWS)
    open_model(window, "us.mistral.pixtral-large-2502-v1:0")
    window.find(button("Model access page", DETAIL))
    window.click(button("Close the details"))
    search(window, "nova")
    assert all("Usable" in read(row) for row in rows(window)), [read(row) for row in rows(window)]


def test_a_favourite_is_kept(window: Window, desktop: Desktop) -> None:
    window.page("models")
    open_model(window, NOVA)
    window.click(f"{DETAIL}//button[normalize-space()='Favourite']")
    window.find(f"{DETAIL}//button[normalize-space()='Favourite'][@aria-pressed='true']")
    window.click(button("Clear filters"))
    window.click("//button[starts-with(normalize-space(), 'Favourites')]")
    window.until(lambda: [NOVA in read(row) for row in rows(window)] == [True], "the favourite alone")
    assert NOVA in settings(desktop).read_text()


def test_the_default_is_what_gpt_names_mean(window: Window, client: OpenAI, bedrock: Bedrock) -> None:
    assert asked(client, bedrock, "gpt-4o") != NOVA
    window.page("models")
    open_model(window, NOVA)
    window.click(button("Make it the default", DETAIL))
    window.reads("You chose it.", DETAIL)
    assert asked(client, bedrock, "gpt-4o") == NOVA
    window.click(button("Choose by itself again", DETAIL))
    window.reads("Now: ", DETAIL)
    assert asked(client, bedrock, "gpt-4o") != NOVA


def test_an_alias_is_good_for_the_next_call(window: Window, client: OpenAI, bedrock: Bedrock) -> None:
    window.page("models")
    window.until(lambda: window.there(ROWS), "a list of models")
    window.click("//button[starts-with(normalize-space(), 'Aliases')]")
    window.click(button("Add alias", "//dialog"))
    window.click(button("Save", "//dialog"))
    window.find("//dialog//*[@data-wrong='true']")
    window.write("//dialog//input[@placeholder='fast']", "swift")
    picker = window.find("//dialog//input[@role='combobox']")
    picker.send_keys(NOVA, Keys.ENTER)
    window.reads(f"It goes to {NOVA}", "//dialog")
    window.click(button("Save", "//dialog"))
    window.find(button("Edit swift", "//dialog"))
    assert asked(client, bedrock, "swift") == NOVA


def asked(client: OpenAI, bedrock: Bedrock, model: str) -> str:
    """Which model answers to this name."""
    ask(client, "Who are you?", model)
    return bedrock.conversations()[-1]["model_id"]


def search(window: Window, words: str) -> None:
    """Searches, until only what is called so is listed."""
    window.write(SEARCH, words)
    window.until(
        lambda: rows(window) and all(words in read(row).lower() for row in rows(window)), f"only models called {words}"
    )


def open_model(window: Window, model: str) -> None:
    """Opens what is known of a model."""
    search(window, model)
    window.click(f"{ROWS}[.//code[.='{model}']]")
    window.reads(model, DETAIL)
