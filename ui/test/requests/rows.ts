// Rows to test with.

import type { Row } from '../../src/bindings';

/** A row that ended well, with some members changed. */
export function row(changes: Partial<Row> = {}): Row {
  return {
    id: 1,
    started: Date.UTC(2026, 10, 22, 12, 0, 0),
    method: 'POST',
    path: '/v1/chat/completions',
    app: 'openai-python',
    client: 'OpenAI/Python 3.54.0',
    model: 'claude-sonnet-5',
    resolvedModel: 'eu.anthropic.claude-sonnet-5-v1:0',
    streamed: true,
    status: 200,
    outcome: 'finished',
    firstToken: 420,
    duration: 2300,
    usage: { input: 1200, cached: 800, cacheWritten: 0, output: 340 },
    cost: 0.0123,
    effort: 'low',
    serviceTier: 'default',
    profile: 'work',
    region: 'eu-central-1',
    adjusted: [],
    awsRequestId: '0f0e0d0c-aaaa-bbbb-cccc-1234567890ab',
    error: null,
    timeline: [],
    captured: true,
    ...changes,
  };
}
