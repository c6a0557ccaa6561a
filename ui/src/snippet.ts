// Templates, for the eye and for the clipboard.

/** What a template's places stand for. */
export interface Values {
  baseUrl: string;
  model: string;
  /** Tokens that the model reads. */
  context: number;
}

const MASK = 'outcrop_••••••••••••';

/** What is shown: everything but the key. */
export function shown(template: string, values: Values): string {
  return copied(template, values).replaceAll('{{key}}', MASK);
}

/** What is copied: the app, which knows the key, puts it into its place. */
export function copied(template: string, { baseUrl, model, context }: Values): string {
  const root = baseUrl.replace(/\/v1$/, '');
  const places: Record<string, string> = { baseUrl, root, model, context: String(context) };
  // In one pass: a model's name may look like a place.
  return template.replace(/\{\{(\w+)\}\}/g, (place, name: string) => places[name] ?? place);
}
