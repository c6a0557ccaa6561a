import type { Body, Detail } from '../../src/bindings';

const body = (value: unknown): Body => {
  const text = JSON.stringify(value);
  return { text, bytes: text.length, cut: false };
};

/** What was captured of a request: one that thinks, calls a tool, and was adjusted. */
export const detail = (id: number): Detail => ({
  id,
  requestHeaders: [
    { name: 'host', value: '127.0.0.1:8642' },
    { name: 'authorization', value: '…' },
    { name: 'content-type', value: 'application/json' },
    { name: 'user-agent', value: 'OpenAI/Python 2.9.0' },
  ],
  request: body({
    model: 'claude-sonnet-5',
    stream: true,
    logit_bias: { '50256': -100 },
    messages: [
      { role: 'system', content: 'You are a terse assistant.' },
      { role: 'user', content: 'What is the weather in Zürich?' },
    ],
    tools: [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } } }],
  }),
  upstream: [
    {
      operation: 'ConverseStream',
      model: 'eu.anthropic.claude-sonnet-5',
      body: body({
        system: [{ text: 'You are a terse assistant.' }, { cachePoint: { type: 'default' } }],
        messages: [{ role: 'user', content: [{ text: 'What is the weather in Zürich?' }] }],
        toolConfig: { tools: [{ toolSpec: { name: 'weather', inputSchema: { json: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } } } }] },
        additionalModelRequestFields: { thinking: { type: 'adaptive' }, output_config: { effort: 'low' } },
      }),
    },
  ],
  responseHeaders: [
    { name: 'content-type', value: 'text/event-stream' },
    { name: 'x-outcrop-adjusted', value: 'logit_bias' },
    { name: 'x-request-id', value: `req_${id}` },
  ],
  response: {
    text: 'data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}\n\ndata: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","function":{"name":"weather","arguments":"{\\"city\\":\\"Zürich\\"}"}}]}}]}\n\ndata: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}\n\ndata: [DONE]\n\n',
    bytes: 4186,
    cut: false,
  },
  events: [
    { at: 612, answer: 0, kind: 'reasoning', text: 'The user wants the weather in Zürich. I have a tool for that.', name: null, pieces: 9 },
    { at: 904, answer: 0, kind: 'tool', text: '{"city":"Zürich"}', name: 'weather call_1', pieces: 3 },
    { at: 1033, answer: 0, kind: 'stop', text: 'tool_use', name: null, pieces: 1 },
    { at: 1036, answer: 0, kind: 'usage', text: 'input 412 (cached 0), output 57', name: null, pieces: 1 },
  ],
});
