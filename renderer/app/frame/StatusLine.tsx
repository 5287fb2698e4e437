import { Link } from '@mui/material';
import { type UseQueryResult, useIsMutating } from '@tanstack/react-query';
import { Circle, CircleAlert, CircleCheck, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../shared/contract/contract.ts';
import { formatAgo, formatInstant } from '../../ui/format.ts';
import { hrefOf } from '../router.ts';
import { useNow } from '../use-now.ts';

type IntakeStatus = ResponseOf<'intake', 'status'>;
type StoreHealth = ResponseOf<'administration', 'storeHealth'>;
type Tone = 'success' | 'warning' | 'danger' | 'neutral';
const ICONS = { success: CircleCheck, warning: TriangleAlert, danger: CircleAlert, neutral: Circle };

const useIntakeText = (now: number) => {
  const { t } = useTranslation('shell');
  return ({ state, lastSuccessAt }: IntakeStatus): { tone: Tone; text: string } => {
    const when = lastSuccessAt === null ? undefined : formatAgo(lastSuccessAt, now);
    switch (state) {
      case 'not-connected':
        return { tone: 'warning', text: t('status.notConnected') };
      case 'running':
        return { tone: 'success', text: t('status.running') };
      case 'paused':
        return { tone: 'neutral', text: t('status.paused') };
      case 'trouble':
        return {
          tone: 'danger',
          text: when === undefined ? t('status.troubledNever') : t('status.troubled', { when }),
        };
      case 'idle':
        return when === undefined
          ? { tone: 'neutral', text: t('status.never') }
          : { tone: 'success', text: t('status.lastSuccess', { when }) };
    }
  };
};

const useCopyText = () => {
  const { t } = useTranslation('shell');
  return ({ state, lastAt }: IntakeStatus['secondCopy']): { tone: Tone; text: string } => {
    switch (state) {
      case 'ok':
        return {
          tone: 'success',
          text: lastAt === null ? t('status.copyNone') : t('status.copyOk', { when: formatInstant(lastAt) }),
        };
      case 'unavailable':
        return { tone: 'danger', text: t('status.copyUnavailable') };
      case 'waived':
        return { tone: 'warning', text: t('status.copyWaived') };
      case 'none':
        return { tone: 'neutral', text: t('status.copyNone') };
      case 'superseded':
        return { tone: 'danger', text: t('status.copySuperseded') };
      case 'rolled-back':
        return { tone: 'danger', text: t('status.copyRolledBack') };
    }
  };
};

/** What about the place where everything lies staff must know; the worst first. */
const useHealthText = () => {
  const { t } = useTranslation('shell');
  return ({ place, persistence, disk, checks }: StoreHealth): { tone: Tone; text: string } | undefined => {
    const found = (check: StoreHealth['checks'][number]['check']): number =>
      checks.find((one) => one.check === check)?.found ?? 0;
    if (found('database') + found('journal') > 0) return { tone: 'danger', text: t('status.damaged') };
    if (place.refused) return { tone: 'danger', text: t('status.placeRefused') };
    if (found('documents') > 0)
      return { tone: 'danger', text: t('status.papersMissing', { count: found('documents') }) };
    if (disk.state === 'full') return { tone: 'danger', text: t('status.diskFull') };
    if (persistence === 'restart-app') return { tone: 'warning', text: t('status.restartApp') };
    if (persistence === 'restart-computer') return { tone: 'warning', text: t('status.restartComputer') };
    return disk.state === 'low' ? { tone: 'warning', text: t('status.diskLow') } : undefined;
  };
};

const Sign = ({ tone }: { tone: Tone }) => {
  const Icon = ICONS[tone];
  return <Icon size={14} aria-hidden="true" className="status-sign" data-tone={tone} />;
};

/** The conscience: connection, second copy and saving, in words; trouble stands here first and leads to its cause. */
export const StatusLine = ({
  intake,
  health,
}: {
  intake: UseQueryResult<IntakeStatus>;
  health: StoreHealth | undefined;
}) => {
  const { t } = useTranslation('shell');
  const now = useNow();
  const saving = useIsMutating() > 0;
  const intakeText = useIntakeText(now);
  const copyText = useCopyText();
  const healthText = useHealthText();
  const status = intake.data;
  const connection = status && intakeText(status);
  const storage = health && healthText(health);
  const nearing = status?.troubles.filter(({ nearness }) => nearness !== 'none').length ?? 0;
  const copy = status && copyText(status.secondCopy);
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: outside sections a footer is the contentinfo landmark, which takes a name
    <footer className="status-line" aria-label={t('status.label')} data-pane="status">
      <span className="status-part">
        <Sign tone={connection?.tone ?? (intake.isError ? 'danger' : 'neutral')} />
        <span className="muted">{t('status.intake')}:</span>
        <span>{connection?.text ?? (intake.isError ? t('status.unreadable') : t('status.unknown'))}</span>
        {status && status.newSinceSignIn > 0 && (
          <span>· {t('status.newSinceSignIn', { count: status.newSinceSignIn })}</span>
        )}
        {nearing > 0 && <span>· {t('status.nearing', { count: nearing })}</span>}
        {status && status.troubles.length > 0 && (
          <Link href={hrefOf({ name: 'inbox', view: 'new' })}>{t('status.details')}</Link>
        )}
        {status?.state === 'not-connected' && (
          <Link href={hrefOf({ name: 'administration', section: 'connection' })}>{t('status.connect')}</Link>
        )}
      </span>
      {status && status.outbox.pending + status.outbox.failing > 0 && (
        <span className="status-part">
          <Sign tone={status.outbox.failing > 0 ? 'danger' : 'neutral'} />
          {status.outbox.failing > 0
            ? t('status.outboxFailing', { count: status.outbox.failing })
            : t('status.outboxPending', { count: status.outbox.pending })}
        </span>
      )}
      {storage && (
        <span className="status-part">
          <Sign tone={storage.tone} />
          <span className="muted">{t('status.place')}:</span>
          <span>{storage.text}</span>
          <Link href={hrefOf({ name: 'administration', section: 'backup' })}>{t('status.details')}</Link>
        </span>
      )}
      {copy && (
        <span className="status-part">
          <Sign tone={copy.tone} />
          <span className="muted">{t('status.secondCopy')}:</span>
          <span>{copy.text}</span>
          {copy.tone === 'danger' && (
            <Link href={hrefOf({ name: 'administration', section: 'backup' })}>{t('status.details')}</Link>
          )}
        </span>
      )}
      <span className="status-part status-saved">
        {saving ? <LoaderCircle size={14} aria-hidden="true" /> : <Sign tone="success" />}
        {saving ? t('status.saving') : t('status.saved')}
      </span>
    </footer>
  );
};
