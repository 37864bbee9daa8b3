import { readFirstRows } from '../ui/page/first-rows';
import { pageSignal } from '../ui/page/page-signal';

const closed = pageSignal();
const first = readFirstRows('starred', closed);
// Everything else loads while the library is opened and the first rows are read.
void import('./start').then(({ start }) => start(first, closed));
