import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rejectableProblem, rejectedByServiceAt } from '../../shared/domain/intake-troubles.ts';
import { callQuery } from '../api/queries.ts';
import { useMay } from '../app/session.ts';
import { formatInstant } from '../ui/format.ts';
import { RejectDialog } from './RejectDialog.tsx';

/** Up to this many troubles are told at once; more wait behind a button, so that the list keeps its place. */
const SHOWN_AT_ONCE = 2;

/** What could not be taken over yet: which application, why, since when, what is safe and what to do. */
export const TroublePanel = () => {
  const { t } = useTranslation(['inbox', 'troubles']);
  const status = useQuery(callQuery('intake', 'status', {}));
  const troubles = status.data?.troubles ?? [];
  const mayReject = useMay('submission.reject');
  const [rejecting, setRejecting] = useState<{ submissionId: string; code: (typeof troubles)[number]['code'] }>();
  const [chosen, setChosen] = useState<boolean>();
  const expanded = chosen ?? troubles.length <= SHOWN_AT_ONCE;
  const partNames = {
    data: t('trouble.partName.data'),
    metadata: t('trouble.partName.metadata'),
    attachment: t('trouble.partName.attachment'),
  };
  const partName = (part: string) => {
    const [kind = '', id] = part.split(':');
    const name = kind in partNames ? partNames[kind as keyof typeof partNames] : part;
    return id === undefined ? name : `${name} ${id.slice(0, 8)}`;
  };
  if (troubles.length === 0) return null;
  return (
    <section className="trouble-panel" aria-labelledby="trouble-title" data-pane="trouble">
      <div className="trouble-head">
        <CircleAlert size={16} aria-hidden="true" />
        <h2 id="trouble-title">{t('trouble.title', { count: troubles.length })}</h2>
        <Button className="push" aria-expanded={expanded} onClick={() => setChosen(!expanded)}>
          {expanded ? t('trouble.hide') : t('trouble.show')}
        </Button>
      </div>
      {expanded && (
        <div className="trouble-list">
          <ul>
            {troubles.map((trouble) => (
              <li key={`${trouble.submissionId} ${trouble.destinationId} ${trouble.code}`}>
                <p className="trouble-what">{t(`troubles:${trouble.code}.what`)}</p>
                <p>
                  {t(`troubles:${trouble.code}.safe`)} {t(`troubles:${trouble.code}.todo`)}
                </p>
                {trouble.nearness !== 'none' && (
                  <p className="trouble-near" data-nearness={trouble.nearness}>
                    {t(`trouble.near.${trouble.nearness}`, {
                      when: formatInstant(rejectedByServiceAt(trouble.waitingSince)),
                    })}
                  </p>
                )}
                <p className="muted tabular">
                  {[
                    trouble.submissionId === null
                      ? t('trouble.connection')
                      : t('trouble.submission', { id: trouble.submissionId.slice(0, 8) }),
                    t('trouble.since', { when: formatInstant(trouble.since) }),
                    t('trouble.attempts', { count: trouble.attempts, when: formatInstant(trouble.lastAt) }),
                    ...(trouble.part === null ? [] : [t('trouble.part', { part: partName(trouble.part) })]),
                    ...(trouble.rejecting ? [t('trouble.rejecting')] : []),
                  ].join(' · ')}
                </p>
                {mayReject &&
                  trouble.submissionId !== null &&
                  !trouble.rejecting &&
                  rejectableProblem(trouble.code) && (
                    <Button
                      variant="outlined"
                      onClick={() => setRejecting({ submissionId: trouble.submissionId ?? '', code: trouble.code })}
                    >
                      {t('trouble.reject')}
                    </Button>
                  )}
              </li>
            ))}
          </ul>
          <p className="muted" style={{ margin: '8px 0 0' }}>
            {t('trouble.waiting')}
          </p>
        </div>
      )}
      {rejecting && <RejectDialog {...rejecting} onClose={() => setRejecting(undefined)} />}
    </section>
  );
};
