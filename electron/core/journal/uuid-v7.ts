import { randomBytes } from 'node:crypto';

/**
 * Makes ids of journal entries: UUIDv7 (RFC 9562 §5.7), 48 bits of UTC milliseconds, then a counter of 12 bits that
 * keeps ids of one millisecond in order (§6.2 method 1), then 62 random bits. Lower case.
 */
export const createUuidV7 = (clock: () => number): (() => string) => {
  let lastAt = 0;
  let counter = 0;
  return () => {
    const at = clock();
    if (at > lastAt) {
      lastAt = at;
      counter = 0;
    } else if (counter === 0xfff) {
      // More than 4,096 ids in a millisecond, or a clock set back: borrow from the future rather than lose order.
      lastAt += 1;
      counter = 0;
    } else {
      counter += 1;
    }
    const bytes = randomBytes(16);
    bytes.writeUIntBE(lastAt, 0, 6);
    bytes.writeUInt16BE(0x7000 | counter, 6);
    bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };
};
