"""The app behind tauri-driver, and the page as one reads it: by roles, names and words."""

import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.common.options import ArgOptions
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from session import Desktop

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEY = "outcrop_key-for-the-window"
PATIENCE = 30


def program(variable: str, place: str) -> str:
    """The program that `variable` names, else the one that a debug build made."""
    return os.environ.get(variable) or str(ROOT / "target" / place)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Window:
    """The app with its window open, from its start to its end."""

    def __init__(self, desktop: Desktop, *arguments: str):
        port, driver, native = free_port(), free_port(), free_port()
        self.base_url = f"http://127.0.0.1:{port}/v1"
        self._driver = subprocess.Popen(
            [program("TAURI_DRIVER", "tools/bin/tauri-driver"), "--port", str(driver), "--native-port", str(native)],
            # Without its usual renderer, WebKit under automation stops painting as soon as something is animated.
            env=desktop.env | {"OUTCROP_API_KEY": KEY, "PATH": os.environ["PATH"], "WEBKIT_DISABLE_DMABUF_RENDERER": "0"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        server = f"http://127.0.0.1:{driver}"
        _wait_for_server(server)
        options = ArgOptions()
        options.set_capability("browserName", "wry")
        application = program("OUTCROP", "debug/outcrop")
        arguments = ["--open", "--demo", "--port", str(port), *arguments]
        options.set_capability("tauri:options", {"application": application, "args": arguments})
        self.driver = webdriver.Remote(command_executor=server, options=options)

    def __enter__(self) -> "Window":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.driver.quit()
        except WebDriverException:
            pass  # The app has ended already.
        self._driver.terminate()
        self._driver.wait(PATIENCE)

    def find(self, xpath: str) -> WebElement:
        """The one element there, once it is there."""
        return self.until(lambda: self.driver.find_elements("xpath", xpath), xpath)[0]

    def there(self, xpath: str) -> bool:
        """Whether it is there now."""
        return bool(self.driver.find_elements("xpath", xpath))

    def click(self, xpath: str) -> None:
        """Clicks it once it is there and can be clicked."""

        def clicked() -> bool:
            try:
                self.find(xpath).click()
                return True
            except WebDriverException:
                return False

        self.until(clicked, f"a click on {xpath}")

    def words(self, xpath: str = "//main") -> str:
        """What one reads there; nothing while it is being redrawn."""
        try:
            return read(self.find(xpath))
        except StaleElementReferenceException:
            return ""

    def reads(self, words: str, xpath: str = "//main") -> None:
        """Waits until one reads this there."""
        self.until(lambda: words in self.words(xpath), f"{words!r} in {xpath}")

    def until(self, what, name: str):
        """The first true answer, or a failure that says what is on the page."""
        try:
            return WebDriverWait(self.driver, PATIENCE, 0.1).until(lambda _: what())
        except WebDriverException:
            page = read(self.driver.find_element("tag name", "body"))
            raise AssertionError(f"waited {PATIENCE} s in vain for {name}; the page reads:\n{page}") from None

    def page(self, name: str) -> None:
        """Goes to a page by the sidebar."""
        self.click(f"//nav//a[contains(@href, '#/{name}')]")


def read(element: WebElement) -> str:
    """All that is written there. WebDriver's own idea of text leaves out what clips its overflow."""
    return element.get_property("innerText")


def _wait_for_server(url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/status", timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("tauri-driver did not start; is WebKitWebDriver (webkit2gtk-driver) on the path?")
