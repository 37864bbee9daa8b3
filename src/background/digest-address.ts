/** Query parameters that choose a page, or the order, of one and the same digest. */
const PAGING = ['skip', 'show', 'start', 'size', 'order', 'page', 'p'];

/** Returns the address of a digest, whatever page of it is shown. */
export function digestOf(address: string): string {
  const url = new URL(address);
  for (const name of PAGING) url.searchParams.delete(name);
  return url.href;
}
