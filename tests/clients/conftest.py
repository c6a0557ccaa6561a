"""Two Outcrops, each running for the whole session: one in demo mode, one in front of a Bedrock of its own."""

from collections.abc import Iterator

import pytest
from openai import OpenAI

from processes import KEY, Outcrop, Simulator


@pytest.fixture(scope="session")
def demo() -> Iterator[Outcrop]:
    """`outcropd --demo`."""
    outcrop = Outcrop("--demo")
    yield outcrop
    assert outcrop.stop() == 0, "a SIGTERM ends it cleanly"


@pytest.fixture(scope="session")
def simulator() -> Iterator[Simulator]:
    """A Bedrock whose answers follow a script that a request names: `[[script: tool]]`."""
    process = Simulator()
    yield process
    process.stop()


@pytest.fixture(scope="session")
def bedrock(simulator: Simulator) -> Iterator[Outcrop]:
    """`outcropd` as for AWS: credentials and the endpoint come from AWS's own environment variables."""
    outcrop = Outcrop(**simulator.outcrop_environment())
    yield outcrop
    assert outcrop.stop() == 0, "a SIGTERM ends it cleanly"


@pytest.fixture(params=["demo", "bedrock"])
def outcrop(request: pytest.FixtureRequest) -> Outcrop:
    """Each of the two in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def client(outcrop: Outcrop) -> Iterator[OpenAI]:
    """OpenAI's client with its own defaults, retries included."""
    with OpenAI(base_url=outcrop.base_url, api_key=KEY) as client:
        yield client


@pytest.fixture
def scripted(bedrock: Outcrop, simulator: Simulator) -> Iterator[OpenAI]:
    """The client in front of the simulator, which has forgotten what came before."""
    simulator.forget()
    with OpenAI(base_url=bedrock.base_url, api_key=KEY) as client:
        yield client
