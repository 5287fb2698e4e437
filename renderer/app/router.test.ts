import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute, type Route } from './router.ts';

const caseId = '018f4e7a-0000-7000-8000-00000000000a';
const document = '018f4e7a-0000-7000-8000-00000000000b';
const list = '018f4e7a-0000-7000-8000-00000000000c';

describe('routes', () => {
  const places: Route[] = [
    { name: 'inbox', view: 'due' },
    {
      name: 'inbox',
      view: 'all',
      search: 'Şahin & Söhne',
      statuses: ['NEU', 'VORPRUEFUNG'],
      sort: { by: 'name', direction: 'descending' },
    },
    { name: 'case', caseId },
    { name: 'case', caseId, document, page: 3, list },
    { name: 'request', caseId },
    { name: 'export' },
    { name: 'statistics' },
    { name: 'administration', section: 'policy' },
  ];
  it.each(places)('reads the address it wrote: $name', (place) => {
    expect(parseRoute(hrefOf(place))).toEqual(place);
  });

  it('starts at the inbox when the address is empty', () => {
    expect(parseRoute('')).toEqual({ name: 'inbox', view: 'new' });
    expect(parseRoute('#/')).toEqual({ name: 'inbox', view: 'new' });
  });

  it('opens the connection when administration names no section', () => {
    expect(parseRoute('#/administration')).toEqual({ name: 'administration', section: 'connection' });
  });

  it.each(['#/nowhere', '#/inbox/other', '#/case/not-an-id', `#/case/${caseId}/elsewhere`, '#/administration/none'])(
    'answers a foreign address as unknown: %s',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ name: 'unknown' });
    },
  );

  it('drops details it cannot read and keeps the place', () => {
    expect(parseRoute(`#/case/${caseId}?document=../../x&page=-1&list=1`)).toEqual({ name: 'case', caseId });
    expect(parseRoute('#/inbox/all?sort=colour')).toEqual({ name: 'inbox', view: 'all' });
  });
});
