"""The small chat on the gateway's own API."""

from selenium.webdriver.common.keys import Keys
from window import Window


def test_the_playground_answers(demo_window: Window) -> None:
    window = demo_window
    window.page("playground")
    window.find("//textarea[@placeholder='Ask something']").send_keys("Hello", Keys.ENTER)
    window.reads("to first word")
    window.reads("Outcrop's demo")
