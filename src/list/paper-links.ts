import { withArxivFacts } from '../paper/arxiv-facts';
import { type PaperId, splitId } from '../paper/ids';
import { idsOf, type Paper, pageAddress } from '../paper/paper';
import { webAddress } from '../paper/web-address';

export interface PaperLink {
  readonly kind:
    | 'page'
    | 'pdf'
    | 'code'
    | 'huggingface'
    | 'arxiv'
    | 'alphaxiv'
    | 'semanticscholar'
    | 'scholar'
    | 'seen';
  readonly href: string;
}

/** Returns the links that a paper came with: its page, its PDF and its code. */
export function ownLinks(paper: Paper): PaperLink[] {
  const known = withArxivFacts(paper).links;
  const [pdf, code] = [webAddress(known.pdf), webAddress(known.code)];
  const links: PaperLink[] = [{ kind: 'page', href: pageAddress(paper) }];
  if (pdf) links.push({ kind: 'pdf', href: pdf });
  if (code) links.push({ kind: 'code', href: code });
  return links;
}

/** Semantic Scholar's own spelling of ids, by which arxiv.org links to it, too. */
const SEMANTIC_SCHOLAR: Record<string, string> = {
  arxiv: 'arXiv',
  doi: 'DOI',
  acl: 'ACL',
  pmid: 'PMID',
};

/** Returns links to the paper on other sites, found by its ids. The paper's own page is left out. */
export function otherLinks(paper: Paper): PaperLink[] {
  const ids = idsOf(paper);
  const own = pageAddress(paper);
  const localOf = (wanted: string): string | undefined =>
    ids.map((id: PaperId) => splitId(id)).find(([kind]) => kind === wanted)?.[1];
  const arxiv = localOf('arxiv');
  const links: PaperLink[] = [];
  if (arxiv) {
    links.push(
      { kind: 'huggingface', href: `https://huggingface.co/papers/${arxiv}` },
      { kind: 'arxiv', href: `https://arxiv.org/abs/${arxiv}` },
      { kind: 'alphaxiv', href: `https://www.alphaxiv.org/abs/${arxiv}` },
    );
  }
  for (const [kind, name] of Object.entries(SEMANTIC_SCHOLAR)) {
    const local = localOf(kind);
    if (!local) continue;
    const href = `https://api.semanticscholar.org/${name}:${encodeURI(local)}`;
    links.push({ kind: 'semanticscholar', href });
    break;
  }
  const doi = localOf('doi');
  const query = arxiv ? `arXiv:${arxiv}` : (doi ?? `"${paper.title.slice(0, 300)}"`);
  links.push({
    kind: 'scholar',
    href: `https://scholar.google.com/scholar?q=${encodeURIComponent(query)}`,
  });
  return links.filter(({ href }) => href !== own);
}
