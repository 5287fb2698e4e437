import Button from '@mui/material/Button';
import { FileOutput, MailPlus, UserCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/cases.ts';
import { displayName } from '../../../shared/domain/names.ts';
import { nationalityLabel } from '../../../shared/domain/nationality.ts';
import { invoke } from '../../api/invoke.ts';
import { hrefOf } from '../../app/router.ts';
import { useDomainText } from '../../ui/domain-text.ts';
import { formatDate, formatPartialDate } from '../../ui/format.ts';
import type { RunCommand } from '../use-case-commands.ts';
import { FilingDate } from './FilingDate.tsx';
import { StatusMenu } from './StatusMenu.tsx';

/** What a caseworker may do with a case, from the roles of the account. */
export type Rights = { review: boolean; status: boolean; assign: boolean; draft: boolean; export: boolean };

/** Who this is, where the case stands and the two ways on: always on top of a case. */
export const IdentityBar = (props: {
  view: CaseView;
  rights: Rights;
  accountId: string | null;
  run: RunCommand;
  onExport: () => void;
}) => {
  const { view, rights, accountId, run, onExport } = props;
  const { person } = view;
  const { t } = useTranslation('case');
  const label = useDomainText();
  const heading = useRef<HTMLHeadingElement>(null);
  // A screen reader says which case was opened; the focus goes on from here.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const open = view.slots.filter(({ state }) => state === 'missing' || state === 'deficient').length;
  return (
    <header className="identity">
      <div className="identity-who">
        <h1 className="identity-name" tabIndex={-1} ref={heading}>
          {displayName(person)}
        </h1>
        <ul className="identity-facts">
          <li>{t('identity.bornIn', { date: formatPartialDate(person.birthDate), place: person.birthPlace })}</li>
          <li>{person.nationalities.map(nationalityLabel).join(', ')}</li>
          <li>{label('legalBasis', view.legalBasis)}</li>
          <li>
            <FilingDate view={view} mayChange={rights.status} run={run} />
          </li>
          <li>{t('identity.reference', { reference: view.reference })}</li>
          {view.fileNumber === null ? null : <li>{t('identity.fileNumber', { fileNumber: view.fileNumber })}</li>}
          {view.representative === null ? null : (
            <li>{t('identity.representative', { name: view.representative.name })}</li>
          )}
          {view.handover === 'OFFEN' ? null : <li>{label('handover', view.handover)}</li>}
          <li>
            {view.assignee === null
              ? t('identity.unassigned')
              : t('identity.assignee', { name: view.assignee.displayName })}
          </li>
        </ul>
      </div>
      <div className="identity-actions">
        {rights.assign && accountId !== null && view.assignee?.id !== accountId && view.status !== 'NEU' ? (
          <Button
            startIcon={<UserCheck size={16} aria-hidden />}
            onClick={() => void run((base) => invoke('cases', 'assign', { ...base, accountId }))}
          >
            {t('identity.take')}
          </Button>
        ) : null}
        <StatusMenu view={view} mayChange={rights.status} run={run} />
        {rights.draft ? (
          <Button
            variant="contained"
            href={hrefOf({ name: 'request', caseId: view.caseId })}
            startIcon={<MailPlus size={16} aria-hidden />}
            title={
              view.openRequest === null
                ? undefined
                : t('identity.openRequest', {
                    round: view.openRequest.round,
                    date: formatDate(view.openRequest.deadlineOn),
                  })
            }
          >
            {t('identity.request', { open })}
          </Button>
        ) : null}
        {rights.export ? (
          <Button variant="outlined" startIcon={<FileOutput size={16} aria-hidden />} onClick={onExport}>
            {t('identity.export')}
          </Button>
        ) : null}
      </div>
    </header>
  );
};
