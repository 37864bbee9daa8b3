/** A growing array of bytes, which holds whole numbers below 2³¹ in as few bytes as they need. */
export interface Bytes {
  readonly length: number;
  putByte(byte: number): void;
  /** Puts seven bits a byte, the low ones first; the eighth bit says that more follow. */
  putVarint(value: number): void;
  putAll(from: Uint8Array, start: number, end: number): void;
  /** Returns a copy of what was put. */
  done(): Uint8Array<ArrayBuffer>;
}

export function makeBytes(capacity = 1_024): Bytes {
  let bytes = new Uint8Array(capacity);
  let length = 0;
  const makeRoom = (more: number): void => {
    if (length + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * bytes.length, length + more));
    larger.set(bytes);
    bytes = larger;
  };
  return {
    get length() {
      return length;
    },
    putByte(byte) {
      makeRoom(1);
      bytes[length++] = byte;
    },
    putVarint(value) {
      makeRoom(5);
      let rest = value;
      for (; rest > 127; rest >>>= 7) bytes[length++] = (rest & 127) | 128;
      bytes[length++] = rest;
    },
    putAll(from, start, end) {
      makeRoom(end - start);
      // It is mostly a byte or two, for which making a view would cost more than copying.
      if (end - start < 24)
        for (let at = start; at < end; at++) bytes[length++] = from[at] as number;
      else {
        bytes.set(from.subarray(start, end), length);
        length += end - start;
      }
    },
    done: () => bytes.slice(0, length),
  };
}

/** A growing array of whole numbers. */
export interface Numbers {
  readonly length: number;
  /** The numbers that were put, with unused space after them. */
  readonly values: Uint32Array<ArrayBuffer>;
  put(value: number): void;
  /** Returns a copy of what was put. */
  done(): Uint32Array<ArrayBuffer>;
}

export function makeNumbers(capacity = 1_024): Numbers {
  let values = new Uint32Array(capacity);
  let length = 0;
  return {
    get length() {
      return length;
    },
    get values() {
      return values;
    },
    put(value) {
      if (length === values.length) {
        const larger = new Uint32Array(2 * length + 16);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    done: () => values.slice(0, length),
  };
}
