import { displayed, type Facts } from './found';
import type { Reader } from './reader';

/** `FAU - Harris, Charles R`: a tag of up to four letters. */
const TAG = /^([A-Z]{2,4}) *- ?(.*)$/;

/** The lines of one record: each tag with its values, in order. */
type Tags = Map<string, string[]>;

/**
 * What PubMed's "Save" and "Cite" give: its own format (https://www.nlm.nih.gov/bsd/mms/medlineelements.html),
 * a record from one `PMID-` to the next.
 */
export function nbibReader(): Reader {
  return (text, at, isLast) => {
    const end = text.indexOf('\nPMID-', at + 1);
    if (end < 0 && !isLast) return undefined;
    const next = end < 0 ? text.length : end + 1;
    const record = text.slice(at, next);
    const start = at + record.length - record.trimStart().length;
    const tags = tagsIn(record);
    return { next, pieces: tags.has('PMID') ? [{ at: start, facts: factsOf(tags) }] : [] };
  };
}

function tagsIn(record: string): Tags {
  const tags: Tags = new Map();
  let values: string[] = [];
  for (const line of record.split('\n')) {
    const [, tag, value = ''] = TAG.exec(line.trimEnd()) ?? [];
    if (tag) {
      values = tags.get(tag) ?? [];
      tags.set(tag, values);
      values.push(value);
      continue;
    }
    // What goes on from the line before is indented.
    if (values.length > 0 && line.trim()) values.push(`${values.pop()} ${line.trim()}`);
  }
  return tags;
}

function factsOf(tags: Tags): Facts {
  const all = (...names: string[]): string[] => names.flatMap((name) => tags.get(name) ?? []);
  const full = all('FAU').map(displayed);
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
