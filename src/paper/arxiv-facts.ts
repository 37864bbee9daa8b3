import { splitId } from './ids';
import { idsOf, type Paper } from './paper';

/** `2401.12345`, `math/0309136`: an arXiv number begins with the year and the month of its first version. */
const NUMBER = /^(?:[a-z-]+\/)?(\d\d)(0[1-9]|1[0-2])/;

/**
 * Returns a paper with what its arXiv number says of it, where nothing better is known: its PDF, and the
 * month in which it came (https://info.arxiv.org/help/arxiv_identifier.html).
 */
export function withArxivFacts(paper: Paper): Paper {
  if (paper.links.pdf && paper.published) return paper;
  const number = idsOf(paper)
    .map(splitId)
    .find(([kind]) => kind === 'arxiv')?.[1];
  const [, year = '', month] = NUMBER.exec(number ?? '') ?? [];
  if (!number || !month) return paper;
  const pdf = paper.links.pdf ?? `https://arxiv.org/pdf/${number}`;
  // arXiv began in 1991.
  const published = paper.published ?? `${Number(year) > 90 ? '19' : '20'}${year}-${month}`;
  return { ...paper, published, links: { ...paper.links, pdf } };
}
