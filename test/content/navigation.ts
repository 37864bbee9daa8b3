/** Makes the browser say how the page was reached, which jsdom does not: by a type of navigation, or not at all. */
export function arriveBy(type: string | undefined): void {
  const entries = type === undefined ? [] : [{ type }];
  Object.assign(performance, { getEntriesByType: () => entries });
}
