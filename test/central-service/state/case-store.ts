import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from './atomic-file.ts';
import { type CaseRecord, caseRecordSchema, type Delivery, type DeliveryKind, deliveryIn } from './case-record.ts';

/** All cases: held in memory, each in a file of its own. Records handed out are never changed in place. */
export type CaseStore = {
  get: (caseId: string) => CaseRecord | undefined;
  all: () => CaseRecord[];
  find: (kind: DeliveryKind, id: string) => { record: CaseRecord; delivery: Delivery } | undefined;
  create: (record: CaseRecord) => Promise<void>;
  /**
   * Changes one case exclusively: `edit` works on a draft, which becomes visible only when it is durably written. What
   * `edit` throws leaves the case as it was. Returns what `edit` returns.
   */
  change: <T>(caseId: string, edit: (draft: CaseRecord) => T | Promise<T>) => Promise<T>;
  remove: (caseId: string) => Promise<void>;
};

/** Opens the folder of case files; a file that does not match the schema stops the start, since state is never guessed. */
export async function openCaseStore(folder: string): Promise<CaseStore> {
  await mkdir(folder, { recursive: true });
  const records = new Map<string, CaseRecord>();
  const caseOfDelivery = new Map<string, string>();
  const queues = new Map<string, Promise<unknown>>();
  const fileOf = (caseId: string) => join(folder, `${caseId}.json`);

  const remember = (record: CaseRecord) => {
    records.set(record.caseId, record);
    for (const { kind, id } of record.deliveries) caseOfDelivery.set(`${kind}:${id}`, record.caseId);
  };
  const write = async (record: CaseRecord) => {
    await writeFileAtomically(fileOf(record.caseId), JSON.stringify(record));
    remember(record);
  };

  for (const name of await readdir(folder)) {
    if (name.endsWith('.json'))
      remember(caseRecordSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))));
    else await rm(join(folder, name), { force: true });
  }

  const exclusively = <T>(caseId: string, work: () => Promise<T>): Promise<T> => {
    const result = (queues.get(caseId) ?? Promise.resolve()).then(work);
    queues.set(
      caseId,
      result.catch(() => undefined),
    );
    return result;
  };

  return {
    get: (caseId) => records.get(caseId),
    all: () => [...records.values()],
    find: (kind, id) => {
      const record = records.get(caseOfDelivery.get(`${kind}:${id}`) ?? '');
      const delivery = record && deliveryIn(record, kind, id);
      return record && delivery ? { record, delivery } : undefined;
    },
    create: write,
    change: (caseId, edit) =>
      exclusively(caseId, async () => {
        const current = records.get(caseId);
        if (!current) throw new Error(`case ${caseId} is gone`);
        const draft = structuredClone(current);
        const result = await edit(draft);
        await write(draft);
        return result;
      }),
    remove: (caseId) =>
      exclusively(caseId, async () => {
        await rm(fileOf(caseId), { force: true });
        records.delete(caseId);
        queues.delete(caseId);
      }),
  };
}
