import { type PaperId, splitId } from '../../paper/ids';

/** Words that stand between two ids of one paper, and name the second, or say when it came out. */
const BETWEEN =
  /^(?:doi|pmid|pmcid|pmc\d+|pubmed|medline|arxiv|preprint|epub|ahead|of|print|published|online|available|at|from|link|pdf|paper|html|journal|version)$/i;
const DATE = /^(?:\d{1,4}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/i;

/** Longest text between two ids of one citation, in characters. */
const LONGEST_GAP = 120;

/**
 * Returns whether an id in a line is of the same paper as those before it: "doi: 10.1000/x. Epub 2020
 * Sep 16. PMID: 32939066". In a list of ids, a comma or a semicolon has two papers at its sides.
 * @param before the ids that the citation has so far
 * @param gap the text between the last of these and the id
 * @param isInText whether words stand before the first
 */
export function isOfOneCitation(
  before: readonly PaperId[],
  id: PaperId,
  gap: string,
  isInText: boolean,
): boolean {
  const kinds = before.map((one) => splitId(one)[0]);
  const [kind] = splitId(id);
  if (gap.length > LONGEST_GAP || kinds.includes(kind)) return false;
  const words = gap.match(/[\p{L}\p{N}]+/gu) ?? [];
  const isDated = words.some((word) => /^(?:epub|published|print)$/i.test(word));
  if (!words.every((word) => BETWEEN.test(word) || (isDated && DATE.test(word)))) return false;
  if (/\.\s|[([]/.test(gap)) return true;
  return isInText && [...kinds, kind].includes('pmid');
}
