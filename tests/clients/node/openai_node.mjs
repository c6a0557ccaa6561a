// OpenAI's package for Node.

import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";

import { serve, TOOLS } from "./serve.mjs";

const client = new OpenAI();
const Weather = z.object({ city: z.string(), degrees: z.number().int() });

const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const SCHEMAS = Object.entries(TOOLS).map(([name, { description }]) => ({
  type: "function",
  function: { name, description, parameters },
}));

const request = ({ model, question, effort }) => ({
  model,
  messages: [{ role: "user", content: question }],
  ...(effort && { reasoning_effort: effort }),
});

const turn = async (asked, streamed) =>
  streamed
    ? await client.chat.completions.stream(asked).finalMessage()
    : (await client.chat.completions.create(asked)).choices[0].message;

async function pieces(task) {
  const found = [];
  for await (const chunk of await client.chat.completions.create({ ...request(task), stream: true })) {
    const delta = chunk.choices[0]?.delta;
    if (delta) found.push(delta);
  }
  return found;
}

await serve({
  chat: async (task) => ({ text: (await turn(request(task), false)).content }),

  stream: async (task) => ({ pieces: (await pieces(task)).map((delta) => delta.content).filter(Boolean) }),

  tools: async (task) => {
    const asked = { ...request(task), tools: SCHEMAS };
    const calls = [];
    for (;;) {
      const { content, tool_calls } = await turn(asked, task.stream);
      if (!tool_calls?.length) return { calls, text: content };
      // What OpenAI's documents say an assistant's turn has: anything else of the answer is dropped.
      asked.messages.push({ role: "assistant", content, tool_calls });
      for (const { id, function: called } of tool_calls) {
        calls.push(called.name);
        const result = TOOLS[called.name].run(JSON.parse(called.arguments));
        asked.messages.push({ role: "tool", tool_call_id: id, content: result });
      }
    }
  },

  structured: async (task) => {
    const asked = { ...request(task), response_format: zodResponseFormat(Weather, "weather") };
    return (await client.chat.completions.parse(asked)).choices[0].message.parsed;
  },

  reasoning: async (task) => {
    if (!task.stream) return { reasoning: (await turn(request(task), false)).reasoning_content };
    return { reasoning: (await pieces(task)).map((delta) => delta.reasoning_content ?? "").join("") };
  },

  embeddings: async ({ model, texts }) => ({
    vectors: (await client.embeddings.create({ model, input: texts })).data.map((it) => it.embedding),
  }),

  models: async () => {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    return { ids };
  },

  cancel: async (task) => {
    for await (const chunk of await client.chat.completions.create({ ...request(task), stream: true })) {
      const piece = chunk.choices[0]?.delta.content;
      if (piece) return { piece };
    }
  },
});
