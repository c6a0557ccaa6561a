"""What must not be found in anything that outcropd writes."""

from openai import OpenAI

from conversation import MODEL, by_script
from processes import KEY, SECRET_ACCESS_KEY, Outcrop, Simulator

MARK = "my-most-private-thought"


def test_neither_secrets_nor_bodies_are_logged(simulator: Simulator) -> None:
    # TRACE is where HTTP libraries print what passes through them.
    outcrop = Outcrop("--log", "json", RUST_LOG="trace", **simulator.outcrop_environment())
    with OpenAI(base_url=outcrop.base_url, api_key=KEY) as client:
        messages = by_script(f"text text=answer-{MARK}")
        messages[0]["content"] += f" question-{MARK}"
        answer = client.chat.completions.create(model=MODEL, messages=messages)
        assert MARK in answer.choices[0].message.content
        list(client.chat.completions.create(model=MODEL, messages=messages, stream=True))
    log = outcrop.log()
    assert "/v1/chat/completions" in log, "the requests themselves are logged"
    for secret in (MARK, KEY, SECRET_ACCESS_KEY):
        assert secret not in log
    assert outcrop.stop() == 0
