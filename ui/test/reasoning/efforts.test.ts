import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { ModelEffort } from '../../src/bindings';
import { budgets, effortOf, efforts, families, withEffort } from '../../src/efforts';

const all: ModelEffort[] = [{ model: 'a', effort: 'low' }, { model: 'b', effort: 'max' }];

describe('efforts of single models', () => {
  it('are set, changed and taken away in their places', () => {
    expect(withEffort(all, 'c', 'none')).toEqual([...all, { model: 'c', effort: 'none' }]);
    expect(withEffort(all, 'a', 'high')).toEqual([{ model: 'a', effort: 'high' }, all[1]]);
    expect(withEffort(all, 'a', null)).toEqual([all[1]]);
    expect(withEffort(all, 'c', null)).toEqual(all);
  });

  it('are found by the model', () => {
    expect([effortOf(all, 'b'), effortOf(all, 'c')]).toEqual(['max', null]);
  });
});

describe('the facts', () => {
  const gateway = '../src-tauri/gateway/src/bedrock';

  it('are the gateway’s: budgets', () => {
    const source = readFileSync(`${gateway}/reasoning.rs`, 'utf8');
    const [, body = ''] = /fn budget_for\(effort: Effort\) -> u64 \{([^}]+)\}/.exec(source) ?? [];
    const [, least] = /const MIN_BUDGET: u64 = (\d+)/.exec(source) ?? [];
    const written = (name: string) => new RegExp(`Effort::${name}\\b[^=]*=> ([\\dA-Z_]+)`).exec(body)?.[1]?.replace('MIN_BUDGET', least ?? '');
    const named = { minimal: 'Minimal', low: 'Low', medium: 'Medium', high: 'High', xhigh: 'XHigh', max: 'Max' } as const;
    for (const [effort, budget] of Object.entries(budgets)) {
      expect(Number(written(named[effort as keyof typeof named])?.replace('_', '')), effort).toBe(budget);
    }
  });

  it('are the gateway’s: levels', () => {
    const rules = readFileSync(`${gateway}/families.toml`, 'utf8');
    const written = new Set([...rules.matchAll(/levels = \[([^\]]*)\]/g)].map(([, levels = '']) => levels.replaceAll(/[" ]/g, '')));
    const told = families.map(({ levels }) => levels.join(','));
    // A family that can be turned off does so by leaving its member out, except for GPT, where `none` is a level.
    const sent = new Set(told.flatMap((levels) => [levels, levels.replace('none,', '')]));
    expect([...written].filter((levels) => !sent.has(levels))).toEqual([]);
    for (const { levels } of families) expect(levels).toEqual(efforts.filter((effort) => levels.includes(effort)));
  });
});
