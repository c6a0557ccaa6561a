// All the words in English, without the wait for them.

import base from '../src/i18n/en/index';
import { load, sections, type Dictionary } from '../src/i18n';

export default { ...base, ...(await load('en', sections)) } as Dictionary;
