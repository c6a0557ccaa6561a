"""Prints the matrix, as this run found it, at the end of the run."""

from collections.abc import Iterator

import pytest

from table import plain

FOUND = pytest.StashKey[dict]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FOUND] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    cell = getattr(item, "callspec", None) and item.callspec.params
    if cell and "row" in cell and "client" in cell:
        found, key = item.config.stash[FOUND], (cell["client"].id, cell["row"])
        # A cell fails with its setup as well, and passes with its call only.
        if report.failed or report.when == "call":
            found[key] = report.passed and found.get(key, True)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    found = terminalreporter.config.stash[FOUND]
    if found:
        terminalreporter.section("clients against Outcrop")
        terminalreporter.write_line(plain(found))
