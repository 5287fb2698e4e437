import './export.css';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../shared/contract/contract.ts';
import type { ExportRow } from '../../shared/contract/export.ts';
import { LANGUAGES } from '../../shared/i18n/languages.ts';
import { invoke } from '../api/invoke.ts';
import { callQuery } from '../api/queries.ts';
import { StaleNotice } from '../case/StaleNotice.tsx';
import { type RunCommand, useCaseCommands } from '../case/use-case-commands.ts';
import { useDomainText } from '../ui/domain-text.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatBytes, formatInstant } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

type Check = ResponseOf<'export', 'check'>;

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert } as const;

const Findings = ({ findings }: { findings: Check['findings'] }) => {
  const { t, i18n } = useTranslation('export');
  const words: Readonly<Record<string, string>> = (i18n.language === 'en' ? LANGUAGES.en : LANGUAGES.de).export.finding;
  if (findings.length === 0) return <p>{t('check.clean')}</p>;
  return (
    <ul className="findings">
      {findings.map(({ code, severity, count }) => {
        const Icon = ICONS[severity];
        return (
          <li key={code} className={`finding-${severity}`}>
            <Icon size={16} aria-hidden />
            <span>
              <span className="visually-hidden">{t(`severity.${severity}`)}: </span>
              {words[code] ?? code}
              {count > 1 ? ` (${count})` : ''}
            </span>
          </li>
        );
      })}
    </ul>
  );
};

/** One package that was written, and its confirmation with the file number of the local procedure. */
const Exported = ({ row, mayConfirm, run }: { row: ExportRow; mayConfirm: boolean; run: RunCommand }) => {
  const { t } = useTranslation('export');
  const label = useDomainText();
  const [fileNumber, setFileNumber] = useState('');
  const confirm = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await run((base) =>
      invoke('export', 'confirm', { ...base, exportId: row.exportId, fileNumber: fileNumber.trim() }),
    );
  };
  return (
    <li>
      <p>
        <strong>{row.packageName}</strong> {row.supplement ? `(${t('supplement')})` : ''}
      </p>
      <p className="muted">
        {t('row.facts', { at: formatInstant(row.at), by: row.by, files: row.files, size: formatBytes(row.bytes) })}
      </p>
      <p className="muted export-hash">{t('row.manifest', { hash: row.manifestSha256 })}</p>
      <p>
        {label('handover', row.state)}
        {row.confirmedAt === null ? '' : `, ${formatInstant(row.confirmedAt)}`}
        {row.fileNumber === null || row.fileNumber === ''
          ? ''
          : ` · ${t('row.fileNumber', { fileNumber: row.fileNumber })}`}
      </p>
      {mayConfirm && row.state === 'EXPORTIERT' ? (
        <form className="confirm-form" onSubmit={(event) => void confirm(event)}>
          <TextField
            label={t('confirm.fileNumber')}
            value={fileNumber}
            slotProps={{ htmlInput: { maxLength: 200 } }}
            onChange={(event) => setFileNumber(event.target.value)}
          />
          <Button type="submit" variant="outlined">
            {t('confirm.button')}
          </Button>
        </form>
      ) : null}
    </li>
  );
};

const ExportDesk = ({ caseId, check, onClose }: { caseId: string; check: Check; onClose: () => void }) => {
  const { t } = useTranslation('export');
  const { run, busy, failure, dismiss, reload } = useCaseCommands({ caseId, version: check.version });
  const [written, setWritten] = useState<{ name: string; folder: string } | null>(null);
  const blocked = check.findings.some(({ severity }) => severity === 'error');
  const write = async (): Promise<void> => {
    const { grant } = await invoke('desktop', 'chooseFolder', { purpose: 'export' });
    if (grant === null) return;
    const answer = await run((base) => invoke('export', 'run', { ...base, grantId: grant.grantId }));
    if (answer !== null) setWritten({ name: answer.packageName, folder: grant.label });
  };
  return (
    <>
      <DialogContent className="stack">
        {failure === null ? null : <StaleNotice failure={failure} onReload={() => void reload()} onDismiss={dismiss} />}
        {written === null ? null : (
          <Notice tone="success">
            <p>{t('run.done', written)}</p>
            <p>{t('run.next')}</p>
          </Notice>
        )}
        <section aria-labelledby="export-check">
          <h3 id="export-check">{t('check.title')}</h3>
          <p>
            {t(check.supplement ? 'check.holdsSupplement' : 'check.holds', {
              documents: check.documents,
              size: formatBytes(check.bytes),
            })}
          </p>
          <Findings findings={check.findings} />
        </section>
        {check.history.length === 0 ? null : (
          <section aria-labelledby="export-history">
            <h3 id="export-history">{t('history')}</h3>
            <ul className="exports">
              {check.history
                .toSorted((one, other) => other.at - one.at)
                .map((row) => (
                  <Exported key={row.exportId} row={row} mayConfirm run={run} />
                ))}
            </ul>
          </section>
        )}
        {busy ? <p role="status">{t('run.writing')}</p> : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('close')}</Button>
        <Button variant="contained" disabled={blocked || busy} onClick={() => void write()}>
          {t(check.history.length === 0 ? 'run.button' : 'run.again')}
        </Button>
      </DialogActions>
    </>
  );
};

/** What a package of a case holds, what speaks against it, writing it into a folder, and its confirmation. */
export const ExportDialog = ({ caseId, onClose }: { caseId: string; onClose: () => void }) => {
  const { t } = useTranslation('export');
  const check = useQuery({ ...callQuery('export', 'check', { caseId }), staleTime: 0 });
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="export-title">
      <DialogTitle id="export-title">{t('dialogTitle')}</DialogTitle>
      {check.isError ? (
        <DialogContent>
          <ErrorNotice error={check.error} onRetry={() => void check.refetch()} />
        </DialogContent>
      ) : check.data === undefined ? (
        <DialogContent>
          <Skeleton rows={4} />
        </DialogContent>
      ) : (
        <ExportDesk caseId={caseId} check={check.data} onClose={onClose} />
      )}
    </Dialog>
  );
};
