"""Embeddings as OpenAI's own client asks for them."""

import base64
import struct

import openai
import pytest
from openai import OpenAI

from processes import Simulator

TITAN = "amazon.titan-embed-text-v2:0"
COHERE = "cohere.embed-v4:0"
MODELS = [
    TITAN,
    COHERE,
    "amazon.titan-embed-text-v1",
    "cohere.embed-multilingual-v3",
    "amazon.nova-2-multimodal-embeddings-v1:0",
    # A fixed name in a program means the default embedding model.
    "text-embedding-3-small",
]


@pytest.mark.parametrize("model", MODELS)
def test_one_text_and_many(scripted: OpenAI, model: str) -> None:
    one = scripted.embeddings.create(model=model, input="granite")
    many = scripted.embeddings.create(model=model, input=["basalt", "granite", "slate"])
    assert [it.index for it in many.data] == [0, 1, 2]
    assert {it.object for it in many.data} == {"embedding"}
    assert many.data[1].embedding == pytest.approx(one.data[0].embedding), "a text's vector does not depend on others"
    assert many.data[0].embedding != many.data[2].embedding
    assert many.usage.total_tokens >= many.usage.prompt_tokens > 0


@pytest.mark.parametrize("model", [TITAN, COHERE])
def test_both_encodings_are_the_same_numbers(scripted: OpenAI, model: str) -> None:
    """The client asks for base64 unless it is told otherwise, and decodes it itself."""
    default = scripted.embeddings.create(model=model, input="granite").data[0].embedding
    floats = scripted.embeddings.create(model=model, input="granite", encoding_format="float").data[0].embedding
    text = scripted.embeddings.create(model=model, input="granite", encoding_format="base64").data[0].embedding
    raw = base64.b64decode(text)
    assert list(struct.unpack(f"<{len(raw) // 4}f", raw)) == default
    assert floats == pytest.approx(default)


@pytest.mark.parametrize("model", [TITAN, COHERE])
def test_dimensions(scripted: OpenAI, model: str) -> None:
    answer = scripted.embeddings.create(model=model, input=["granite", "basalt"], dimensions=256)
    assert [len(it.embedding) for it in answer.data] == [256, 256]


def test_a_model_of_one_size_says_so(scripted: OpenAI) -> None:
    """Never a vector of another size than was asked for without a word."""
    request = {"model": "amazon.titan-embed-text-v1", "input": "granite", "dimensions": 256}
    try:
        raw = scripted.embeddings.with_raw_response.create(**request)
    except openai.BadRequestError as error:
        assert error.param == "dimensions"
    else:
        assert "dimensions" in raw.headers["x-outcrop-adjusted"]


def test_token_numbers_are_words_again(scripted: OpenAI) -> None:
    """LangChain sends what cl100k_base makes of a text: this is `hello world`."""
    words = scripted.embeddings.create(model=TITAN, input="hello world").data[0].embedding
    assert scripted.embeddings.create(model=TITAN, input=[15339, 1917]).data[0].embedding == words
    several = scripted.embeddings.create(model=TITAN, input=[[15339, 1917], [15339, 1917]])
    assert [it.embedding for it in several.data] == [words, words]


@pytest.mark.parametrize("model", [TITAN, COHERE])
def test_more_than_one_call_takes_keep_their_order(scripted: OpenAI, simulator: Simulator, model: str) -> None:
    texts = [f"stone {number}" for number in range(200)]
    simulator.enqueue("http:ThrottlingException times=2")
    answer = scripted.embeddings.create(model=model, input=texts)
    assert [it.index for it in answer.data] == list(range(200))
    for at in (0, 95, 96, 199):
        alone = scripted.embeddings.create(model=model, input=texts[at]).data[0].embedding
        assert answer.data[at].embedding == pytest.approx(alone)


@pytest.mark.parametrize(("input_", "param"), [([], "input"), (7, "input"), (["granite", 7], "input")])
def test_what_is_no_input_is_refused(scripted: OpenAI, simulator: Simulator, input_, param: str) -> None:
    with pytest.raises(openai.BadRequestError) as raised:
        scripted.embeddings.create(model=TITAN, input=input_)
    assert raised.value.param.startswith(param)
    assert simulator.requests("InvokeModel") == []


def test_a_chat_model_has_no_embeddings(scripted: OpenAI) -> None:
    with pytest.raises(openai.APIStatusError) as raised:
        scripted.embeddings.create(model="us.amazon.nova-lite-v1:0", input="granite")
    assert raised.value.status_code in (400, 404) and raised.value.message
