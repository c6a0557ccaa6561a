// What the window always needs, in simplified Chinese.

import common from './common.json';
import overview from './overview.json';
import shell from './shell.json';

export default { common, overview, shell };
