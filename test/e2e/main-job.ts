import type { Desk } from './desk.ts';
import {
  confirmFilingDate,
  declareComplete,
  findDefect,
  placePages,
  reviewPassport,
  takeCase,
  writeNote,
} from './steps/casework.ts';
import { connect, lock, setUp, signIn, testRecoveryCode } from './steps/first-start.ts';
import { confirmHandOver, exportCase, exportSupplement, showStatistics, verifyJournal } from './steps/hand-over.ts';
import { apply, fetchApplication, openCase } from './steps/intake.ts';
import { answerRequest, checkDraft, judgeAnswer, receiveReply, sendLatePaper, sendRequest } from './steps/request.ts';

/** One step of the main job: done through the window, and held only if what must be seen was seen. */
export type Step = {
  /** Names the step in files: lower case, hyphens. */
  id: string;
  title: string;
  /** A screen this step is the first to show whole; looked at in both themes. */
  screen?: 'sign-in' | 'inbox' | 'case' | 'request' | 'export' | 'statistics' | 'administration';
  run: (desk: Desk) => Promise<void>;
};

/**
 * The main job from an empty machine to figures: one application with four persons through store, review,
 * Nachforderung, Nachreichung, export and Nachtrag. Made for the character `elif-sahin`, whose papers have the gaps.
 */
export const MAIN_JOB: readonly Step[] = [
  { id: 'set-up', title: 'First start: office, account, second copy, encrypted store', run: setUp },
  { id: 'recovery', title: 'The recovery code is typed back', run: testRecoveryCode },
  { id: 'connect', title: 'The Verbindungsdatei is read in', screen: 'administration', run: connect },
  { id: 'apply', title: 'A family applies online', run: apply },
  {
    id: 'fetch',
    title: 'The application is fetched, kept, copied, acknowledged',
    screen: 'inbox',
    run: fetchApplication,
  },
  { id: 'case', title: 'The case is opened', screen: 'case', run: openCase },
  { id: 'take', title: 'The case is taken', run: takeCase },
  { id: 'filing-date', title: 'The filing date is confirmed', run: confirmFilingDate },
  { id: 'passport', title: 'The passport is reviewed', run: reviewPassport },
  { id: 'defect', title: 'A page is missing: defect with its reason', run: findDefect },
  { id: 'place', title: 'Pages nobody named are placed on a proof', run: placePages },
  { id: 'note', title: 'A note is written', run: writeNote },
  { id: 'request', title: 'The Nachforderung is drafted, its letter shown', screen: 'request', run: checkDraft },
  { id: 'send', title: 'The Nachforderung is sent as an encrypted reply', run: sendRequest },
  { id: 'reply', title: 'The online service receives and decrypts it', run: receiveReply },
  { id: 'answer', title: 'The applicant answers; the Nachreichung is fetched', run: answerRequest },
  { id: 'judge', title: 'What was sent in is judged', run: judgeAnswer },
  { id: 'complete', title: 'The papers are declared complete', run: declareComplete },
  { id: 'export', title: 'The package is written and read back', run: exportCase },
  { id: 'confirm', title: 'The Fachverfahren confirms with its file number', run: confirmHandOver },
  { id: 'late-paper', title: 'One more paper comes after the export', run: sendLatePaper },
  { id: 'supplement', title: 'It is exported as a Nachtrag', screen: 'export', run: exportSupplement },
  { id: 'statistics', title: 'Figures with their basis', screen: 'statistics', run: showStatistics },
  { id: 'journal', title: 'The journal is verified', run: verifyJournal },
  { id: 'lock', title: 'The workplace is locked', screen: 'sign-in', run: lock },
  { id: 'sign-in', title: 'Signed in again', run: signIn },
];
