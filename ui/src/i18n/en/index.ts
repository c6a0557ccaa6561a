// What the window always needs, in English: fetched in one piece before anything is drawn.

import common from './common.json';
import overview from './overview.json';
import shell from './shell.json';

export default { common, overview, shell };
