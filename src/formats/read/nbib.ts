import type { FormatReader } from './format-reader';
import { type Tags, taggedReader } from './tagged-lines';
import { displayName, type Reference } from './to-entry';

/**
 * What PubMed's "Save" and "Cite" give: its own format (https://www.nlm.nih.gov/bsd/mms/medlineelements.html),
 * a record from one `PMID-` to the next.
 */
export const nbibReader = (): FormatReader =>
  taggedReader({
    begin: 'PMID-',
    firstTag: 'PMID',
    // `FAU - Harris, Charles R`: a tag of up to four letters.
    line: /^([A-Z]{2,4}) *- ?(.*)$/,
    // What goes on from the line before is indented.
    join: (value, line) => (line ? `${value} ${line.trimStart()}` : value),
    toReference,
  });

function toReference(tags: Tags): Reference {
  const all = (...names: string[]): string[] => names.flatMap((name) => tags.get(name) ?? []);
  const full = all('FAU').map(displayName);
  // Of the locators, also those of the publisher.
  const locators = all('LID', 'AID').filter((value) => value.endsWith('[doi]'));
  const pmid = all('PMID').map((value) => `pmid:${value.trim()}`)[0];
  return {
    key: pmid,
    title: all('TI', 'BTI')[0]?.replace(/\.$/, ''),
    authors: [...(full.length > 0 ? full : all('AU').map(turned)), ...all('CN')],
    abstract: all('AB')[0],
    date: all('DP')[0],
    venue: all('JT', 'TA')[0],
    ids: [pmid, ...locators.map((value) => value.slice(0, -'[doi]'.length).trim())],
    tags: all('OT'),
  };
}

/** "van der Walt SJ" */
const turned = (name: string): string => {
  const blank = name.lastIndexOf(' ');
  return blank > 0 ? `${name.slice(blank + 1)} ${name.slice(0, blank)}` : name;
};
