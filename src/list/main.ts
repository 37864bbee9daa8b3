import { DEFAULT_LIST_QUERY, readListQuery } from '../search/list-query';
import { lookFirst } from '../ui/first-look';
import { pageSignal } from '../ui/page-signal';

const closed = pageSignal({ resumes: true });
const { view, query, order, reverse } = readListQuery(location.search);
const isPlain = view !== 'bin' && query === '' && order === DEFAULT_LIST_QUERY.order && !reverse;
const first = lookFirst(isPlain ? view : undefined, closed);
// Everything else loads while the library is opened and the first rows are read.
void import('./start').then(({ start }) => start(first, closed));
