"""The list of models, and each of them by its id."""

import urllib.request

import openai
import pytest
from openai import OpenAI

from conversation import user
from processes import KEY, Outcrop, Simulator

# Its id has a colon; its ARN has slashes as well.
NOVA = "us.amazon.nova-lite-v1:0"
NOVA_ARN = f"arn:aws:bedrock:us-east-1:123456789012:inference-profile/{NOVA}"


def test_list(client: OpenAI) -> None:
    models = list(client.models.list())
    ids = [model.id for model in models]
    assert len(ids) == len(set(ids))
    assert NOVA in ids, "what is reached through an inference profile is listed by the profile's id"
    assert {model.object for model in models} == {"model"}
    assert all(isinstance(model.created, int) and model.owned_by for model in models)


def test_every_listed_chat_id_can_be_retrieved(client: OpenAI) -> None:
    for model in list(client.models.list())[:20]:
        assert client.models.retrieve(model.id).id == model.id


def test_ids_with_slashes(bedrock: Outcrop, scripted: OpenAI) -> None:
    """An application's inference profile has no other name than its ARN."""
    arns = [model.id for model in scripted.models.list() if "/" in model.id]
    assert arns
    for arn in arns:
        assert scripted.models.retrieve(arn).id == arn
        # A slash that was not encoded names the same model.
        request = urllib.request.Request(f"{bedrock.base_url}/models/{arn}", headers={"authorization": f"Bearer {KEY}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert answer.status == 200


def test_an_arn_can_be_talked_to(scripted: OpenAI, simulator: Simulator) -> None:
    assert scripted.chat.completions.create(model=NOVA_ARN, messages=user("Hello")).choices[0].message.content
    (request,) = simulator.requests("Converse")
    assert request["model_id"] == NOVA_ARN


def test_an_unknown_id(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as raised:
        client.models.retrieve("no.such-model-v1:0")
    assert raised.value.body["code"] == "model_not_found"


def test_the_predecessors_paths_work(bedrock: Outcrop) -> None:
    """Who comes from bedrock-access-gateway has `/api/v1` in a configuration somewhere."""
    with OpenAI(base_url=f"{bedrock.url}/api/v1", api_key=KEY) as client:
        assert NOVA in [model.id for model in client.models.list()]
        assert client.models.retrieve(NOVA).id == NOVA
