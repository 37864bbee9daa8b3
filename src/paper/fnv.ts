/**
 * The FNV-1a hash (http://www.isthe.com/chongo/tech/comp/fnv/), over UTF-16 code units. It is not
 * secure; ids, citation keys and backups on disk depend on its results.
 */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** Returns the hash of a text as an unsigned number of 32 bits. */
export function fnv1a(text: string): number {
  let hash = OFFSET;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash >>> 0;
}

/** Returns a hash of twice 32 bits as sixteen hexadecimal digits; the second half mixes in the first. */
export function fnv1aHex(text: string): string {
  let [a, b] = [OFFSET, 0x050c5d1f];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, PRIME);
    b = Math.imul(b ^ code ^ (a >>> 15), PRIME);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
