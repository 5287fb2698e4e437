const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/**
 * JSON with one spelling per value: object keys sorted by UTF-16 code unit, no white space, properties that are
 * `undefined` left out. Digests and hashes of the journal stand on it, so it must never change.
 *
 * @throws {TypeError} for what JSON cannot say exactly: NaN, infinities, functions, symbols, bigint, `undefined`,
 *   class instances (bytes, dates, maps)
 */
export const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a journal payload holds finite numbers only');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const properties = Object.entries(value)
      .filter(([, property]) => property !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
      .map(([name, property]) => `${JSON.stringify(name)}:${canonicalJson(property)}`);
    return `{${properties.join(',')}}`;
  }
  throw new TypeError(`a journal payload cannot hold ${typeof value}`);
};
