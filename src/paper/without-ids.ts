import type { Entry } from './entry';
import { compareIds, type PaperId, pageOf, splitId, titleId } from './ids';
import { defined, idsOf, isBare, type Paper } from './paper';

/**
 * Returns an entry without ids that turned out not to identify it, and without the page that only such
 * an id leads to. What has no other id is known by its title. Undefined if nothing else is known of it.
 * @param plain returns a title or name without its TeX
 * @param other the id of its title, where that is known
 */
export function withoutIds(
  { paper, mark }: Entry,
  lost: Iterable<PaperId>,
  plain: (text: string) => string = (text) => text,
  other?: PaperId,
): Entry | undefined {
  if (isBare(paper)) return undefined;
  const gone = new Set(lost);
  const kept = idsOf(paper).filter((id) => !gone.has(id));
  const [id, ...aliases] =
    kept.length > 0 ? kept.sort(compareIds) : other ? [other] : idsOfTitle(paper, gone, plain);
  if (!id) return undefined;
  const { links, seen } = paper;
  const isPageGone = [...gone].some(
    (one) => splitId(one)[0] !== 'url' && links.page === pageOf(one),
  );
  return {
    paper: defined<Paper>({
      ...paper,
      id,
      aliases: aliases.length > 0 ? aliases : undefined,
      links: isPageGone ? { ...links, page: pageOf(id) } : links,
      seen: isPageGone && seen?.url === links.page ? { ...seen, url: pageOf(id) } : seen,
    }),
    mark: { ...mark, id },
  };
}

/** A title alone says too little; with the id that it was found beside, it is the same in each file. */
function idsOfTitle(
  { title, authors: [author = ''], published = '' }: Paper,
  gone: ReadonlySet<PaperId>,
  plain: (text: string) => string,
): PaperId[] {
  const year = published.slice(0, 4);
  const beside = author || year ? year : ([...gone].sort()[0] ?? '');
  return [titleId(plain(title), plain(author), beside) ?? []].flat();
}
