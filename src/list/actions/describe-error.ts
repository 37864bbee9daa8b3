import { message } from '../../i18n';
import { RequestError } from '../../protocol/requests';

/** Returns what went wrong, in the user's language. */
export function describeError(error: unknown): string {
  if (error instanceof RequestError) return message(`save_failed_${error.code}`);
  return message('list_went_wrong', String(error));
}
