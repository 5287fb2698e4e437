import { createFitConnect as real } from '../../../electron/core/delivery/fit-connect/fit-connect.ts';

/**
 * The mistake the harness must notice: the service is told "accepted" as soon as the event is signed, before anything
 * was kept. Built into a child of its own, to prove that the harness can fail.
 */
export const createFitConnect: typeof real = (options) => {
  const service = real(options);
  return {
    ...service,
    async prepareAccept(waiting, tags, payloadSchema) {
      const event = await service.prepareAccept(waiting, tags, payloadSchema);
      await service.postEvent(waiting.fitCaseId, event.token);
      return event;
    },
  };
};
