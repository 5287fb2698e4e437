import { describe, expect, it } from 'vitest';
import { listRequest, pagesFor, toggledSort } from './list-query.ts';

describe('pagesFor', () => {
  it('names each page that holds a row in view', () => {
    expect(pagesFor(0, 20, 1000)).toEqual([0]);
    expect(pagesFor(95, 104, 1000)).toEqual([0, 1]);
    expect(pagesFor(980, 1040, 1000)).toEqual([9]);
  });
  it('asks for nothing when the list is empty', () => {
    expect(pagesFor(0, 20, 0)).toEqual([]);
  });
});

describe('toggledSort', () => {
  it('sorts by a new column ascending and turns the same column round', () => {
    const byName = toggledSort({ by: 'received', direction: 'descending' }, 'name');
    expect(byName).toEqual({ by: 'name', direction: 'ascending' });
    expect(toggledSort(byName, 'name')).toEqual({ by: 'name', direction: 'descending' });
  });
});

describe('listRequest', () => {
  it('works the intake off in order of receipt unless told otherwise', () => {
    expect(listRequest({ name: 'inbox', view: 'new' })).toEqual({
      filter: { view: 'new', statuses: [], search: '' },
      sort: { by: 'received', direction: 'ascending' },
    });
  });
});
