"""The live log: what it shows while clients call, and what can be done with a request."""

import json
import subprocess

from acts import copied
from log import DETAIL, FILTER, ROWS, await_rows, capture, open_first, rows
from openai import OpenAI
from parts import ask, downloads
from selenium.webdriver.common.keys import Keys
from session import Desktop
from window import KEY, Window, button, read, tab

CANARY = "canary-of-another-service"
TOAST = "//*[@class='toasts']"


def test_a_request_arrives_while_one_watches(demo_window: Window, client: OpenAI) -> None:
    window = demo_window
    window.page("requests")
    window.reads("curl")
    stream = client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": "Hello"}], stream=True
    )
    await_rows(window, 1)
    for _ in stream:
        pass
    window.reads("200", ROWS)
    row = read(rows(window)[0])
    assert "OpenAI Python" in row and "gpt-4o" in row, row


def test_the_list_is_filtered(window: Window, client: OpenAI) -> None:
    window.page("requests")
    ask(client, "Hello")
    client.models.list()
    await_rows(window, 2)
    field = window.find(FILTER)
    field.send_keys("model:gpt-4o status:ok")
    await_rows(window, 1)
    field.send_keys(Keys.ESCAPE, Keys.ESCAPE)
    await_rows(window, 2)


def test_bodies_are_kept_only_while_capture_is_on(window: Window, client: OpenAI) -> None:
    window.page("requests")
    secret = "a question that nobody was to keep"
    ask(client, secret)
    open_first(window)
    window.click(tab("Request"))
    window.until(lambda: secret not in window.words(), "no body without capture")

    capture(window)
    kept = "a question that may be kept"
    answer = ask(client, kept)
    # The list holds still while one reads; what is new is a click away.
    window.click("//button[contains(., '1 new')]")
    await_rows(window, 2)
    open_first(window)
    window.click(tab("Request"))
    window.reads(kept)
    window.click(tab("Response"))
    window.reads(answer.split("\n")[0][:40])
    window.click(tab("Headers"))
    window.reads("authorization")
    assert "outcrop_key" not in window.driver.page_source, "the key is never shown"


def test_requests_are_exported_without_secrets(window: Window, client: OpenAI, desktop: Desktop) -> None:
    window.page("requests")
    capture(window)
    question = f"Is {KEY} a good key, or {CANARY} a better one?"
    ask(client, question, extra_headers={"x-api-key": CANARY})
    client.models.list()
    await_rows(window, 2)
    written = {}
    for name, ending in (("HAR, for browsers and proxies", "har"), ("JSON Lines", "jsonl")):
        window.click(button("Export"))
        window.click(f"//*[@role='menuitem'][normalize-space()='{name}']")
        file = window.until(lambda: next(downloads(desktop).glob(f"*.{ending}"), None), f"a .{ending} file")
        window.reads(str(file), TOAST)
        assert file.stat().st_mode & 0o077 == 0, "what was said is for nobody else to read"
        written[ending] = file.read_text()
        for secret in (KEY, CANARY):
            assert secret not in written[ending], f"{secret} is in the {ending} file"

    (listed, asked) = sorted(json.loads(written["har"])["log"]["entries"], key=lambda entry: entry["request"]["method"])
    assert asked["request"]["url"] == f"{window.base_url}/chat/completions"
    body = json.loads(asked["request"]["postData"]["text"])
    assert body["messages"][0]["content"].startswith("Is ") and body["stream"] is True, body
    assert asked["response"]["status"] == 200 and "data: [DONE]" in asked["response"]["content"]["text"]
    assert listed["request"]["url"] == f"{window.base_url}/models"
    lines = [json.loads(line) for line in written["jsonl"].splitlines()]
    assert [line["path"] for line in lines] == ["/v1/chat/completions", "/v1/models"], lines


def test_a_request_is_sent_again(window: Window, client: OpenAI) -> None:
    window.page("requests")
    capture(window)
    ask(client, "Once more, please")
    open_first(window)
    window.click(button("Send again", DETAIL))
    window.click(button("Send again", "//dialog"))
    await_rows(window, 2)
    # It is the one that is read now, and says what the first one said.
    window.find(f"({ROWS})[1][@aria-selected='true']")
    window.reads("Replay", DETAIL)
    window.reads("200", DETAIL)
    window.click(tab("Request"))
    window.reads("Once more, please", DETAIL)


def test_a_request_is_copied_for_the_terminal(window: Window, client: OpenAI, desktop: Desktop) -> None:
    window.page("requests")
    capture(window)
    ask(client, "What's a 'shell'?")
    open_first(window)
    command = copied(lambda: window.click(button("Copy as cURL", DETAIL)))
    assert KEY not in command, command
    ran = subprocess.run(
        ["sh", "-c", command], env=desktop.env | {"OUTCROP_API_KEY": KEY}, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0 and ran.stdout.rstrip().endswith("data: [DONE]"), ran
    window.click("//button[contains(., '1 new')]")
    await_rows(window, 2)
    open_first(window)
    window.reads("curl", DETAIL)
    window.click(tab("Request"))
    window.reads("What's a 'shell'?", DETAIL)


def test_the_list_is_gone_through_by_keys(window: Window, client: OpenAI) -> None:
    window.go_by_key(2)
    for model in ("gpt-4o", "gpt-4.1", "gpt-3.5-turbo"):
        ask(client, "Hello", model)
    await_rows(window, 3)
    assert not window.there(DETAIL)
    window.press(Keys.ARROW_DOWN)
    window.reads("gpt-3.5-turbo", "//*[@role='row'][@aria-selected='true']")
    window.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    window.reads("gpt-4o", "//*[@role='row'][@aria-selected='true']")
    window.press("k", Keys.ENTER)
    window.reads("gpt-4.1", f"{DETAIL}//h2")
    window.press(Keys.END)
    window.reads("gpt-4o", f"{DETAIL}//h2")
    window.press(Keys.ESCAPE)
    window.until(lambda: not window.there(DETAIL), "the details to close")
    window.press(Keys.ESCAPE)
    window.until(lambda: not window.there("//*[@aria-selected='true']"), "nothing to be selected")


def test_the_list_is_paused_and_cleared(window: Window, client: OpenAI) -> None:
    window.page("requests")
    ask(client, "Hello")
    await_rows(window, 1)
    window.press("p")
    window.find(button("Pause the list") + "[@aria-pressed='true']")
    ask(client, "Hello again")
    window.reads("1 new", "//button[@class='fresh']")
    assert len(rows(window)) == 1, "the list holds still"
    window.click(button("Pause the list"))
    await_rows(window, 2)
    window.find(button("Clear the list")).send_keys(Keys.ENTER)
    window.until(lambda: not rows(window), "an empty list")
    ask(client, "Hello for the third time")
    await_rows(window, 1)
