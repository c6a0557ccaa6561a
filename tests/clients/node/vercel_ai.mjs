// The Vercel AI SDK with its provider for OpenAI-compatible endpoints.

import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { embedMany, generateText, Output, stepCountIs, streamText, tool } from "ai";
import { z } from "zod";

import { BASE_URL, KEY, serve, TOOLS } from "./serve.mjs";

const outcrop = createOpenAICompatible({
  name: "outcrop",
  baseURL: BASE_URL,
  apiKey: KEY,
  includeUsage: true,
  supportsStructuredOutputs: true,
});
const Weather = z.object({ city: z.string(), degrees: z.number().int() });

const tools = Object.fromEntries(
  Object.entries(TOOLS).map(([name, { description, run }]) => [
    name,
    tool({ description, inputSchema: z.object({ city: z.string() }), execute: run }),
  ]),
);

const request = ({ model, question, effort }) => ({
  model: outcrop(model),
  prompt: question,
  maxRetries: 0,
  ...(effort && { providerOptions: { outcrop: { reasoningEffort: effort } } }),
});

/** What both ways of asking have in the end. A stream's error arrives as a part of it, so it is thrown from there. */
async function run(asked, streamed, onText = () => {}) {
  if (!streamed) return generateText(asked);
  const result = streamText({ ...asked, onError: () => {} });
  for await (const part of result.fullStream) {
    if (part.type === "error") throw part.error;
    if (part.type === "text-delta") onText(part.text);
  }
  return { text: await result.text, steps: await result.steps, reasoningText: await result.reasoningText };
}

await serve({
  chat: async (task) => ({ text: (await run(request(task), task.stream)).text }),

  stream: async (task) => {
    const pieces = [];
    await run(request(task), true, (piece) => pieces.push(piece));
    return { pieces };
  },

  tools: async (task) => {
    const { text, steps } = await run({ ...request(task), tools, stopWhen: stepCountIs(5) }, task.stream);
    return { calls: steps.flatMap((step) => step.toolCalls.map((call) => call.toolName)), text };
  },

  structured: async (task) =>
    (await generateText({ ...request(task), output: Output.object({ schema: Weather, name: "weather" }) })).output,

  reasoning: async (task) => ({ reasoning: (await run(request(task), task.stream)).reasoningText }),

  embeddings: async ({ model, texts }) => ({
    vectors: (await embedMany({ model: outcrop.textEmbeddingModel(model), values: texts })).embeddings,
  }),

  cancel: async (task) => {
    const leaving = new AbortController();
    const { textStream } = streamText({ ...request(task), abortSignal: leaving.signal });
    for await (const piece of textStream) {
      leaving.abort();
      return { piece };
    }
  },
});
