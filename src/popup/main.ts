import { lookFirst } from '../ui/first-look';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());

const first = lookFirst('starred', closing.signal);
// All else comes while the library is opened and the first rows are read.
void import('./start').then(({ start }) => start(first, closing.signal));
