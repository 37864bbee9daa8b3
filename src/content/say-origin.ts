import { message } from '../i18n';
import type { FirstSeen } from '../protocol/requests';
import type { Control } from './control';
import { createElement } from './elements';

/**
 * Says in the control of a paper when the paper was starred, and where it was first seen.
 * @param starredAt milliseconds since 1970; nothing is said of a paper that is not starred
 * @param findOrigin resolves to where it was first seen, null where that is not known
 */
export async function sayOrigin(
  control: Pick<Control, 'showInfo'>,
  starredAt: number | undefined,
  findOrigin: () => Promise<FirstSeen | null>,
): Promise<void> {
  if (starredAt === undefined) {
    control.showInfo();
    return;
  }
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(starredAt);
  const saved = message('overlay_saved', day);
  const seen = await findOrigin().catch(() => null);
  if (!seen) {
    control.showInfo(saved);
    return;
  }
  const link = createElement('a', { href: seen.url }, message('overlay_from', seen.site));
  control.showInfo(`${saved} `, link);
}
