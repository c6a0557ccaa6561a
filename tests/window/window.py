"""The app behind tauri-driver, and the page as one reads it: by roles, names and words."""

import os
import pathlib
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from acts import listens
from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.options import ArgOptions
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.file_detector import UselessFileDetector
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from session import Desktop, wait_for

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

    def __init__(self, desktop: Desktop, *arguments: str, **env: str):
        """As a terminal would start it: `env` beats what is usual here, and what is empty in it is not there."""
        port, driver, native = free_port(), free_port(), free_port()
        self.desktop = desktop
        self.base_url = f"http://127.0.0.1:{port}/v1"
        usual = {"OUTCROP_API_KEY": KEY, "OUTCROP_PORT": str(port), "AWS_EC2_METADATA_DISABLED": "true"}
        # Without its usual renderer, WebKit under automation stops painting as soon as something is animated.
        usual["WEBKIT_DISABLE_DMABUF_RENDERER"] = "0"
        self._log = (desktop.root / "app.log").open("ab")
        self._driver = subprocess.Popen(
            [program("TAURI_DRIVER", "tools/bin/tauri-driver"), "--port", str(driver), "--native-port", str(native)],
            env=desktop.env | {name: value for name, value in (usual | env).items() if value},
            stdout=self._log,
            stderr=self._log,
        )
        desktop.processes.append(self._driver)
        server = f"http://127.0.0.1:{driver}"
        _wait_for_server(server)
        options = ArgOptions()
        options.set_capability("browserName", "wry")
        self.program = program("OUTCROP", "debug/outcrop")
        options.set_capability("tauri:options", {"application": self.program, "args": list(arguments)})
        connection = RemoteConnection(client_config=ClientConfig(remote_server_addr=server))
        self.driver = webdriver.Remote(command_executor=connection, options=options)
        # A file that is named in a field is on this machine.
        self.driver.file_detector = UselessFileDetector()
        if "OUTCROP_PORT" not in env:
            self.until(lambda: listens(self.base_url.removesuffix("/v1")), f"the gateway at {self.base_url}")

    def is_open(self) -> bool:
        """Whether there is a window, and an app at all."""
        return bool(self.app()) and bool(self.driver.window_handles)

    def end(self) -> None:
        """Ends the app as the session's end would, and then its driver."""
        if self._log.closed:
            return
        for process in self.app():
            os.kill(process, signal.SIGTERM)
        wait_for(lambda: not self.app(), PATIENCE)
        try:
            self.driver.quit()
        except WebDriverException:
            pass  # The app has ended already.
        self._driver.terminate()
        self._driver.wait(PATIENCE)
        self._log.close()

    def app(self) -> list[int]:
        """The processes that the program is; one, as long as it runs."""
        own = str(pathlib.Path(self.program).resolve())
        return [pid for pid in _below(self._driver.pid) if _program_of(pid) == own]

    def find(self, xpath: str) -> WebElement:
        """The one element there, once it is there."""
        return self.until(lambda: self.driver.find_elements("xpath", xpath), xpath)[0]

    def there(self, xpath: str) -> bool:
        """Whether it is there now."""
        return bool(self.driver.find_elements("xpath", xpath))

    def click(self, xpath: str) -> None:
        """Clicks it once it is there and can be clicked."""

        def clicked() -> bool:
            self.driver.find_element("xpath", xpath).click()
            return True

        self.until(clicked, f"a click on {xpath}")

    def press(self, *keys: str) -> None:
        """Presses keys, wherever the focus is."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def go_by_key(self, number: int) -> None:
        """Goes to a page by its number."""
        self.find("//main//h1")
        ActionChains(self.driver).key_down(Keys.CONTROL).send_keys(str(number)).key_up(Keys.CONTROL).perform()

    def write(self, xpath: str, words: str) -> None:
        """Writes this into a field, in the place of what is there."""
        field = self.find(xpath)
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(words)

    def choose(self, xpath: str, value: str) -> None:
        """Chooses from a list."""
        Select(self.find(xpath)).select_by_value(value)

    def words(self, xpath: str = "//main") -> str:
        """What one reads there, once it is there."""
        return self.until(lambda: [read(self.driver.find_element("xpath", xpath))], xpath)[0]

    def colour(self, xpath: str) -> tuple[int, ...]:
        """The colour of the words there: red, green, blue."""
        return tuple(int(part) for part in re.findall(r"\d+", self.find(xpath).value_of_css_property("color"))[:3])

    def reads(self, words: str, xpath: str = "//main") -> None:
        """Waits until one reads this there."""
        self.until(lambda: words in self.words(xpath), f"{words!r} in {xpath}")

    def until(self, what, name: str):
        """The first true answer, or a failure that says what is on the page. What is being redrawn is looked at again."""
        last = None

        def tried(_: webdriver.Remote):
            nonlocal last
            try:
                return what()
            except WebDriverException as error:
                last = error

        try:
            return WebDriverWait(self.driver, PATIENCE, 0.1).until(tried)
        except TimeoutException:
            page = read(self.driver.find_element("tag name", "body"))
            wanted = f"waited {PATIENCE} s in vain for {name}" + (f" ({last.msg})" if last else "")
            raise AssertionError(f"{wanted}; the page reads:\n{page}") from None

    def seen_in(self, selector: str) -> "Seen":
        """From now on keeps all that is written there, were it only for a moment."""
        return Seen(self, selector)

    def page(self, name: str) -> None:
        """Goes to a page by the sidebar."""
        self.click(f"//nav//a[contains(@href, '#/{name}')]")


class Seen:
    """All words that a part of the page showed."""

    WATCH = """
        const part = document.querySelector(arguments[0]);
        const seen = (window.seen = new Set([part.innerText]));
        const watch = () => seen.add(part.innerText);
        new MutationObserver(watch).observe(part, { subtree: true, childList: true, characterData: true });
    """

    def __init__(self, window: Window, selector: str):
        self._driver = window.driver
        window.find(f"//*[contains(concat(' ', @class, ' '), ' {selector.removeprefix('.')} ')]")
        self._driver.execute_script(self.WATCH, selector)

    def words(self) -> list[str]:
        """What it showed, in order."""
        return self._driver.execute_script("return [...window.seen]")


def read(element: WebElement) -> str:
    """All that is written there. WebDriver's own idea of text leaves out what clips its overflow."""
    return element.get_property("innerText")


def button(name: str, within: str = "//*") -> str:
    """Where a button of this name is: as one reads it, or as a screen reader says it."""
    return f"{within}//button[normalize-space()='{name}' or @aria-label='{name}']"


def tab(name: str) -> str:
    """Where a tab of this name is."""
    return f"//*[@role='tab'][normalize-space()='{name}']"


def _below(upper: int) -> list[int]:
    """The processes below this one."""
    try:
        children = pathlib.Path(f"/proc/{upper}/task/{upper}/children").read_text().split()
    except OSError:
        return []  # It has ended.
    return [below for child in map(int, children) for below in [child, *_below(child)]]


def _program_of(process: int) -> str:
    try:
        return os.readlink(f"/proc/{process}/exe")
    except OSError:
        return ""  # It has ended.


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
