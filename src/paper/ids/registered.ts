import { addressParts } from '../web-address';
import { acl } from './acl';
import { arxiv } from './arxiv';
import { doi, doiInPath } from './doi';
import { isbn } from './isbn';
import type { IdKind, PaperId } from './kind';
import { openreview } from './openreview';
import { pmid } from './pmid';

/** The kinds of ids that a registry gives out, in the order in which they name a record. */
export const REGISTERED_KINDS: readonly IdKind[] = [arxiv, doi, acl, openreview, pmid, isbn];

/** Returns the paper that an http or https address shows, where a registry knows the paper. */
export function idAtAddress(address: string): PaperId | undefined {
  const parts = addressParts(address);
  if (!parts) return undefined;
  const kind = REGISTERED_KINDS.find(({ hosts }) => hosts?.test(parts.host));
  return kind ? kind.parseAddress?.(parts) : doiInPath(parts.path);
}
