/**
 * Writes a zip as it goes (APPNOTE 6.3.10,
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT). `fflate` packs the files; its own
 * zip ends at 65,535 of them, and a library can have more.
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
/** Flag that says that names are in UTF-8. */
const UTF8 = 0x0800;
const DEFLATED = 8;
const MOST_16 = 0xffff;

export interface Zip {
  /**
   * Returns the bytes of one more file, which follow those before.
   * @param name must differ from all names before
   */
  add(name: string, text: string): Uint8Array<ArrayBuffer>;
  /** Returns the bytes at the end of the zip. */
  end(): Uint8Array<ArrayBuffer>;
}

/**
 * @param time when the files were changed, in ms since 1970; shown in this machine's time of day
 */
export function makeZip(time: number): Zip {
  const encoder = new TextEncoder();
  const stamp = dosTimeOf(time);
  const directory = makeDirectory();
  let offset = 0;
  return {
    add(name, text) {
      const bytes = encoder.encode(text);
      const packed = deflateSync(bytes);
      const path = encoder.encode(name);
      const fields = fileFields(stamp, crcOf(bytes), packed.length, bytes.length, path.length);
      const file = pack([[4, LOCAL], [2, NEEDS], ...fields, path, packed]);
      directory.add(directoryEntry(fields, path, offset));
      offset += file.length;
      return file;
    },
    end: () =>
      pack([directory.bytes(), ...endRecords(directory.count(), directory.size(), offset)]),
  };
}

/** Returns what the header of a file and its entry in the directory have in common. */
const fileFields = (
  stamp: number,
  crc: number,
  packedSize: number,
  size: number,
  nameLength: number,
): readonly Field[] => [
  [2, UTF8],
  [2, DEFLATED],
  [4, stamp],
  [4, crc],
  [4, packedSize],
  [4, size],
  [2, nameLength],
  [2, 0],
];

/** @param offset where the file begins in the zip */
const directoryEntry = (
  fields: readonly Field[],
  path: Uint8Array,
  offset: number,
): readonly Field[] => {
  const attributes: readonly Field[] = [
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, offset],
  ];
  return [[4, CENTRAL], [2, NEEDS], [2, NEEDS], ...fields, ...attributes, path];
};

/**
 * Returns the records after the directory, those of Zip64 first if there are too many files.
 * @param size of the directory, in bytes
 * @param offset where the directory begins
 */
function endRecords(count: number, size: number, offset: number): readonly Field[] {
  const shownCount = Math.min(count, MOST_16);
  const end: readonly Field[] = [
    [4, END],
    [2, 0],
    [2, 0],
    [2, shownCount],
    [2, shownCount],
    [4, size],
    [4, offset],
    [2, 0],
  ];
  if (count < MOST_16) return end;
  const end64: readonly Field[] = [
    [4, END_64],
    [8, 44],
    [2, NEEDS_64],
    [2, NEEDS_64],
    [4, 0],
    [4, 0],
    [8, count],
    [8, count],
    [8, size],
    [8, offset],
  ];
  const locator: readonly Field[] = [
    [4, LOCATOR_64],
    [4, 0],
    [8, offset + size],
    [4, 1],
  ];
  return [...end64, ...locator, ...end];
}

interface Directory {
  add(entry: readonly Field[]): void;
  bytes(): Uint8Array;
  count(): number;
  size(): number;
}

/**
 * Keeps the entries in one buffer that grows: a buffer for each of 100,000 files would be garbage
 * collected in one long pause.
 */
function makeDirectory(): Directory {
  let buffer = new Uint8Array(1 << 16);
  let size = 0;
  let count = 0;
  return {
    add(entry) {
      const length = lengthOf(entry);
      if (size + length > buffer.length) {
        const longer = new Uint8Array(Math.max(size + length, buffer.length * 2));
        longer.set(buffer);
        buffer = longer;
      }
      put(entry, buffer, size);
      size += length;
      count++;
    },
    bytes: () => buffer.subarray(0, size),
    count: () => count,
    size: () => size,
  };
}

/** A number in so many bytes, lowest first; or bytes as they are. */
type Field = readonly [bytes: 2 | 4 | 8, value: number] | Uint8Array;

const lengthOf = (fields: readonly Field[]): number =>
  fields.reduce((sum, field) => sum + (field instanceof Uint8Array ? field.length : field[0]), 0);

function pack(fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(lengthOf(fields));
  put(fields, out, 0);
  return out;
}

function put(fields: readonly Field[], out: Uint8Array, from: number): void {
  let at = from;
  for (const field of fields) {
    if (field instanceof Uint8Array) {
      out.set(field, at);
      at += field.length;
      continue;
    }
    const [length, value] = field;
    for (let i = 0, rest = value; i < length; i++) {
      out[at + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    at += length;
  }
}

/** Returns a time as DOS has it: in units of two seconds, from 1980 on. */
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
