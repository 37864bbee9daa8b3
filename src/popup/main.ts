import { isLibraryHere } from '../protocol/own-page';
import { readFirstRows } from '../ui/page/first-rows';
import { pageSignal } from '../ui/page/page-signal';

const closed = pageSignal();
const reading = isLibraryHere().then((isHere) =>
  isHere ? readFirstRows('starred', closed) : undefined,
);
// Everything else loads while the library is opened and the first rows are read.
void import('./start').then(async ({ start }) => start(await reading, closed));
