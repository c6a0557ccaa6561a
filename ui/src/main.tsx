import { tauriHost } from './host';
import { start } from './start';

void start(tauriHost);
