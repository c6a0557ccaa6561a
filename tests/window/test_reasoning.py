"""How hard models think, and what clients see of it: from the next request on."""

from openai import OpenAI
from parts import MODEL, Bedrock
from window import Window

EFFORTS = "//*[@role='radiogroup'][@aria-label='Default effort']"


def test_the_default_effort_is_what_bedrock_is_told(window: Window, client: OpenAI, bedrock: Bedrock) -> None:
    window.page("reasoning")
    budgets = [budget(client, bedrock)]
    assert budgets == [0], "nothing is sent unless it was chosen"
    for effort in ("low", "high"):
        window.click(f"{EFFORTS}//input[@value='{effort}']/ancestor::label")
        budgets.append(window.until(lambda: more(budget(client, bedrock), budgets[-1]), f"more thought by {effort}"))
    assert budget(client, bedrock, reasoning_effort="low") == budgets[1], "what a request says wins"
    window.click(f"{EFFORTS}//input[@value='own']/ancestor::label")
    window.until(lambda: budget(client, bedrock) == 0, "nothing to be sent again")


def test_thinking_is_shown_as_chosen(window: Window, client: OpenAI) -> None:
    window.page("reasoning")
    for form in ("tags", "hidden", "field"):
        window.click(f"//input[@type='radio'][@value='{form}']/ancestor::label")
        window.until(lambda: shown(answer(client, reasoning_effort="low")) == form, f"thinking to be shown as {form}")


def budget(client: OpenAI, bedrock: Bedrock, **options) -> int:
    """How many tokens of thinking Bedrock is allowed because of one question."""
    answer(client, **options)
    fields = bedrock.conversations()[-1]["body"].get("additionalModelRequestFields", {})
    return fields.get("thinking", {}).get("budget_tokens", 0)


def more(now: int, before: int) -> int:
    """The budget, where it is larger than before."""
    return now if now > before else 0


def shown(message) -> str:
    """Where the thinking is in an answer."""
    if getattr(message, "reasoning_content", None):
        return "field"
    return "tags" if message.content.startswith("<think>") else "hidden"


def answer(client: OpenAI, **options):
    """The answer to one question."""
    question = [{"role": "user", "content": "How many eggs?"}]
    return client.chat.completions.create(model=MODEL, messages=question, **options).choices[0].message
