import { HOME, readPlace } from '../search/list-query';
import { lookFirst } from '../ui/first-look';

const closing = new AbortController();
addEventListener('pagehide', ({ persisted }) => {
  if (!persisted) closing.abort();
});

const { view, query, order, reverse } = readPlace(location.search);
const isPlain = view !== 'bin' && query === '' && order === HOME.order && !reverse;
const first = lookFirst(isPlain ? view : undefined, closing.signal);
// All else comes while the library is opened and the first rows are read.
void import('./start').then(({ start }) => start(first, closing.signal));
