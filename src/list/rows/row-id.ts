import type { PaperId } from '../../paper/ids';

/** Returns the id of a row's element. A paper's id may hold any character, so it is escaped. */
export const rowId = (id: PaperId): string => `row-${encodeURIComponent(id)}`;
