import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/formats/read/decode';

async function textOf(input: Blob | Uint8Array): Promise<string> {
  const { next } = await decode(input, () => undefined);
  const parts: string[] = [];
  for (let part = await next(); part !== undefined; part = await next()) parts.push(part);
  return parts.join('');
}

describe('decode', () => {
  it.each([
    ['% Encoding: windows-1251\n', [0xcc, 0xe8, 0xf0], 'Мир'],
    ['% This file was created with JabRef 2.10.\n% Encoding: Cp1250\r\n\n', [0xb3, 0xf3], 'łó'],
    ['\n% Encoding: ISO8859_2\n', [0xb3], 'ł'],
    ['%% Saved with string encoding Western (Mac OS Roman) \n', [0x8e], 'é'],
    ['% Encoding: MacRoman\n', [0x8e], 'é'],
    ['% Encoding: SJIS\n', [0x93, 0xfa], '日'],
    ['% Encoding: GBK\n', [0xd6, 0xd0], '中'],
    // Saved again by a program that left the comment.
    ['% Encoding: Cp1252\n', [0xc3, 0xa9], 'é'],
  ])('obeys %j', async (comment, bytes, text) => {
    const head = new TextEncoder().encode(`${comment}@misc{a, title = {`);
    const decoded = await decode(Uint8Array.of(...head, ...bytes), () => undefined);
    expect(decoded.problems).toEqual([]);
    expect(await decoded.next()).toBe(`${comment}@misc{a, title = {${text}`);
  });

  it.each([
    '% Encoding: nonsense\n',
    '% Encoding: UTF-16\n',
    '% Encoding: \n',
    '@misc{b}\n% Encoding: GBK\n',
  ])('guesses where %j says nothing of use', async (comment) => {
    const head = new TextEncoder().encode(comment);
    const { problems } = await decode(Uint8Array.of(...head, 0xd6, 0xd0, 10), () => undefined);
    expect(problems).toEqual([{ code: 'guessed-encoding', detail: 'windows-1252' }]);
  });

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
