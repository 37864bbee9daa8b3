import { siteOf } from '../sites';
import { showOverlay } from './overlay';

/** Heard by every copy of this script in the page; after an update there can be an older one. */
const LEAVE = 'dogear:leave';

document.dispatchEvent(new Event(LEAVE));
const stay = new AbortController();
document.addEventListener(LEAVE, () => stay.abort(), { signal: stay.signal });

const site = siteOf(new URL(location.href));
if (site) showOverlay(site, stay.signal);
