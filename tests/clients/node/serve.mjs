// The half of a driver that all JavaScript clients share; the same as ../matrix/drivers/serve.py.

import { createInterface } from "node:readline";

export const BASE_URL = process.env.OPENAI_BASE_URL;
export const KEY = process.env.OPENAI_API_KEY;

export const TOOLS = {
  get_weather: { description: "The weather in a city.", run: ({ city }) => `${city}: 4 °C, light rain` },
  get_time: { description: "The time of day in a city.", run: ({ city }) => `${city}: half past twelve` },
};

/** Answers tasks with the functions named like their rows until stdin ends. */
export async function serve(rows) {
  // A client that prints must not be taken for an answer.
  console.log = console.info = console.warn = console.error;
  for await (const line of createInterface({ input: process.stdin })) {
    const task = JSON.parse(line);
    const row = rows[task.row];
    const answer = row ? await attempt(row, task) : { lacks: task.row };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

async function attempt(row, task) {
  try {
    return { answer: await row(task) };
  } catch (error) {
    // Whatever the client throws is what its user sees.
    return { raised: String(error.message), type: error.constructor.name };
  }
}
