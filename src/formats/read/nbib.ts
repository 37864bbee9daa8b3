import { displayName } from './fields';
import type { FormatReader } from './format-reader';
import type { Reference } from './reference';
import { type Tags, taggedReader } from './tagged-lines';

/**
 * Reads what PubMed's "Save" and "Cite" give
 * (https://www.nlm.nih.gov/bsd/mms/medlineelements.html): a record from one `PMID-` to the next.
 */
export const nbibReader = (): FormatReader =>
  taggedReader({
    begin: 'PMID-',
    firstTag: 'PMID',
    // `FAU - Harris, Charles R`: a tag of up to four letters.
    line: /^([A-Z]{2,4}) *- ?(.*)$/,
    // A line that continues the one before is indented.
    join: (value, line) => (line ? `${value} ${line.trimStart()}` : value),
    toReference,
  });

function toReference(tags: Tags): Reference {
  const all = (...names: string[]): string[] => names.flatMap((name) => tags.get(name) ?? []);
  const full = all('FAU').map(displayName);
  // The locators include the publisher's own numbers.
  const locators = all('LID', 'AID').filter((value) => value.endsWith('[doi]'));
  const pmid = all('PMID').map((value) => `pmid:${value.trim()}`)[0];
  return {
    key: pmid,
    title: all('TI', 'BTI')[0]?.replace(/\.$/, ''),
    authors: [...(full.length > 0 ? full : all('AU').map(initialsFirst)), ...all('CN')],
    abstract: all('AB')[0],
    date: all('DP')[0],
    venue: all('JT', 'TA')[0],
    ids: [pmid, ...locators.map((value) => value.slice(0, -'[doi]'.length).trim())],
    tags: all('OT'),
  };
}

/** Turns "van der Walt SJ" into "SJ van der Walt". */
const initialsFirst = (name: string): string => {
  const blank = name.lastIndexOf(' ');
  return blank > 0 ? `${name.slice(blank + 1)} ${name.slice(0, blank)}` : name;
};
