import { describe, expect, it } from 'vitest';
import { isConcerned } from './invalidation.ts';

const elif = '018f0000-0000-7000-8000-000000000001';
const deniz = '018f0000-0000-7000-8000-000000000002';

describe('isConcerned', () => {
  it('refreshes the named case and leaves other cases alone', () => {
    const announcement = { topic: 'cases', ids: [elif] } as const;
    expect(isConcerned(['cases', 'get', { caseId: elif }], announcement)).toBe(true);
    expect(isConcerned(['cases', 'get', { caseId: deniz }], announcement)).toBe(false);
  });

  it('refreshes every case when no id is named', () => {
    expect(isConcerned(['cases', 'get', { caseId: deniz }], { topic: 'cases', ids: [] })).toBe(true);
  });

  it('reopens lists and counts on any change of a case', () => {
    const announcement = { topic: 'cases', ids: [elif] } as const;
    expect(isConcerned(['cases', 'openList', { filter: {} }], announcement)).toBe(true);
    expect(isConcerned(['cases', 'counts', {}], announcement)).toBe(true);
  });

  it('keeps the pages of a list, whose order is a snapshot', () => {
    expect(isConcerned(['cases', 'listPage', { listId: elif, from: 0 }], { topic: 'cases', ids: [] })).toBe(false);
  });

  it('leaves modules alone that the topic does not touch', () => {
    expect(isConcerned(['administration', 'office', {}], { topic: 'cases', ids: [] })).toBe(false);
    expect(isConcerned(['intake', 'status', {}], { topic: 'intake', ids: [] })).toBe(true);
  });
});
