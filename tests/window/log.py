"""The Requests page, as the tests use it."""

from window import Window

FILTER = "//input[@role='combobox' and @data-search]"
ROWS = "//*[@role='grid']//*[@role='row'][.//*[@role='gridcell']]"
CAPTURE = "//header//*[@role='switch']"
DETAIL = "//section[starts-with(@aria-label, 'Request ')]"


def rows(window: Window) -> list:
    """The rows of the list, newest first."""
    return window.driver.find_elements("xpath", ROWS)


def await_rows(window: Window, count: int) -> None:
    """Waits until the list has so many rows."""
    window.until(lambda: len(rows(window)) == count, f"{count} rows")


def open_first(window: Window) -> None:
    """Opens the newest row once it has ended."""
    window.until(lambda: "200" in window.words(f"({ROWS})[1]"), "the newest row to end")
    window.click(f"({ROWS})[1]")
    window.find(DETAIL)


def capture(window: Window) -> None:
    """Has the bodies of the next requests kept."""
    window.click(CAPTURE)
    window.reads("Bodies: on")
