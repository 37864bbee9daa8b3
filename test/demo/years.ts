/** Two years of a user's papers, none of which exist, for pictures of the pages that show many. */
import type { PaperId } from '../../src/paper/ids';
import type { MarkChange, MarkPatch } from '../../src/paper/mark';

const DAY = 24 * 3_600_000;
const DOING = ['Learning', 'Compressing', 'Probing', 'Steering', 'Scaling', 'Pruning', 'Editing'];
const WHAT = [
  ...['Small Language Models', 'Long Contexts', 'Sparse Experts', 'Video Diffusion', 'Tool Use'],
  ...['Speech Tokens', 'Protein Folds', 'Chain of Thought', 'World Models', 'Graph Retrieval'],
];
const HOW = [
  ...['with Half the Data', 'by Asking Twice', 'on $\\mathcal{O}(n)$ Memory', 'without Labels'],
  ...['from Weak Feedback', 'at Test Time', 'in the Wild', 'under a Fixed Budget'],
];
const GIVEN = ['Ines', 'Tomáš', 'Maria', 'Yara', 'Henrik', 'Aiko', 'Grace', 'Meera', 'Luca', 'Wei'];
const FAMILY = ['Okafor', 'Dvořák', 'van der Velde', 'Benali', 'Aalto', 'Tanaka', 'Nair', 'Ferri'];
const CLASSES = ['cs.CL', 'cs.LG', 'cs.CV', 'cs.AI', 'stat.ML', 'q-bio.BM'];
const TAGS = ['efficiency', 'reading group', 'agents', 'evaluation', 'to cite'];
const NOTES = [
  'Compare with our 128k runs before Thursday.',
  'Table 3 is the point: half the memory, same score.',
  'Ask about the schedule of positions.',
];

/** Numbers that look thrown, always the same ones (a linear congruential generator). */
function makeDice(): (sides: number) => number {
  let state = 20_261_125;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** @param until when the last was met, in ms since 1970 */
export function yearsOfReading(until: number, papers = 420): MarkChange[] {
  const dice = makeDice();
  const pick = <T>(list: readonly T[]): T => list[dice(list.length)] as T;
  return Array.from({ length: papers }, (_, i): MarkChange => {
    // More of late, few on weekends: as people read.
    let at = until - Math.round((dice(1_000) / 1_000) ** 1.6 * 700) * DAY - dice(DAY / 3);
    if ([0, 6].includes(new Date(at).getUTCDay()) && dice(4) > 0) at += 2 * DAY;
    at = Math.min(at, until);
    const number = `${new Date(at).toISOString().slice(2, 7).replace('-', '')}.${String(10_000 + i)}`;
    const primary = pick(CLASSES);
    const authors = Array.from({ length: 1 + dice(6) }, () => `${pick(GIVEN)} ${pick(FAMILY)}`);
    const site = pick(['huggingface', 'huggingface', 'arxiv']);
    const fate = dice(10);
    const patch: MarkPatch = {
      ...(fate < 4 ? { starred: at } : {}),
      ...(fate < 2 || fate > 4 ? { read: Math.min(at + dice(9) * DAY, until) } : {}),
      ...(fate === 4 ? { dismissed: at } : {}),
      ...(fate < 4 && dice(3) === 0 ? { tags: { [pick(TAGS)]: true, [pick(TAGS)]: true } } : {}),
      ...(fate < 4 && dice(6) === 0 ? { note: { text: pick(NOTES), was: '' } } : {}),
    };
    return {
      paper: {
        id: `arxiv:${number}` as PaperId,
        title: `${pick(DOING)} ${pick(WHAT)} ${pick(HOW)}`,
        authors: [...new Set(authors)],
        published: new Date(at - 2 * DAY).toISOString().slice(0, 10),
        categories: [...new Set([primary, pick(CLASSES)])],
        abstract:
          'We ask how far a reader gets with less. Over three corpora and four sizes the answer is the same: further than was thought, as long as what is left out is chosen by what was read before.',
        links: {
          page: `https://arxiv.org/abs/${number}`,
          pdf: `https://arxiv.org/pdf/${number}`,
          ...(dice(4) === 0 ? { code: `https://github.com/example/${number}` } : {}),
        },
        seen: {
          site,
          url:
            site === 'arxiv'
              ? 'https://arxiv.org/list/cs.CL/recent'
              : 'https://huggingface.co/papers',
          at,
        },
      },
      patch,
    };
  });
}
