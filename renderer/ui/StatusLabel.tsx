import {
  BadgeCheck,
  Building2,
  CalendarClock,
  Circle,
  CircleCheck,
  CirclePause,
  CircleSlash,
  CircleX,
  Forward,
  Gavel,
  Inbox,
  ListChecks,
  type LucideIcon,
  MailOpen,
  MessagesSquare,
  Scale,
  ScrollText,
  Send,
  Undo2,
} from 'lucide-react';
import { type CaseStatus, isCaseStatus } from '../../shared/domain/case-status.ts';
import { useDomainText } from './domain-text.ts';

type Tone = 'info' | 'success' | 'warning' | 'danger' | 'neutral';

/** Colour only where a human has something to do; everything else is quiet. */
const LOOKS: Record<CaseStatus, { icon: LucideIcon; tone: Tone }> = {
  NEU: { icon: Inbox, tone: 'info' },
  VORPRUEFUNG: { icon: ListChecks, tone: 'neutral' },
  NACHFORDERUNG: { icon: Send, tone: 'neutral' },
  NACHREICHUNG: { icon: MailOpen, tone: 'info' },
  VOLLSTAENDIG: { icon: CircleCheck, tone: 'success' },
  BETEILIGUNG: { icon: Building2, tone: 'neutral' },
  SACHPRUEFUNG: { icon: Scale, tone: 'neutral' },
  VORSPRACHE: { icon: CalendarClock, tone: 'neutral' },
  AUSGESETZT: { icon: CirclePause, tone: 'warning' },
  ANHOERUNG: { icon: MessagesSquare, tone: 'neutral' },
  ENTSCHEIDUNGSREIF: { icon: Gavel, tone: 'info' },
  URKUNDE: { icon: ScrollText, tone: 'success' },
  EINGEBUERGERT: { icon: BadgeCheck, tone: 'success' },
  ABGELEHNT: { icon: CircleX, tone: 'neutral' },
  ZURUECKGENOMMEN: { icon: Undo2, tone: 'neutral' },
  EINGESTELLT: { icon: CircleSlash, tone: 'neutral' },
  ABGEGEBEN: { icon: Forward, tone: 'neutral' },
};

/** A case's status as icon and word; `round` names the number of the Nachforderung where there is more than one. */
export const StatusLabel = ({ status, round = 0 }: { status: string; round?: number }) => {
  const domainText = useDomainText();
  const { icon: Icon, tone } = isCaseStatus(status) ? LOOKS[status] : { icon: Circle, tone: 'neutral' as const };
  const text = `${domainText('status', status)}${status === 'NACHFORDERUNG' && round > 1 ? ` (${round})` : ''}`;
  return (
    <span className="status-label" data-tone={tone}>
      <Icon size={16} aria-hidden="true" />
      <span className="cut" title={text}>
        {text}
      </span>
    </span>
  );
};
