import type { Row } from '../../src/bindings';
import { dice, MINUTE } from './time';

const clients = [
  ['openai-python', 'OpenAI/Python 2.9.0'],
  ['langchain', 'langchain-openai/1.2.1'],
  ['cline', 'Cline/4.1.0'],
  ['claude-code', 'claude-cli/3.0.4 (external, cli)'],
  ['codex', 'codex_cli_rs/1.4.0'],
  ['aider', 'aider/0.99.1'],
  [null, 'curl/8.14.1'],
] as const;

const paths = { 'claude-code': '/v1/messages', codex: '/v1/responses' } as Record<string, string>;

const models = [
  ['claude-sonnet-5', 'eu.anthropic.claude-sonnet-5', 3, 15],
  ['claude-haiku-4-5', 'eu.anthropic.claude-haiku-4-5', 1, 5],
  ['fast', 'eu.amazon.nova-lite-v1:0', 0.06, 0.24],
  ['gpt-4o', 'eu.anthropic.claude-sonnet-5', 3, 15],
  ['openai.gpt-oss-120b-1:0', null, 0.15, 0.6],
] as const;

const errors = [
  [429, 'rate_limited', 'Bedrock is throttling this model. Wait and try again, or use a cross-region profile.'],
  [403, 'access_denied', 'The identity may not call bedrock:InvokeModelWithResponseStream on this model. Add the action to its policy.'],
  [400, 'invalid', 'messages[3].tool_call_id: no tool call has this id. Send the assistant message that made the call before its result.'],
] as const;

/** One request, as its number has it. */
export function row(id: number, started: number): Row {
  const roll = dice(id * 7919);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!;
  const [app, client] = pick(clients);
  const [model, resolvedModel, priceIn, priceOut] = pick(models);
  const fate = roll();
  const failure = fate < 0.04 ? pick(errors) : undefined;
  const cancelled = fate > 0.985;
  const input = Math.round(200 + roll() ** 3 * 60_000);
  const cached = roll() > 0.5 ? Math.round(input * 0.8) : 0;
  const output = Math.round(20 + roll() ** 2 * 3000);
  const firstToken = Math.round(280 + roll() ** 2 * 2600);
  const duration = firstToken + Math.round(output * (6 + roll() * 9));
  const usage = { input, cached, cacheWritten: cached === 0 ? 0 : Math.round(input * 0.1), output };
  return {
    id,
    started,
    method: 'POST',
    path: paths[app ?? ''] ?? '/v1/chat/completions',
    app,
    client,
    model,
    resolvedModel,
    streamed: roll() > 0.2,
    status: failure?.[0] ?? 200,
    outcome: failure ? 'failed' : cancelled ? 'cancelled' : 'finished',
    firstToken: failure ? null : firstToken,
    duration: failure ? Math.round(90 + roll() * 400) : duration,
    usage: failure ? null : usage,
    cost: failure ? null : ((input - cached * 0.9) * priceIn + output * priceOut) / 1e6,
    effort: roll() > 0.5 ? 'low' : null,
    serviceTier: failure ? null : 'default',
    profile: 'work',
    region: 'eu-central-1',
    adjusted: roll() > 0.82 ? ['logit_bias: dropped, Bedrock has nothing like it', 'temperature: 1, because the model thinks'] : [],
    awsRequestId: `5f${id.toString(16).padStart(6, '0')}-7c1d-4e0b-9a55-2f6f0a1b3c4d`,
    error: failure ? { code: failure[1], message: failure[2] } : null,
    timeline: [
      { stage: 'read', at: 1 },
      { stage: 'parsed', at: 2 },
      { stage: 'sent', at: 6 },
      ...(failure
        ? []
        : [
            { stage: 'accepted' as const, at: Math.round(firstToken * 0.6) },
            { stage: 'firstToken' as const, at: firstToken },
          ]),
      { stage: 'ended', at: failure ? 210 : duration },
    ],
    captured: false,
  };
}

/** The last so many requests, the newest a moment ago. */
export function rows(count: number, captured = false): Row[] {
  const now = Date.now();
  const roll = dice(42);
  let at = now - 9000;
  return Array.from({ length: count }, (_, place) => {
    at -= roll() * 0.7 * MINUTE;
    return { ...row(count - place, Math.round(at)), captured: captured && place < 50 };
  });
}

/** A request that has just arrived. */
export function opened(id: number): Row {
  const whole = row(id, Date.now());
  return { ...whole, status: null, outcome: 'open', firstToken: null, duration: null, usage: null, cost: null, error: null, serviceTier: null, timeline: whole.timeline.slice(0, 3) };
}
