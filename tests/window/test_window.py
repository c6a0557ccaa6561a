"""The window of the real app in a real WebKit: what it shows follows from what really happens."""

from openai import OpenAI
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from window import Window, read

FILTER = "//input[@role='combobox' and @data-search]"
ROWS = "//*[@role='grid']//*[@role='row'][.//*[@role='gridcell']]"
CAPTURE = "//header//*[@role='switch']"


def ask(client: OpenAI, question: str, **options) -> str:
    """One question, streamed; the answer."""
    chunks = client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": question}], stream=True, **options
    )
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


def test_it_opens_on_the_overview(window: Window) -> None:
    window.page("overview")
    window.reads(window.base_url)
    assert "Simulator" in window.words("//nav")


def test_models_are_listed_and_refreshed(window: Window) -> None:
    window.page("models")
    window.until(lambda: window.there(ROWS), "a list of models")
    window.click("//main//button[normalize-space()='Refresh']")
    window.until(lambda: window.there(ROWS), "the list of models, anew")
    window.find("//main//*[@role='searchbox']").send_keys("nova")
    window.until(lambda: all("nova" in read(row).lower() for row in rows(window)), "only models called nova")


def test_a_request_arrives_while_one_watches(window: Window, client: OpenAI) -> None:
    window.page("requests")
    window.reads("curl")
    before = len(rows(window))
    stream = client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": "Hello"}], stream=True
    )
    window.until(lambda: len(rows(window)) == before + 1, "a row for the request under way")
    for _ in stream:
        pass
    window.reads("200", ROWS)
    row = read(rows(window)[0])
    assert "OpenAI Python" in row and "gpt-4o" in row, row


def test_the_list_is_filtered(window: Window, client: OpenAI) -> None:
    window.page("requests")
    ask(client, "Hello")
    client.models.list()
    window.until(lambda: len(rows(window)) == 2, "two rows")
    field = window.find(FILTER)
    field.send_keys("model:gpt-4o status:ok")
    window.until(lambda: len(rows(window)) == 1, "the row of the question alone")
    field.send_keys(Keys.ESCAPE, Keys.ESCAPE)
    window.until(lambda: len(rows(window)) == 2, "both rows again")


def test_bodies_are_kept_only_while_capture_is_on(window: Window, client: OpenAI) -> None:
    window.page("requests")
    secret = "a question that nobody was to keep"
    ask(client, secret)
    open_first(window)
    window.click("//*[@role='tab'][normalize-space()='Request']")
    window.until(lambda: secret not in window.words(), "no body without capture")

    window.click(CAPTURE)
    window.reads("Bodies: on")
    kept = "a question that may be kept"
    answer = ask(client, kept)
    # The list holds still while one reads; what is new is a click away.
    window.click("//button[contains(., '1 new')]")
    window.until(lambda: len(rows(window)) == 2, "the new row")
    open_first(window)
    window.click("//*[@role='tab'][normalize-space()='Request']")
    window.reads(kept)
    window.click("//*[@role='tab'][normalize-space()='Response']")
    window.reads(answer.split("\n")[0][:40])
    window.click("//*[@role='tab'][normalize-space()='Headers']")
    window.reads("authorization")
    assert "outcrop_key" not in window.driver.page_source, "the key is never shown"


def test_the_language_changes_at_once(window: Window) -> None:
    window.page("settings")
    window.click("//*[@role='tab'][normalize-space()='App']")
    for language, word in (("zh-CN", "设置"), ("zh-TW", "設定"), ("en", "Settings")):
        Select(window.find("//select[option/@value='zh-CN']")).select_by_value(language)
        window.reads(word, "//main//h1")
        assert window.find("/html").get_attribute("lang") == language


def test_the_playground_answers(window: Window) -> None:
    window.page("playground")
    window.find("//textarea[@placeholder='Ask something']").send_keys("Hello", Keys.ENTER)
    window.reads("to first word")
    window.reads("Outcrop's demo")


def rows(window: Window) -> list:
    """The rows of the list, newest first."""
    return window.driver.find_elements("xpath", ROWS)


def open_first(window: Window) -> None:
    """Opens the newest row once it has ended."""
    window.until(lambda: "200" in window.words(f"({ROWS})[1]"), "the newest row to end")
    window.click(f"({ROWS})[1]")
