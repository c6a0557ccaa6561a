// Whose pages may call: origins as browsers send them.

/** The origin of what was typed: `https://app.example/path` becomes `https://app.example`. Undefined for what has none. */
export function originOf(typed: string): string | undefined {
  try {
    const { protocol, origin } = new URL(typed.trim());
    return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
  } catch {
    return undefined;
  }
}
