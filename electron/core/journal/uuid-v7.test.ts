import { describe, expect, it } from 'vitest';
import { createUuidV7 } from './uuid-v7.ts';

describe('createUuidV7', () => {
  it('carries the time and the marks of RFC 9562', () => {
    const id = createUuidV7(() => 0x0198_1234_5678)();
    expect(id).toMatch(/^01981234-5678-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('keeps its order within a millisecond, beyond 4,096 ids, and when the clock is set back', () => {
    const times = [...Array.from({ length: 5000 }, () => 1000), 10, 10, 5];
    let index = 0;
    const newId = createUuidV7(() => times[index++] ?? 0);
    const ids = times.map(() => newId());
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });
});
