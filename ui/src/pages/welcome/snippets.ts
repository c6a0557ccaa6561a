// The shortest program that gets an answer, in three languages. `{{key}}` is the app's to fill.

/** A language that snippets are in. */
export type Snippet = 'python' | 'node' | 'curl';

/** The snippets, by language. */
export const snippets: Record<Snippet, (baseUrl: string, model: string) => string> = {
  python: (baseUrl, model) => `from openai import OpenAI

client = OpenAI(base_url="${baseUrl}", api_key="{{key}}")
answer = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "Say hello."}],
)
print(answer.choices[0].message.content)`,
  node: (baseUrl, model) => `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${baseUrl}", apiKey: "{{key}}" });
const answer = await client.chat.completions.create({
  model: "${model}",
  messages: [{ role: "user", content: "Say hello." }],
});
console.log(answer.choices[0].message.content);`,
  curl: (baseUrl, model) => `curl ${baseUrl}/chat/completions \\
  -H "Authorization: Bearer {{key}}" \\
  -H "Content-Type: application/json" \\
  -d '{"model": "${model}", "messages": [{"role": "user", "content": "Say hello."}]}'`,
};

/** As it is shown: the key is put in only when it is copied. */
export const masked = (snippet: string): string => snippet.replaceAll('{{key}}', '••••••••');
