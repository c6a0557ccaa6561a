// What to write into each client. Facts about the clients, in their own words; ours are in the dictionary.
//
// In the templates {{baseUrl}} ends in /v1 and {{root}} does not; {{key}} is put in by the app when it is copied.

/** An endpoint that a client cannot do without. */
export type Needs = 'chat' | 'responses' | 'messages';

/** A file or a command, to the letter. */
export interface Snippet {
  /** Where it goes: a file's path; none for a program of one's own, or a shell. */
  file?: string;
  text: string;
}

/** A field of a client's settings: its label there, and what to put in. */
export type FormField = readonly [label: string, template: string];

/** How to set one client up. */
export interface Guide {
  /** As the log names it. */
  id: string;
  name: string;
  group: 'libraries' | 'editors' | 'terminal';
  /** Other names that the log has for the same client. */
  alsoKnownAs?: readonly string[];
  needs: Needs;
  snippets: readonly Snippet[];
  form?: readonly FormField[];
  /** A sentence of the dictionary about this client. */
  note?: 'langchain' | 'cline' | 'zed' | 'openWebui' | 'aider' | 'autogen' | 'environment' | 'codex' | 'claudeCode';
}

const environment = `export OPENAI_BASE_URL={{baseUrl}}
export OPENAI_API_KEY={{key}}`;

/** Every client that there are words for, in the order in which they are shown. */
export const guides: readonly Guide[] = [
  {
    id: 'langchain',
    name: 'LangChain',
    group: 'libraries',
    alsoKnownAs: ['langchain-js'],
    needs: 'chat',
    note: 'langchain',
    snippets: [
      {
        text: `from langchain_openai import ChatOpenAI

model = ChatOpenAI(
    model="{{model}}",
    base_url="{{baseUrl}}",
    api_key="{{key}}",
    stream_usage=True,
    default_headers={"x-outcrop-app": "langchain"},
)
print(model.invoke("Hello").content)`,
      },
    ],
  },
  {
    id: 'autogen',
    name: 'AutoGen',
    group: 'libraries',
    needs: 'chat',
    note: 'autogen',
    snippets: [
      {
        text: `from autogen_ext.models.openai import OpenAIChatCompletionClient

model = OpenAIChatCompletionClient(
    model="{{model}}",
    base_url="{{baseUrl}}",
    api_key="{{key}}",
    model_info={"vision": True, "function_calling": True, "json_output": True,
                "structured_output": True, "family": "unknown"},
    default_headers={"x-outcrop-app": "autogen"},
)`,
      },
    ],
  },
  {
    id: 'openai-python',
    name: 'OpenAI Python',
    group: 'libraries',
    needs: 'chat',
    note: 'environment',
    snippets: [
      {
        text: `from openai import OpenAI

client = OpenAI(base_url="{{baseUrl}}", api_key="{{key}}")
answer = client.chat.completions.create(
    model="{{model}}",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)`,
      },
      { text: environment },
    ],
  },
  {
    id: 'openai-node',
    name: 'OpenAI Node',
    group: 'libraries',
    needs: 'chat',
    note: 'environment',
    snippets: [
      {
        text: `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: '{{baseUrl}}', apiKey: '{{key}}' });
const answer = await client.chat.completions.create({
  model: '{{model}}',
  messages: [{ role: 'user', content: 'Hello' }],
});
console.log(answer.choices[0].message.content);`,
      },
      { text: environment },
    ],
  },
  {
    id: 'vercel-ai-sdk',
    name: 'Vercel AI SDK',
    group: 'libraries',
    needs: 'chat',
    snippets: [
      {
        text: `import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText } from 'ai';

const outcrop = createOpenAICompatible({
  name: 'outcrop',
  baseURL: '{{baseUrl}}',
  apiKey: '{{key}}',
  includeUsage: true,
});
const { text } = await generateText({ model: outcrop('{{model}}'), prompt: 'Hello' });`,
      },
    ],
  },
  {
    id: 'cline',
    name: 'Cline',
    group: 'editors',
    alsoKnownAs: ['roo-code', 'kilo-code'],
    needs: 'chat',
    note: 'cline',
    snippets: [],
    form: [
      ['API Provider', 'OpenAI Compatible'],
      ['Base URL', '{{baseUrl}}'],
      ['API Key', '{{key}}'],
      ['Model ID', '{{model}}'],
    ],
  },
  {
    id: 'continue',
    name: 'Continue',
    group: 'editors',
    needs: 'chat',
    snippets: [
      {
        file: '~/.continue/config.yaml',
        text: `name: Outcrop
version: 1.0.0
schema: v1
models:
  - name: Bedrock
    provider: openai
    model: {{model}}
    apiBase: {{baseUrl}}
    apiKey: {{key}}
    roles: [chat, edit, apply]`,
      },
    ],
  },
  {
    id: 'zed',
    name: 'Zed',
    group: 'editors',
    needs: 'chat',
    note: 'zed',
    snippets: [
      {
        file: '~/.config/zed/settings.json',
        text: `{
  "language_models": {
    "openai_compatible": {
      "Outcrop": {
        "api_url": "{{baseUrl}}",
        "available_models": [
          { "name": "{{model}}", "display_name": "Bedrock", "max_tokens": {{context}} }
        ]
      }
    }
  }
}`,
      },
      { text: 'export OUTCROP_API_KEY={{key}}' },
    ],
  },
  {
    id: 'aider',
    name: 'aider',
    group: 'terminal',
    needs: 'chat',
    note: 'aider',
    snippets: [
      {
        text: `export OPENAI_API_BASE={{baseUrl}}
export OPENAI_API_KEY={{key}}
aider --model openai/{{model}}`,
      },
    ],
  },
  {
    id: 'open-webui',
    name: 'Open WebUI',
    group: 'terminal',
    needs: 'chat',
    note: 'openWebui',
    snippets: [
      {
        text: `export OPENAI_API_BASE_URL={{baseUrl}}
export OPENAI_API_KEY={{key}}
open-webui serve`,
      },
    ],
  },
  {
    id: 'codex',
    name: 'Codex',
    group: 'terminal',
    needs: 'responses',
    note: 'codex',
    snippets: [
      {
        file: '~/.codex/config.toml',
        text: `model = "{{model}}"
model_provider = "outcrop"

[model_providers.outcrop]
name = "Outcrop"
base_url = "{{baseUrl}}"
env_key = "OUTCROP_API_KEY"
wire_api = "responses"`,
      },
      { text: 'export OUTCROP_API_KEY={{key}}' },
    ],
  },
  {
    id: 'claude-code',
    name: 'Claude Code',
    group: 'terminal',
    needs: 'messages',
    note: 'claudeCode',
    snippets: [
      {
        text: `export ANTHROPIC_BASE_URL={{root}}
export ANTHROPIC_AUTH_TOKEN={{key}}
export ANTHROPIC_MODEL={{model}}
claude`,
      },
    ],
  },
  {
    id: 'curl',
    name: 'curl',
    group: 'terminal',
    needs: 'chat',
    snippets: [
      {
        text: `curl -N {{baseUrl}}/chat/completions \\
  -H "Authorization: Bearer {{key}}" \\
  -H "Content-Type: application/json" \\
  -d '{"model": "{{model}}", "stream": true, "messages": [{"role": "user", "content": "Hello"}]}'`,
      },
    ],
  },
];

/** What this version of the gateway serves. A client that needs another endpoint is shown, and told so. */
export const served: readonly Needs[] = ['chat'];
