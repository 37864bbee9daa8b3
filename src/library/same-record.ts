/** Whether two records hold the same, in whatever order their fields are. */
export const isSameRecord = <T extends object>(a: T | undefined, b: T | undefined): boolean =>
  isSame(a, b);

/** Compares what JSON can hold; a field that is undefined is none. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [a, b].map(fieldsOf) as [Map<string, unknown>, Map<string, unknown>];
  if (one.size !== other.size) return false;
  for (const [key, value] of one) if (!isSame(value, other.get(key))) return false;
  return true;
}

const fieldsOf = (record: object): Map<string, unknown> =>
  new Map(Object.entries(record).filter(([, value]) => value !== undefined));
