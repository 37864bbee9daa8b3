import { type IdKind, LONGEST_ID, type PaperId } from './kind';

const WHOLE = /^(?:\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|[A-Z]\d{2}-\d{4,5})$/i;

/**
 * `acl:2025.acl-long.2`, or `acl:P19-1001` in the old style.
 * Source of the form: https://aclanthology.org/info/ids/
 */
export const acl: IdKind = {
  prefix: 'acl',
  parse: aclId,
  isBare: true,
  hosts: /^aclanthology\.org$/,
  parseAddress: ({ path }) => aclId(path.replace(/\.(?:pdf|bib)$/, '')),
  pageOf: (local) => `https://aclanthology.org/${local}/`,
};

/** Returns the id of a paper in the ACL Anthology. */
export function aclId(text: string | undefined): PaperId | undefined {
  if (!text || text.length > LONGEST_ID || !WHOLE.test(text)) return undefined;
  // The old form is upper case, the new one lower; links are written both ways.
  return `acl:${/^[a-z]\d\d-/i.test(text) ? text.toUpperCase() : text.toLowerCase()}` as PaperId;
}
