import IconButton from '@mui/material/IconButton';
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/cases.ts';
import { fullName } from '../../../shared/domain/names.ts';
import { callQuery } from '../../api/queries.ts';
import { hrefOf, navigate } from '../../app/router.ts';
import { useDomainText } from '../../ui/domain-text.ts';
import { ProgressCount } from '../../ui/ProgressCount.tsx';

/** Position in the list the case was opened from; null without a list or when the list is gone. */
export const useNeighbours = (caseId: string, list: string | undefined) =>
  useQuery({ ...callQuery('cases', 'neighbours', { listId: list ?? '', caseId }), enabled: list !== undefined }).data ??
  null;

/** The family with each member's progress, and the way through the list ("12 von 41"). */
export const FamilyLine = ({ view, list }: { view: CaseView; list: string | undefined }) => {
  const { t } = useTranslation('case');
  const label = useDomainText();
  const neighbours = useNeighbours(view.caseId, list);
  const others = view.family.length > 1;
  if (!others && neighbours === null) return null;
  const go = (caseId: string | null | undefined): void => {
    if (caseId) navigate({ name: 'case', caseId, ...(list === undefined ? {} : { list }) });
  };
  return (
    <div className="family">
      {others ? (
        <nav aria-label={t('family.label')}>
          <span className="quiet" aria-hidden="true">
            {t('family.label')}
          </span>
          <ul>
            {view.family.map((member) => (
              <li key={member.caseId}>
                <a
                  href={hrefOf({ name: 'case', caseId: member.caseId, ...(list === undefined ? {} : { list }) })}
                  aria-current={member.caseId === view.caseId ? 'page' : undefined}
                  title={`${fullName(member)}, ${label('familyRole', member.role)}, ${label('status', member.status)}`}
                >
                  <span aria-hidden="true">{member.caseId === view.caseId ? '●' : '○'}</span>
                  {member.givenNames || member.familyName}
                  <ProgressCount {...member.progress} bar={false} />
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : (
        <span />
      )}
      {neighbours === null ? null : (
        <div className="neighbours">
          <IconButton
            aria-label={t('family.previous')}
            disabled={neighbours.previous === null}
            onClick={() => go(neighbours.previous)}
          >
            <ChevronLeft size={18} aria-hidden />
          </IconButton>
          <span>{t('family.position', { position: neighbours.position, total: neighbours.total })}</span>
          <IconButton
            aria-label={t('family.next')}
            disabled={neighbours.next === null}
            onClick={() => go(neighbours.next)}
          >
            <ChevronRight size={18} aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  );
};
