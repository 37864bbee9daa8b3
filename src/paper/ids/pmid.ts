import type { AddressParts } from '../web-address';
import type { IdKind, PaperId } from './kind';

/** `pmid:31452104`. Source of the form: https://pubmed.ncbi.nlm.nih.gov/help/ */
export const pmid: IdKind = {
  prefix: 'pmid',
  parse: (local) =>
    local && /^[1-9]\d{0,8}$/.test(local) ? (`pmid:${local}` as PaperId) : undefined,
  findInText: (text) => pmid.parse(/\bpmid:?\s*(\d{1,9})\b/i.exec(text)?.[1]),
  hosts: /^(?:(?:pubmed\.)?ncbi\.nlm\.nih\.gov|europepmc\.org)$/,
  parseAddress: (address) => pmid.parse(numberAt(address)),
  pageOf: (local) => `https://pubmed.ncbi.nlm.nih.gov/${local}/`,
};

function numberAt({ host, path }: AddressParts): string | undefined {
  if (host === 'pubmed.ncbi.nlm.nih.gov') return path;
  // PubMed's address until 2020, and in what was exported then.
  if (host === 'ncbi.nlm.nih.gov') return /^pubmed\/(\d+)$/.exec(path)?.[1];
  return /^(?:article|abstract)\/med\/(\d+)$/i.exec(path)?.[1];
}
