"""Errors: what a client raises, with which text, and how often Bedrock is asked for it."""

import time

import openai
import pytest
from openai import OpenAI

from conversation import MODEL, by_script, user
from processes import Outcrop, Simulator


def test_a_wrong_key_is_refused_and_not_repeated(bedrock: Outcrop) -> None:
    with OpenAI(base_url=bedrock.base_url, api_key="not-the-key") as client:
        with pytest.raises(openai.AuthenticationError) as raised:
            client.chat.completions.create(model=MODEL, messages=user("Hello"))
    assert raised.value.status_code == 401
    assert raised.value.code == "invalid_api_key"
    assert "key" in str(raised.value)
    assert "not-the-key" not in str(raised.value)


def test_an_unknown_path(scripted: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as raised:
        scripted.get("/nowhere", cast_to=object)
    assert raised.value.body["code"] == "unknown_url"
    assert "/v1/nowhere" in str(raised.value)


@pytest.mark.parametrize(
    ("request_", "param"),
    [
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "nobody", "content": "Hello"}]}, "messages[0].role"),
        ({"messages": user("Hello"), "temperature": "warm"}, "temperature"),
        ({"messages": user("Hello"), "max_tokens": -1}, "max_tokens"),
    ],
)
def test_a_bad_body_names_what_is_wrong(scripted: OpenAI, simulator: Simulator, request_: dict, param: str) -> None:
    with pytest.raises(openai.BadRequestError) as raised:
        scripted.chat.completions.create(model=MODEL, **request_)
    assert raised.value.param == param
    assert raised.value.type == "invalid_request_error"
    assert str(raised.value)
    assert simulator.requests("Converse") == []


def test_an_unknown_model(scripted: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as raised:
        scripted.chat.completions.create(model="no.such-model-v1:0", messages=user("Hello"))
    assert raised.value.code == "model_not_found"
    assert "/v1/models" in str(raised.value), "it says where the names are"


@pytest.mark.parametrize("stream", [False, True])
def test_throttling_is_a_429_after_three_attempts_in_all(scripted: OpenAI, simulator: Simulator, stream: bool) -> None:
    """The gateway has retried; a client with retries of its own must not multiply them."""
    assert scripted.max_retries > 0
    messages = by_script("http:ThrottlingException times=20")
    with pytest.raises(openai.RateLimitError) as raised:
        scripted.chat.completions.create(model=MODEL, messages=messages, stream=stream)
    assert raised.value.status_code == 429
    assert raised.value.code == "rate_limit_exceeded"
    assert str(raised.value)
    assert len(simulator.requests("ConverseStream" if stream else "Converse")) == 3


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("exception", "raises", "status"),
    [
        ("AccessDeniedException", openai.PermissionDeniedError, 403),
        ("ResourceNotFoundException", openai.NotFoundError, 404),
        ("ServiceUnavailableException", openai.InternalServerError, 503),
        ("ModelNotReadyException", openai.InternalServerError, 503),
        ("ModelTimeoutException", openai.InternalServerError, 504),
    ],
)
def test_bedrocks_own_errors(scripted: OpenAI, exception: str, raises: type, status: int, stream: bool) -> None:
    # Before the first byte of a stream there is still a status to be had.
    messages = by_script(f"http:{exception} times=20")
    with pytest.raises(raises) as raised:
        scripted.chat.completions.create(model=MODEL, messages=messages, stream=stream)
    assert raised.value.status_code == status
    assert raised.value.message
    assert raised.value.request_id, "AWS's request id is what AWS's support asks for"


def test_a_validation_error_keeps_bedrocks_words(scripted: OpenAI) -> None:
    messages = by_script('http:ValidationException message="the model does not like this"')
    with pytest.raises(openai.BadRequestError, match="the model does not like this"):
        scripted.chat.completions.create(model=MODEL, messages=messages)


@pytest.mark.parametrize(
    "script",
    [
        "midstream:throttlingException after=2",
        "midstream:modelStreamErrorException after=2",
        "midstream:internalServerException after=2",
        "cut after=3",
        "bad-crc after=3",
        "no-stop",
    ],
)
def test_a_stream_that_fails_cannot_be_taken_for_a_whole_one(scripted: OpenAI, script: str) -> None:
    finished = []
    with pytest.raises(openai.APIError) as raised:
        for chunk in scripted.chat.completions.create(model=MODEL, messages=by_script(script), stream=True):
            finished += [choice.finish_reason for choice in chunk.choices if choice.finish_reason]
    assert finished == []
    assert raised.value.message


def test_leaving_a_stream_cancels_the_call(scripted: OpenAI, simulator: Simulator) -> None:
    messages = by_script("long words=500 gap=50")
    with scripted.chat.completions.create(model=MODEL, messages=messages, stream=True) as stream:
        next(iter(stream))
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        (request,) = simulator.requests("ConverseStream")
        if request["outcome"] == "cancelled":
            return
        time.sleep(0.05)
    raise AssertionError(f"Bedrock still answers: {request['outcome']}")
