import type { PaperId } from '../paper/ids';
import { defined, type Paper } from '../paper/paper';
import { type ComingKeys, keepKey, keysRefused } from './citation-keys';
import type { Library } from './schema';
import { runUnitOfWork } from './unit-of-work';
import type { Written } from './upsert';

/** What the user can change of a publication; what is absent is taken away. */
type PublicationFacts = Pick<Paper, 'type' | 'venue' | 'published' | 'key' | 'fields'>;

/**
 * Replaces what is known of a publication. Resolves to the key instead, and nothing is written, if the
 * key is another paper's; to undefined if the paper is not in the library.
 * @param now milliseconds since 1970
 */
export function editPublication(
  db: Library,
  id: PaperId,
  facts: PublicationFacts,
  now: number = Date.now(),
): Promise<Written | string | undefined> {
  return runUnitOfWork(
    db,
    () => ({ groups: [[id]] }),
    async (unit, tx) => {
      const [known] = unit.recordsOf([id]);
      if (!known?.paper || !known.mark) return undefined;
      const { type, venue, published, key, fields } = facts;
      const paper = defined<Paper>({ ...known.paper, type, venue, published, key, fields });
      if (key !== known.paper.key) {
        // Its own is no obstacle to another that it gets.
        await keepKey(tx, known.id, undefined);
        const coming: ComingKeys = new Map();
        const [refused] = await keysRefused(tx, [paper], coming);
        if (refused) {
          await keepKey(tx, known.id, known.paper.key);
          return refused;
        }
        if (key !== undefined) await keepKey(tx, known.id, key);
      }
      const mark = { ...known.mark, seq: unit.nextSeq() };
      unit.papers.set(known.id, paper);
      unit.marks.set(known.id, mark);
      return { mark, ids: [known.id, ...unit.aliasesOf(known.id)] };
    },
    now,
    ['exported'],
  );
}
