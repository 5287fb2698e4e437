import type { exportTexts as source } from '../de/export.ts';
import type { Translation } from '../translation.ts';

export const exportTexts = {
  title: 'To local procedure',
  dialogTitle: 'To local procedure',
  ready: 'Ready ({{number}})',
  readyEmpty: 'No case is ready',
  readyEmptyHint:
    'Cases appear here once their documents are complete. A case can be exported earlier from within the case.',
  done: 'Exported ({{waiting}} without confirmation)',
  doneEmpty: 'No case has been exported yet.',
  open: 'Check and export …',
  supplement: 'supplement',
  history: 'Earlier exports',
  close: 'Close',
  column: {
    name: 'Name',
    birthDate: 'born',
    reference: 'Reference',
    progress: 'Proofs',
    status: 'Status',
    handover: 'Local procedure',
    package: 'Package',
    at: 'Exported',
    files: 'Extent',
    action: 'Next step',
  },
  check: {
    title: 'Check',
    holds:
      'The package holds {{documents}} documents ({{size}}), the application data as received, the judgements and the history.',
    holdsSupplement: 'The package is a supplement: {{documents}} documents ({{size}}) added since the last export.',
    clean: 'Nothing speaks against it.',
  },
  severity: { info: 'Note', warning: 'Attention', error: 'Obstacle' },
  finding: {
    'slots-undecided': 'Proofs have not been judged yet',
    'slots-missing': 'Proofs are missing or deficient',
    'request-running': 'Requested proofs are still outstanding',
    'documents-unplaced': 'Documents have pages without a place; they go along all the same',
    'documents-troubled': 'Documents are empty, damaged or protected; they go along unchanged',
    'not-declared-complete': 'The documents have not been declared complete yet',
    'case-ended': 'The procedure has already ended',
  },
  run: {
    button: 'Export into a folder …',
    again: 'Export again …',
    writing: 'Writing the package and reading it back …',
    done: 'Package “{{name}}” completely written to “{{folder}}” and checked.',
    next: 'Confirm here as soon as the local procedure has taken it.',
  },
  row: {
    facts: '{{at}} · {{by}} · {{files}} files, {{size}}',
    size: '{{files}} files, {{size}}',
    manifest: 'Checksum of the manifest (SHA-256): {{hash}}',
    fileNumber: 'file number {{fileNumber}}',
  },
  confirm: { fileNumber: 'File number in the local procedure (if known)', button: 'Confirm' },
} as const satisfies Translation<typeof source>;
