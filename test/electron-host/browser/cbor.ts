/** A value as Chromium's DevTools pipe carries it: JSON plus byte strings. */
export type CborValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly CborValue[]
  | { readonly [key: string]: CborValue | undefined };

const ENVELOPE_HEADER = [0xd8, 0x18, 0x5a] as const;
const ENVELOPE_HEADER_LENGTH = 7;
const ASCII_ONLY = /^\p{ASCII}*$/u;

/**
 * Encodes a message in the CBOR dialect of Chromium's `--remote-debugging-pipe=cbor` (crdtp): arrays and maps of
 * indefinite length inside length-prefixed envelopes, text other than ASCII as UTF-16LE byte strings, binary values
 * with tag 22. Members that are `undefined` are left out.
 */
export function encodeCbor(value: CborValue): Buffer {
  const parts: Uint8Array[] = [];
  let length = 0;

  function push(bytes: Uint8Array): void {
    parts.push(bytes);
    length += bytes.length;
  }

  function pushHead(major: number, argument: number): void {
    if (argument < 24) {
      push(Uint8Array.of((major << 5) | argument));
    } else if (argument < 0x100) {
      push(Uint8Array.of((major << 5) | 24, argument));
    } else if (argument < 0x10000) {
      push(Uint8Array.of((major << 5) | 25, argument >> 8, argument & 0xff));
    } else {
      const head = Buffer.alloc(5);
      head[0] = (major << 5) | 26;
      head.writeUInt32BE(argument, 1);
      push(head);
    }
  }

  function pushNumber(number: number): void {
    if (Number.isInteger(number) && Math.abs(number) < 2 ** 31 && !Object.is(number, -0)) {
      if (number >= 0) pushHead(0, number);
      else pushHead(1, -1 - number);
      return;
    }
    const double = Buffer.alloc(9);
    double[0] = 0xfb;
    double.writeDoubleBE(number, 1);
    push(double);
  }

  function pushText(text: string): void {
    const ascii = ASCII_ONLY.test(text);
    const bytes = Buffer.from(text, ascii ? 'latin1' : 'utf16le');
    pushHead(ascii ? 3 : 2, bytes.length);
    push(bytes);
  }

  function pushEnvelope(opening: number, content: () => void): void {
    const header = Buffer.from([...ENVELOPE_HEADER, 0, 0, 0, 0]);
    push(header);
    const start = length;
    push(Uint8Array.of(opening));
    content();
    push(Uint8Array.of(0xff));
    header.writeUInt32BE(length - start, 3);
  }

  function pushValue(item: CborValue): void {
    if (item === null) push(Uint8Array.of(0xf6));
    else if (typeof item === 'boolean') push(Uint8Array.of(item ? 0xf5 : 0xf4));
    else if (typeof item === 'number') pushNumber(item);
    else if (typeof item === 'string') pushText(item);
    else if (item instanceof Uint8Array) {
      push(Uint8Array.of(0xd6));
      pushHead(2, item.length);
      push(item);
    } else if (isArray(item)) {
      pushEnvelope(0x9f, () => {
        for (const element of item) pushValue(element);
      });
    } else {
      pushEnvelope(0xbf, () => {
        for (const [key, member] of Object.entries(item)) {
          if (member === undefined) continue;
          pushText(key);
          pushValue(member);
        }
      });
    }
  }

  pushValue(value);
  return Buffer.concat(parts, length);
}

/** Decodes one message of the same dialect; binary values come back as byte arrays. Throws on anything outside it. */
export function decodeCbor(bytes: Buffer): CborValue {
  let position = 0;

  function readByte(): number {
    const byte = bytes[position];
    if (byte === undefined) throw new Error('CBOR: message is cut off');
    position += 1;
    return byte;
  }

  function readArgument(info: number): number {
    if (info < 24) return info;
    const start = position;
    if (info === 24) return readByte();
    if (info === 25) {
      position += 2;
      return bytes.readUInt16BE(start);
    }
    if (info === 26) {
      position += 4;
      return bytes.readUInt32BE(start);
    }
    if (info === 27) {
      position += 8;
      return Number(bytes.readBigUInt64BE(start));
    }
    throw new Error(`CBOR: unsupported length ${info}`);
  }

  function readSpan(count: number): Buffer {
    if (position + count > bytes.length) throw new Error('CBOR: message is cut off');
    position += count;
    return bytes.subarray(position - count, position);
  }

  function atBreak(): boolean {
    if (bytes[position] !== 0xff) return false;
    position += 1;
    return true;
  }

  function readArray(): CborValue[] {
    const items: CborValue[] = [];
    while (!atBreak()) items.push(readValue());
    return items;
  }

  function readMap(): { [key: string]: CborValue } {
    const members: { [key: string]: CborValue } = {};
    while (!atBreak()) {
      const key = readValue();
      if (typeof key !== 'string') throw new Error('CBOR: map key is not text');
      members[key] = readValue();
    }
    return members;
  }

  function readTagged(tag: number): CborValue {
    if (tag === 24) {
      readArgument(readByte() & 31);
      return readValue();
    }
    if (tag === 22) return Buffer.from(readSpan(readArgument(readByte() & 31)));
    throw new Error(`CBOR: unsupported tag ${tag}`);
  }

  function readSimple(info: number): CborValue {
    if (info === 20) return false;
    if (info === 21) return true;
    if (info === 22) return null;
    if (info === 27) {
      position += 8;
      return bytes.readDoubleBE(position - 8);
    }
    throw new Error(`CBOR: unsupported simple value ${info}`);
  }

  function readValue(): CborValue {
    const initial = readByte();
    const info = initial & 31;
    switch (initial >> 5) {
      case 0:
        return readArgument(info);
      case 1:
        return -1 - readArgument(info);
      case 2:
        return readSpan(readArgument(info)).toString('utf16le');
      case 3:
        return readSpan(readArgument(info)).toString('utf8');
      case 4:
        return readArray();
      case 5:
        return readMap();
      case 6:
        return readTagged(readArgument(info));
      default:
        return readSimple(info);
    }
  }

  return readValue();
}

/**
 * Length in bytes of the message that starts at the front of `bytes`, or undefined while its header is incomplete.
 * Chromium writes the envelope with or without the tag byte 0x18.
 */
export function cborMessageLength(bytes: Buffer): number | undefined {
  if (bytes.length < ENVELOPE_HEADER_LENGTH) return undefined;
  const lengthAt = bytes[1] === 0x5a ? 2 : 3;
  if (bytes[0] !== 0xd8 || bytes[lengthAt - 1] !== 0x5a)
    throw new Error('CBOR: message does not start with an envelope');
  return bytes.readUInt32BE(lengthAt) + lengthAt + 4;
}

function isArray(value: CborValue): value is readonly CborValue[] {
  return Array.isArray(value);
}
