import { lookFirst } from '../ui/first-look';
import { pageSignal } from '../ui/page-signal';

const closed = pageSignal();
const first = lookFirst('starred', closed);
// Everything else loads while the library is opened and the first rows are read.
void import('./start').then(({ start }) => start(first, closed));
