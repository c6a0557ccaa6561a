// Clients and models as people call them. A client has two letters for a picture: brands' own are not ours to ship.

import type { Row } from '../../bindings';

/** Known clients: as the gateway names them, and as their makers do. */
const names: Record<string, string> = {
  'openai-python': 'OpenAI Python',
  'openai-node': 'OpenAI Node',
  'anthropic-python': 'Anthropic Python',
  'anthropic-node': 'Anthropic Node',
  langchain: 'LangChain',
  'langchain-js': 'LangChain.js',
  llamaindex: 'LlamaIndex',
  autogen: 'AutoGen',
  litellm: 'LiteLLM',
  'pydantic-ai': 'Pydantic AI',
  'openai-agents': 'OpenAI Agents SDK',
  'vercel-ai-sdk': 'Vercel AI SDK',
  cline: 'Cline',
  'roo-code': 'Roo Code',
  continue: 'Continue',
  zed: 'Zed',
  aider: 'aider',
  'open-webui': 'Open WebUI',
  'kilo-code': 'Kilo Code',
  opencode: 'OpenCode',
  codex: 'Codex',
  'claude-code': 'Claude Code',
  curl: 'curl',
  playground: 'Playground',
  replay: 'Replay',
};

/** The client's name: as it is known, else what it calls itself before the first slash or blank. */
export function nameOf(row: Pick<Row, 'app' | 'client'>): string | undefined {
  if (row.app !== null) return names[row.app] ?? row.app;
  const own = row.client?.trim().split(/[\s/(;]/u, 1)[0];
  return own === '' ? undefined : own;
}

/** Two letters that stand for a name, and which of the hues: its capitals, or how it begins. */
export function badgeOf(name: string): { letters: string; hue: number } {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  const capitals = name.match(/\p{Lu}/gu) ?? [];
  const letters = capitals.length > 1 ? capitals.slice(0, 2) : [...name].slice(0, 2);
  return { letters: letters.join(''), hue: sum % HUES };
}

/** How many hues there are, in list/list.css. */
export const HUES = 6;

/** A model's id without what every ARN of an account begins with. */
export const shortModel = (id: string): string => (id.startsWith('arn:') ? id.split(':').slice(5).join(':') : id);
