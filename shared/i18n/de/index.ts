import { administration } from './administration.ts';
import { caseTexts } from './case.ts';
import { domain } from './domain.ts';
import { errors } from './errors.ts';
import { exportTexts } from './export.ts';
import { inbox } from './inbox.ts';
import { requests } from './requests.ts';
import { shell } from './shell.ts';
import { statistics } from './statistics.ts';
import { troubles } from './troubles.ts';

/** All texts of this language by namespace; a namespace is a module's name. */
export const de = {
  shell,
  errors,
  domain,
  inbox,
  troubles,
  statistics,
  administration,
  case: caseTexts,
  requests,
  export: exportTexts,
} as const;
