import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, CircleX, Mail, MailOpen } from 'lucide-react';
import type { Slot } from '../../../shared/contract/cases.ts';
import { useDomainText } from '../../ui/domain-text.ts';

const ICONS = {
  open: CircleHelp,
  settled: CircleCheck,
  missing: CircleX,
  deficient: CircleAlert,
  requested: Mail,
  answered: MailOpen,
} as const;

/** Where a proof stands, as icon and word; the word is said to screen readers also where space hides it. */
export const SlotState = ({
  slot,
  short = false,
}: {
  slot: Pick<Slot, 'state' | 'required' | 'placements'>;
  short?: boolean;
}) => {
  const label = useDomainText();
  const idle = slot.state === 'open' && !slot.required && slot.placements.length === 0;
  const Icon = idle ? CircleDashed : ICONS[slot.state];
  return (
    <span className={`slot-state slot-${idle ? 'idle' : slot.state}`}>
      <Icon size={16} aria-hidden />
      {short ? (
        <span className="visually-hidden">{label('slotState', slot.state)}</span>
      ) : (
        label('slotState', slot.state)
      )}
    </span>
  );
};
