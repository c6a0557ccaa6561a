import { describe, expect, it } from 'vitest';

import type { Alias } from '../../src/bindings';
import { aliasOf, blank, draftOf, flaws, withAlias, withoutAlias } from '../../src/pages/models/aliases';

const fast: Alias = { name: 'fast', model: 'amazon.nova-lite-v1:0', profile: null, region: null };
const smart: Alias = { name: 'smart', model: 'eu.anthropic.claude-opus-5', profile: 'work', region: 'eu-west-1' };

describe('an alias', () => {
  it('becomes words and an alias again', () => {
    for (const alias of [fast, smart]) expect(aliasOf(draftOf(alias))).toEqual(alias);
    expect(aliasOf({ name: ' a ', model: ' b ', profile: ' ', region: '' })).toEqual({ name: 'a', model: 'b', profile: null, region: null });
  });

  it('needs a name of its own without spaces, and a model', () => {
    expect(flaws(blank, [])).toEqual({ name: 'missing', model: 'missing' });
    expect(flaws({ ...draftOf(fast), name: 'very fast' }, [])).toEqual({ name: 'spaces' });
    expect(flaws(draftOf(fast), [fast, smart])).toEqual({ name: 'taken' });
    expect(flaws({ ...draftOf(fast), model: 'a b' }, [])).toEqual({ model: 'spaces' });
  });

  it('may keep its name while it is changed, and not take a neighbour’s', () => {
    expect(flaws(draftOf(fast), [fast, smart], 'fast')).toEqual({});
    expect(flaws({ ...draftOf(fast), name: 'smart' }, [fast, smart], 'fast')).toEqual({ name: 'taken' });
  });

  it.each(['Frankfurt', 'eu central', 'useast1', 'eu_west-1'])('takes no %s for a region', (region) => {
    expect(flaws({ ...draftOf(fast), region }, [])).toEqual({ region: 'region' });
  });

  it('is added last, changed in its place, and taken away', () => {
    expect(withAlias([fast], smart)).toEqual([fast, smart]);
    expect(withAlias([fast, smart], { ...fast, name: 'quick' }, 'fast')).toEqual([{ ...fast, name: 'quick' }, smart]);
    expect(withoutAlias([fast, smart], 'fast')).toEqual([smart]);
  });
});
