import type { Dictionary } from '..';
import common from './common.json';
import connect from './connect.json';
import models from './models.json';
import overview from './overview.json';
import playground from './playground.json';
import reasoning from './reasoning.json';
import requests from './requests.json';
import settings from './settings.json';
import shell from './shell.json';
import tray from './tray.json';
import welcome from './welcome.json';

export default { common, connect, models, overview, playground, reasoning, requests, settings, shell, tray, welcome } satisfies Dictionary;
