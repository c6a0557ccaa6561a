"""Every client of the matrix through every row."""

from collections.abc import Iterator

import pytest

from clients import CLIENTS, Client
from driver import Driver, Lacks
from processes import Outcrop, Simulator
from rows import ROWS


@pytest.fixture(scope="module", params=CLIENTS, ids=lambda client: client.id)
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
def test_cell(client: Client, row: str, driver: Driver, upstream: Simulator) -> None:
    upstream.forget()
    if row not in client.cannot:
        ROWS[row](driver, upstream)
        return
    # A reason is tested like everything else: one that no longer holds has to leave the table.
    with pytest.raises((Lacks, AssertionError)):
        ROWS[row](driver, upstream)
