import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CaseDesk, openCaseDesk } from '../../../test/integration/case-desk.ts';
import { sql } from '../store/database.ts';
import { dueRows, enqueueAccept, hurry, postpone, releaseAccept } from './outbox-rows.ts';

const accept = (submissionId: string) => ({
  id: submissionId,
  destinationId: 'd1',
  fitCaseId: 'f1',
  submissionId,
  token: 'signed',
  jti: submissionId,
  at: 1000,
});

describe('the outbox when a person asks for it now', () => {
  let desk: CaseDesk;
  beforeEach(async () => {
    desk = await openCaseDesk();
    desk.db.transaction((writer) =>
      writer.run(sql`INSERT INTO destination (id, name, environment, settings) VALUES ('d1', 'Amt', 'TEST', '{}')`),
    );
  });
  afterEach(() => desk.close());

  it('makes a postponed sending due and leaves a held accept held', () => {
    desk.db.transaction((writer) => {
      enqueueAccept(writer, accept('postponed'));
      enqueueAccept(writer, accept('held'));
      releaseAccept(writer, 'postponed', 1000);
      postpone(writer, 'postponed', 'unreachable', 900_000);
    });
    expect(dueRows(desk.db, 2000)).toEqual([]);
    desk.db.transaction((writer) => hurry(writer, 2000));
    expect(dueRows(desk.db, 2000).map(({ subjectId }) => subjectId)).toEqual(['postponed']);
  });
});
