import { describe, expect, it } from 'vitest';
import { nachreichungSchema } from '../../electron/core/intake/fachdaten-1.0.ts';
import { character } from './cast.ts';
import { followUpDocuments } from './follow-up.ts';

const elif = character('elif-sahin');
const REQUEST = '0199f3a0-0000-7000-8000-000000000001';
const POSITION = '0199f3a0-0000-7000-8000-000000000002';

describe('followUpDocuments', () => {
  it('answers all gaps of a character with one file each and names request and items', async () => {
    const items = elif.gaps.map((gap, index) => (index === 0 ? { ...gap, positionId: POSITION } : gap));
    const { nachreichung, documents } = await followUpDocuments(elif, items, { nachforderungId: REQUEST });
    const parsed = nachreichungSchema.parse(nachreichung);
    expect(parsed.nachforderungId).toBe(REQUEST);
    expect(parsed.nachweise[0]?.positionId).toBe(POSITION);
    expect(parsed.nachweise.map((proof) => proof.anlageId)).toEqual(documents.map((file) => file.attachmentId));
    expect(documents.map((file) => file.claimedEvidence)).toEqual(['EV-EMPC', 'EV-EMPB', 'EV-PAY', 'EV-RENT']);
    expect(documents[2]?.filename).toBe('Gehaltsabrechnung_2026-08.pdf');
  });

  it('can answer one of four items', async () => {
    const { documents } = await followUpDocuments(elif, [{ evidence: 'EV-PAY', personRef: 'p1' }]);
    expect(documents.map((file) => file.filename)).toEqual(['Gehaltsabrechnung_2026-08.pdf']);
  });

  it('can send the paper of the wrong person under the right name', async () => {
    const item = { evidence: 'EV-PAY', personRef: 'p1' };
    const right = await followUpDocuments(elif, [item]);
    const wrong = await followUpDocuments(elif, [{ ...item, shows: 'p2' }]);
    expect(wrong.documents[0]?.personRefs).toEqual(['p1']);
    expect(wrong.documents[0]?.bytes).not.toEqual(right.documents[0]?.bytes);
  });

  it('gives each round attachment ids of its own', async () => {
    const item = { evidence: 'EV-PAY', personRef: 'p1' };
    const first = await followUpDocuments(elif, [item]);
    const second = await followUpDocuments(elif, [item], { round: 2 });
    expect(second.documents[0]?.attachmentId).not.toBe(first.documents[0]?.attachmentId);
    expect(second.documents[0]?.bytes).toEqual(first.documents[0]?.bytes);
  });
});
