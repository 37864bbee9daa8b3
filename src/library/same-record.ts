/** Whether two records hold the same, in whatever order their fields are. */
export function isSameRecord<T extends object>(a: T | undefined, b: T | undefined): boolean {
  return a === b || sortedJson(a) === sortedJson(b);
}

const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
