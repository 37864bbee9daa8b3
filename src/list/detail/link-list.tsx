import { message } from '../../i18n';
import type { Paper } from '../../paper/paper';
import { webAddress } from '../../paper/web-address';
import { siteName } from '../../sites';
import { formatMoment } from '../../ui/dates';
import { otherLinks, ownLinks } from '../paper-links';

/** The links of a paper: its own as buttons, the same paper elsewhere, and the digest it was seen on. */
export function LinkList({ paper }: { paper: Paper }) {
  const { seen } = paper;
  const seenAt = webAddress(seen?.url);
  return (
    <ul class="links">
      {ownLinks(paper).map(({ kind, href }) => (
        <li key={kind}>
          <a class="button" href={href} target="_blank" rel="noreferrer">
            {message(`list_link_${kind}`)}
          </a>
        </li>
      ))}
      {otherLinks(paper).map(({ kind, href }) => (
        <li key={kind}>
          <a href={href} target="_blank" rel="noreferrer">
            {message(`list_link_${kind}`)}
          </a>
        </li>
      ))}
      {seen && seenAt && (
        <li>
          <a href={seenAt} target="_blank" rel="noreferrer" title={formatMoment(seen.at)}>
            {message('list_link_seen', siteName(seen.site) ?? seen.site)}
          </a>
        </li>
      )}
    </ul>
  );
}
