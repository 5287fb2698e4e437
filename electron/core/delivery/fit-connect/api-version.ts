import { z } from 'zod';

/** The two generations of the Submission API; everything in which they differ for a receiver stands here. */
export type ApiVersion = 'v1' | 'v2';

const service = z.object({ identifier: z.string().min(1).max(255) });
const offeredService = z.object({
  identifier: z.string().min(1).max(255),
  submissionSchemas: z.array(z.object({ schemaUri: z.string().min(1), mimeType: z.string().min(1) })).default([]),
});

/** Named member of a submission that says which Verwaltungsleistung it concerns, whatever the generation calls it. */
export const namedService = z
  .object({ publicService: service.nullish(), serviceType: service.nullish() })
  .transform(({ publicService, serviceType }) => publicService?.identifier ?? serviceType?.identifier ?? null);

/** Services a destination offers, whatever the generation calls the list. */
export const offeredServices = z
  .object({ publicServices: z.array(offeredService).nullish(), services: z.array(offeredService).nullish() })
  .transform(({ publicServices, services }) => publicServices ?? services ?? []);

/**
 * Joins a base address, the generation's prefix and path segments; a path in the base survives (PROTOCOL §2), and
 * segments are encoded because some come from answers.
 */
export const apiUrl = (
  base: string,
  version: ApiVersion,
  segments: readonly string[],
  query: Readonly<Record<string, string>> = {},
): string => {
  const url = new URL(base);
  const prefix = url.pathname.replace(/\/+$/, '');
  url.pathname = [prefix, version, ...segments.map(encodeURIComponent)].join('/');
  url.search = new URLSearchParams(query).toString();
  return url.toString();
};
