// A chat completion chunk, as far as the page needs it. What has another shape is passed over, never trusted.

/** Tokens, as OpenAI counts them: the input includes what the cache read and wrote. */
export interface Tokens {
  input: number;
  cached: number;
  cacheWritten: number;
  output: number;
  /** Of the output. */
  reasoning: number;
}

/** A piece of a call. */
export interface CallPiece {
  index: number;
  id: string;
  name: string;
  args: string;
}

/** What a chunk says. */
export interface Chunk {
  model: string | undefined;
  text: string;
  reasoning: string;
  calls: readonly CallPiece[];
  finish: string | undefined;
  tokens: Tokens | undefined;
  /** The gateway's words for what went wrong while it streamed. */
  error: string | undefined;
}

/** More calls at once are no answer but a mistake. */
const MAX_CALLS = 128;

type Json = Readonly<Record<string, unknown>>;

/** Reads a chunk; undefined for what is none. */
export function chunkOf(json: string): Chunk | undefined {
  const whole = parse(json);
  if (whole === undefined) return undefined;
  const choice = object(list(whole['choices'])[0]);
  const delta = object(choice['delta']);
  return {
    model: string(whole['model']) || undefined,
    text: string(delta['content']),
    reasoning: string(delta['reasoning_content']),
    calls: list(delta['tool_calls']).map(object).map(callOf).filter(isPlaced),
    finish: string(choice['finish_reason']) || undefined,
    tokens: tokensOf(whole['usage']),
    error: errorOf(whole['error']),
  };
}

function parse(json: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function callOf(call: Json): CallPiece {
  const fn = object(call['function']);
  return { index: number(call['index']), id: string(call['id']), name: string(fn['name']), args: string(fn['arguments']) };
}

const isPlaced = ({ index }: CallPiece): boolean => Number.isInteger(index) && index >= 0 && index < MAX_CALLS;

function tokensOf(usage: unknown): Tokens | undefined {
  if (!isObject(usage)) return undefined;
  const input = object(usage['prompt_tokens_details']);
  const output = object(usage['completion_tokens_details']);
  return {
    input: number(usage['prompt_tokens']),
    cached: number(input['cached_tokens']),
    cacheWritten: number(input['cache_write_tokens']),
    output: number(usage['completion_tokens']),
    reasoning: number(output['reasoning_tokens']),
  };
}

function errorOf(error: unknown): string | undefined {
  if (error === undefined || error === null) return undefined;
  return string(object(error)['message']) || (typeof error === 'string' ? error : JSON.stringify(error));
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const object = (value: unknown): Json => (isObject(value) ? value : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
