/** Turns values into JSON-safe ones and back; see `createValueCodec`. */
export type ValueCodec = {
  /**
   * `stash` may take the bytes of a binary value out of line and return the id under which they wait; undefined keeps
   * them in the text.
   */
  encode(value: unknown, stash?: (bytes: Uint8Array) => string | undefined): unknown;
  /** `received` holds what was fetched out of line, by id. */
  decode(value: unknown, received?: ReadonlyMap<string, ArrayBuffer>): unknown;
};

/**
 * Makes the codec for IPC values: what structured clone can carry (except cycles and shared references), as JSON with a
 * tag for everything JSON has no word for. Functions, promises, DOM objects and symbols are refused with Electron's
 * words. Runs in Node and, as text, in the page's isolated world: therefore one function that names nothing outside.
 */
export function createValueCodec(): ValueCodec {
  const TAG = '\u0001t';
  const tagged = (kind: string, value?: unknown, more?: object) => ({ [TAG]: kind, v: value, ...more });

  const views: Record<string, (buffer: ArrayBuffer) => ArrayBufferView> = {
    Int8Array: (buffer) => new Int8Array(buffer),
    Uint8Array: (buffer) => new Uint8Array(buffer),
    Uint8ClampedArray: (buffer) => new Uint8ClampedArray(buffer),
    Int16Array: (buffer) => new Int16Array(buffer),
    Uint16Array: (buffer) => new Uint16Array(buffer),
    Int32Array: (buffer) => new Int32Array(buffer),
    Uint32Array: (buffer) => new Uint32Array(buffer),
    Float32Array: (buffer) => new Float32Array(buffer),
    Float64Array: (buffer) => new Float64Array(buffer),
    BigInt64Array: (buffer) => new BigInt64Array(buffer),
    BigUint64Array: (buffer) => new BigUint64Array(buffer),
    DataView: (buffer) => new DataView(buffer),
  };
  const errors: Record<string, ErrorConstructor> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };

  function toBase64(bytes: Uint8Array): string {
    if (typeof Buffer === 'undefined') return bytes.toBase64();
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  }

  function fromBase64(text: string): ArrayBuffer {
    const bytes =
      typeof Buffer === 'undefined' ? Uint8Array.fromBase64(text) : new Uint8Array(Buffer.from(text, 'base64'));
    return bytes.buffer;
  }

  function uncloneable(): Error {
    return new Error('An object could not be cloned.');
  }

  type Stash = ((bytes: Uint8Array) => string | undefined) | undefined;

  function encodeBytes(view: string, bytes: Uint8Array, stash: Stash): unknown {
    const id = stash?.(bytes);
    return id === undefined ? tagged('bytes', toBase64(bytes), { view }) : tagged('outOfLine', id, { view });
  }

  function encodeObject(value: object, stash: Stash): unknown {
    if (Array.isArray(value)) return value.map((item) => encode(item, stash));
    if (value instanceof Date) return tagged('date', encode(value.getTime()));
    if (value instanceof RegExp) return tagged('regexp', value.source, { flags: value.flags });
    if (value instanceof Map)
      return tagged(
        'map',
        [...value].map((pair) => pair.map((item) => encode(item, stash))),
      );
    if (value instanceof Set)
      return tagged(
        'set',
        [...value].map((item) => encode(item, stash)),
      );
    if (value instanceof Error) return tagged('error', value.message, { name: value.name, stack: value.stack });
    if (value instanceof ArrayBuffer) return encodeBytes('ArrayBuffer', new Uint8Array(value), stash);
    if (ArrayBuffer.isView(value)) {
      const name = Object.prototype.toString.call(value).slice(8, -1);
      return encodeBytes(name, new Uint8Array(value.buffer, value.byteOffset, value.byteLength), stash);
    }
    if (Object.prototype.toString.call(value) !== '[object Object]') throw uncloneable();
    const entries = Object.entries(value).map(([key, member]) => [key, encode(member, stash)] as const);
    return Object.hasOwn(value, TAG) ? tagged('object', entries) : Object.fromEntries(entries);
  }

  function encode(value: unknown, stash?: Stash): unknown {
    switch (typeof value) {
      case 'undefined':
        return tagged('undefined');
      case 'number':
        if (Number.isFinite(value) && !Object.is(value, -0)) return value;
        return tagged('number', Object.is(value, -0) ? '-0' : String(value));
      case 'bigint':
        return tagged('bigint', String(value));
      case 'function':
      case 'symbol':
        throw uncloneable();
      case 'object':
        return value === null ? null : encodeObject(value, stash);
      default:
        return value;
    }
  }

  function view(name: unknown, buffer: ArrayBuffer): unknown {
    return name === 'ArrayBuffer' ? buffer : views[String(name)]?.(buffer);
  }

  function list(value: unknown): unknown[] {
    return Array.isArray(value) ? value : [];
  }

  type Received = ReadonlyMap<string, ArrayBuffer> | undefined;

  function decodeTagged(value: object, received: Received): unknown {
    const get = (name: string): unknown => Reflect.get(value, name);
    const inner = get('v');
    switch (get(TAG)) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(inner);
      case 'bigint':
        return BigInt(String(inner));
      case 'date':
        return new Date(Number(decode(inner)));
      case 'regexp':
        return new RegExp(String(inner), String(get('flags')));
      case 'map':
        return new Map(list(inner).map((pair) => [decode(list(pair)[0], received), decode(list(pair)[1], received)]));
      case 'set':
        return new Set(list(inner).map((item) => decode(item, received)));
      case 'object':
        return Object.fromEntries(list(inner).map((pair) => [String(list(pair)[0]), decode(list(pair)[1], received)]));
      case 'error': {
        const name = String(get('name'));
        const error = new (errors[name] ?? Error)(String(inner));
        if (name !== error.name) error.name = name;
        if (get('stack') !== undefined) error.stack = String(get('stack'));
        return error;
      }
      case 'bytes':
        return view(get('view'), fromBase64(String(inner)));
      case 'outOfLine': {
        const buffer = received?.get(String(inner));
        if (!buffer) throw new Error('IPC: a binary value did not arrive');
        return view(get('view'), buffer);
      }
      default:
        throw new Error('IPC: unknown kind of value');
    }
  }

  function decode(value: unknown, received?: Received): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((item) => decode(item, received));
    if (Object.hasOwn(value, TAG)) return decodeTagged(value, received);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, decode(member, received)]));
  }

  return { encode, decode };
}
