// LangChain for JavaScript.

import { HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { concat } from "@langchain/core/utils/stream";
import { ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";
import { z } from "zod";

import { BASE_URL, serve, TOOLS } from "./serve.mjs";

const configuration = { baseURL: BASE_URL };
const Weather = z.object({ city: z.string(), degrees: z.number().int() });

const offered = Object.fromEntries(
  Object.entries(TOOLS).map(([name, { description, run }]) => [
    name,
    tool(run, { name, description, schema: z.object({ city: z.string() }) }),
  ]),
);

const model = ({ model, effort }) =>
  new ChatOpenAI({ model, configuration, ...(effort && { modelKwargs: { reasoning_effort: effort } }) });

async function turn(able, messages, streamed) {
  if (!streamed) return able.invoke(messages);
  let whole;
  for await (const chunk of await able.stream(messages)) whole = whole ? concat(whole, chunk) : chunk;
  return whole;
}

await serve({
  chat: async (task) => ({ text: (await model(task).invoke(task.question)).text }),

  stream: async (task) => {
    const pieces = [];
    for await (const chunk of await model(task).stream(task.question)) if (chunk.text) pieces.push(chunk.text);
    return { pieces };
  },

  tools: async (task) => {
    const able = model(task).bindTools(Object.values(offered));
    const messages = [new HumanMessage(task.question)];
    const calls = [];
    for (;;) {
      const message = await turn(able, messages, task.stream);
      if (!message.tool_calls?.length) return { calls, text: message.text };
      messages.push(message);
      for (const call of message.tool_calls) {
        calls.push(call.name);
        messages.push(await offered[call.name].invoke(call));
      }
    }
  },

  structured: (task) => model(task).withStructuredOutput(Weather, { name: "weather" }).invoke(task.question),

  reasoning: async (task) => {
    const message = await turn(model(task), task.question, task.stream);
    return { reasoning: message.additional_kwargs.reasoning_content };
  },

  embeddings: async ({ model, texts }) => ({
    vectors: await new OpenAIEmbeddings({ model, configuration }).embedDocuments(texts),
  }),

  cancel: async (task) => {
    const leaving = new AbortController();
    for await (const chunk of await model(task).stream(task.question, { signal: leaving.signal })) {
      if (chunk.text) {
        leaving.abort();
        return { piece: chunk.text };
      }
    }
  },
});
