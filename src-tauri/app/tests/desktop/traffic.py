"""Some requests as people make them, so that the pictures show an Outcrop in use. Usage: traffic.py BASE_URL KEY

Runs in the environment of the clients' tests, for it is their packages that the log names.
"""
import subprocess
import sys

import openai
from langchain_openai import ChatOpenAI, OpenAIEmbeddings

WEATHER = {"type": "function", "function": {
    "name": "weather", "description": "The weather in a city.",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}}


def models(client):
    """One model each of some families that the demo has, or else whatever it has."""
    known = [model.id for model in client.models.list()]
    chosen = [next((id for id in known if family in id), None) for family in ("claude-opus", "claude-sonnet", "nova-pro", "llama", "deepseek")]
    return [id for id in chosen if id] or known[:3]


def ask(client, model, words, **more):
    """A streamed answer, read to its end."""
    for _ in client.chat.completions.create(model=model, messages=[{"role": "user", "content": words}], stream=True, **more):
        pass


def main():
    url, key = sys.argv[1:]
    client = openai.OpenAI(base_url=url, api_key=key, max_retries=0)
    some = models(client)
    chain = ChatOpenAI(base_url=url, api_key=key, model=some[0], max_retries=0)
    vectors = OpenAIEmbeddings(base_url=url, api_key=key, model="text-embedding-3-small", check_embedding_ctx_length=False)
    ask(client, some[0], "Why is granite so hard?", reasoning_effort="high")
    ask(client, some[-1], "Name the three kinds of rock.", logit_bias={"50256": -100})
    chain.invoke("Write a limerick about basalt.")
    vectors.embed_documents(["granite", "basalt", "gneiss"])
    ask(client, some[1 % len(some)], "Do I need an umbrella in Oslo?", tools=[WEATHER])
    try:
        ask(client, "no.such-model-v1:0", "Hello?")
    except openai.APIStatusError:
        pass  # A log without an error would be too good to be true.
    body = '{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hello"}]}'
    subprocess.run(["curl", "--silent", "--no-buffer", f"{url}/chat/completions", "-H", f"authorization: Bearer {key}",
                    "-H", "content-type: application/json", "-d", body], check=True, stdout=subprocess.DEVNULL)
    for model in some[2:4]:
        ask(client, model, "What is an outcrop?")
    chain.invoke("And one about slate.")
    ask(client, some[0], "Explain plate tectonics to a child.", reasoning_effort="medium")


if __name__ == "__main__":
    main()
