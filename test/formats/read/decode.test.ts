import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/formats/read/decode';

async function textOf(input: Blob | Uint8Array): Promise<string> {
  const { next } = await decode(input, () => undefined);
  const parts: string[] = [];
  for (let part = await next(); part !== undefined; part = await next()) parts.push(part);
  return parts.join('');
}

describe('decode', () => {
  it('reads a file of many pieces whole, also a character that two of them share', async () => {
    // Its first byte is the last of the 32 MB that are fetched at once.
    const start = `${'a\n'.repeat((1 << 24) - 1)}b`;
    const text = `${start}é and what comes behind it`;
    const bytes = new TextEncoder().encode(text);
    expect(bytes[(1 << 25) - 1]).toBe(0xc3);
    expect((await textOf(new Blob([bytes]))) === text).toBe(true);
    expect((await textOf(bytes)) === text).toBe(true);
  });
});
