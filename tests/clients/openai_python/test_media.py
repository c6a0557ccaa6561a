"""Images and documents in messages."""

import base64

import openai
import pytest
from openai import OpenAI

from conversation import BUDGET, NOVA, PNG
from processes import Simulator

PDF = base64.b64encode(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n").decode()


def about(*parts: dict) -> list[dict]:
    return [{"role": "user", "content": [{"type": "text", "text": "What is this?"}, *parts]}]


def image(url: str, **more) -> dict:
    return {"type": "image_url", "image_url": {"url": url, **more}}


def sent(simulator: Simulator, operation: str = "Converse") -> list[dict]:
    (request,) = simulator.requests(operation)
    assert request["unknown_members"] == []
    return request["body"]["messages"][0]["content"]


@pytest.mark.parametrize("model", [BUDGET, NOVA])
@pytest.mark.parametrize(
    "url",
    [
        f"data:image/png;base64,{PNG}",
        f"data:image/png;charset=utf-8;base64,{PNG}",
        # It says one thing and is another: what the bytes say counts.
        f"data:image/jpg;base64,{PNG}",
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_an_image_reaches_bedrock(scripted: OpenAI, simulator: Simulator, model: str, url: str, stream: bool) -> None:
    answer = scripted.chat.completions.create(model=model, messages=about(image(url, detail="high")), stream=stream)
    if stream:
        assert "".join(choice.delta.content or "" for chunk in answer for choice in chunk.choices)
    else:
        assert answer.choices[0].message.content
    (picture,) = [it["image"] for it in sent(simulator, "ConverseStream" if stream else "Converse") if "image" in it]
    assert picture == {"format": "png", "source": {"bytes": PNG}}


def test_several_images_keep_their_places(scripted: OpenAI, simulator: Simulator) -> None:
    picture = image(f"data:image/png;base64,{PNG}")
    parts = [picture, {"type": "text", "text": "and this?"}, picture]
    scripted.chat.completions.create(model=BUDGET, messages=about(*parts))
    assert [next(iter(block)) for block in sent(simulator)] == ["text", "image", "text", "image"]


def test_a_document_reaches_bedrock(scripted: OpenAI, simulator: Simulator) -> None:
    file = {"filename": "the report (1).pdf", "file_data": f"data:application/pdf;base64,{PDF}"}
    scripted.chat.completions.create(model=BUDGET, messages=about({"type": "file", "file": file}))
    (document,) = [it["document"] for it in sent(simulator) if "document" in it]
    assert (document["format"], document["source"]) == ("pdf", {"bytes": PDF})


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/x.png",
        "https://127.0.0.1/x.png",
        "ftp://somewhere/x.png",
        "data:image/png;base64,?",
    ],
)
def test_what_is_no_image_is_refused_and_named(scripted: OpenAI, simulator: Simulator, url: str) -> None:
    with pytest.raises(openai.BadRequestError) as raised:
        scripted.chat.completions.create(model=BUDGET, messages=about(image(url)))
    assert raised.value.param.startswith("messages[0].content[1]")
    assert "root:" not in str(raised.value)
    assert simulator.requests("Converse") == []


def test_a_model_that_cannot_see(scripted: OpenAI, simulator: Simulator) -> None:
    with pytest.raises(openai.BadRequestError) as raised:
        scripted.chat.completions.create(
            model="us.amazon.nova-micro-v1:0", messages=about(image(f"data:image/png;base64,{PNG}"))
        )
    assert "image" in str(raised.value)
