/**
 * A zip, written as it goes (APPNOTE 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
 * `fflate` packs the files; its own zip ends at 65,535 of them, and a library can have more.
 */
import { deflateSync } from 'fflate';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
/** Version 2.0 of the format: deflated files. */
const NEEDS = 20;
/** Version 4.5: 64-bit counts. */
const NEEDS_64 = 45;
/** Names are UTF-8. */
const UTF8 = 0x0800;
const DEFLATED = 8;
const MOST_16 = 0xffff;

export interface Zip {
  /** The bytes of one more file, which follow those before. Names are told apart by whoever gives them. */
  add(name: string, text: string): Uint8Array<ArrayBuffer>;
  /** The bytes at the end. */
  end(): Uint8Array<ArrayBuffer>;
}

/** @param time ms since 1970: when the files say they were changed, in this machine's time of day */
export function makeZip(time: number): Zip {
  const encoder = new TextEncoder();
  const stamp = dosTimeOf(time);
  // In one piece: a buffer for each of 100,000 files would be collected in one long pause.
  let directory = new Uint8Array(1 << 16);
  let size = 0;
  let count = 0;
  let offset = 0;

  function enter(parts: readonly Part[]): void {
    const length = lengthOf(parts);
    if (size + length > directory.length) {
      const longer = new Uint8Array(Math.max(size + length, directory.length * 2));
      longer.set(directory);
      directory = longer;
    }
    put(parts, directory, size);
    size += length;
    count++;
  }

  return {
    add(name, text) {
      const bytes = encoder.encode(text);
      const packed = deflateSync(bytes);
      const path = encoder.encode(name);
      const facts: Part[] = [
        ...([
          [2, UTF8],
          [2, DEFLATED],
          [4, stamp],
          [4, crcOf(bytes)],
        ] as const),
        ...([
          [4, packed.length],
          [4, bytes.length],
          [2, path.length],
          [2, 0],
        ] as const),
      ];
      const local = pack([[4, LOCAL], [2, NEEDS], ...facts, path, packed]);
      const attributes: Part[] = [
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, offset],
      ];
      enter([[4, CENTRAL], [2, NEEDS], [2, NEEDS], ...facts, ...attributes, path]);
      offset += local.length;
      return local;
    },
    end() {
      const entered = directory.subarray(0, size);
      const end: Part[] = [
        [4, END],
        [2, 0],
        [2, 0],
      ];
      for (let i = 0; i < 2; i++) end.push([2, Math.min(count, MOST_16)]);
      end.push([4, size], [4, offset], [2, 0]);
      if (count < MOST_16) return pack([entered, ...end]);
      const end64: Part[] = [
        ...([
          [4, END_64],
          [8, 44],
          [2, NEEDS_64],
          [2, NEEDS_64],
          [4, 0],
          [4, 0],
        ] as const),
        ...([
          [8, count],
          [8, count],
          [8, size],
          [8, offset],
        ] as const),
        ...([
          [4, LOCATOR_64],
          [4, 0],
          [8, offset + size],
          [4, 1],
        ] as const),
      ];
      return pack([entered, ...end64, ...end]);
    },
  };
}

/** A number in so many bytes, the lowest first, or bytes. */
type Part = readonly [bytes: 2 | 4 | 8, value: number] | Uint8Array;

const lengthOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => sum + (part instanceof Uint8Array ? part.length : part[0]), 0);

function pack(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(lengthOf(parts));
  put(parts, out, 0);
  return out;
}

function put(parts: readonly Part[], out: Uint8Array, from: number): void {
  let at = from;
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      out.set(part, at);
      at += part.length;
      continue;
    }
    const [length, value] = part;
    for (let i = 0, rest = value; i < length; i++) {
      out[at + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    at += length;
  }
}

/** Two seconds are its least unit, 1980 its first year. */
function dosTimeOf(time: number): number {
  const date = new Date(time);
  const year = Math.min(Math.max(date.getFullYear() - 1980, 0), 127);
  const day = (year << 25) | ((date.getMonth() + 1) << 21) | (date.getDate() << 16);
  const clock = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  return (day | clock) >>> 0;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let i = 0; i < 8; i++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
