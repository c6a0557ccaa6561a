"""Every client of the matrix through every row."""

from collections.abc import Iterator

import pytest

from clients import CLIENTS, Client
from driver import Driver
from processes import Outcrop, Simulator
from rows import ROWS


@pytest.fixture(scope="module", params=CLIENTS, ids=lambda client: client.name)
def client(request: pytest.FixtureRequest) -> Client:
    return request.param


@pytest.fixture(scope="module")
def upstream() -> Iterator[Simulator]:
    """A Bedrock that no other test talks to: what is lined up for a client must not answer another test."""
    simulator = Simulator()
    yield simulator
    simulator.stop()


@pytest.fixture(scope="module")
def gateway(upstream: Simulator) -> Iterator[Outcrop]:
    outcrop = Outcrop(**upstream.outcrop_environment())
    yield outcrop
    assert outcrop.stop() == 0, "a SIGTERM ends it cleanly"


@pytest.fixture(scope="module")
def driver(client: Client, gateway: Outcrop) -> Iterator[Driver]:
    driver = Driver(client, gateway.base_url)
    yield driver
    driver.stop()


@pytest.mark.parametrize("row", ROWS)
def test_cell(client: Client, row: str, request: pytest.FixtureRequest) -> None:
    if row in client.cannot:
        return  # The table says why; `test_reasons_are_true` sees to it that the driver has no such function.
    upstream = request.getfixturevalue("upstream")
    upstream.forget()
    ROWS[row](request.getfixturevalue("driver"), upstream)
