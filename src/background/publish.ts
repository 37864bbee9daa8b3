import type { Written } from '../library/upsert';
import type { Mark } from '../paper/mark';
import { publish } from '../protocol/changes';
import { planChores } from './maintenance';

/**
 * Tells every context of what was written; answers with the marks. Also where nothing had to be
 * written: this may be a request that comes for the second time, because the worker was stopped when
 * the first one was committed and not yet published.
 */
export async function tell(written: readonly Written[]): Promise<Mark[]> {
  const known = written.filter(({ mark }) => mark.seq > 0);
  // It is committed: that other tabs could not be told is no failure of the request.
  if (known.length > 0) await publish(known).catch(console.error);
  planChores();
  return written.map(({ mark }) => mark);
}
