import type { Settings } from '../../src/bindings';

/** Settings as they are after some weeks. */
export const settings = (): Settings => ({
  file: '/home/jo/.config/outcrop/settings.toml',
  port: 8642,
  origins: ['http://localhost:3000'],
  defaultChat: null,
  defaultEmbedding: null,
  aliases: [
    { name: 'fast', model: 'eu.amazon.nova-lite-v1:0', profile: null, region: null },
    { name: 'review', model: 'us.anthropic.claude-opus-4-8', profile: 'prod', region: 'us-east-1' },
  ],
  favourites: ['eu.anthropic.claude-sonnet-5', 'eu.amazon.nova-2-lite-v1:0'],
  effort: 'low',
  efforts: [{ model: 'us.anthropic.claude-opus-4-8', effort: 'high' }],
  showReasoning: 'field',
  interleaved: true,
  promptCaching: true,
  strict: false,
  capture: false,
  language: 'system',
  theme: 'system',
  welcomed: true,
});
