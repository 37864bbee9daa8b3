import type { Entry } from '../paper/entry';
import { pageOf } from '../paper/id';
import { webAddress } from './facts';

/** The paper's own page, on a line of its own. */
export const writeLink = ({ paper }: Entry): string =>
  `${webAddress(paper.links.page) ?? pageOf(paper.id)}\n`;
