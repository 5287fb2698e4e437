import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/cases.ts';
import { invoke } from '../../api/invoke.ts';
import { navigate } from '../../app/router.ts';
import { useDomainText } from '../../ui/domain-text.ts';
import { StatusLabel } from '../../ui/StatusLabel.tsx';
import type { RunCommand } from '../use-case-commands.ts';
import { StatusDialog } from './StatusDialog.tsx';
import { type Offer, useBlockedReason } from './status-offers.ts';
import { transitionValues } from './transition-input.ts';

/** Steps that belong to the Nachforderung screen: sending (T04) and extending (T08). */
const BY_REQUEST: readonly string[] = ['T04', 'T08'];

/** Status of the case with the steps the tables of DOMAIN §4 offer; refused ones stay visible with their reason. */
export const StatusMenu = ({ view, mayChange, run }: { view: CaseView; mayChange: boolean; run: RunCommand }) => {
  const { t } = useTranslation('case');
  const label = useDomainText();
  const blockedReason = useBlockedReason();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [chosen, setChosen] = useState<Offer | null>(null);
  const status = <StatusLabel status={view.status} round={view.openRequest?.round ?? 0} />;
  if (!mayChange || view.transitions.length === 0)
    return (
      <span className="status-fixed" title={mayChange ? t('status.none') : t('status.notPermitted')}>
        {status}
      </span>
    );
  /** A step that asks for nothing needs no dialog; it stands on the timeline and can be followed by the next one. */
  const takeAtOnce = ({ transition, to }: Offer) =>
    run((base) => invoke('cases', 'changeStatus', { ...base, transition, to, ...transitionValues([], {}) }));
  const choose = (offer: Offer): void => {
    setAnchor(null);
    if (BY_REQUEST.includes(offer.transition)) navigate({ name: 'request', caseId: view.caseId });
    else if (offer.blockedBy.length === 0 && offer.needs.length === 0) void takeAtOnce(offer);
    else setChosen(offer);
  };
  return (
    <>
      <Button
        variant="outlined"
        color="inherit"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={t('identity.statusButton', { status: label('status', view.status) })}
        endIcon={<ChevronDown size={16} aria-hidden />}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {status}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {view.transitions.map((offer) => (
          <MenuItem key={`${offer.transition}/${offer.to}`} onClick={() => choose(offer)} className="transition-item">
            <span>
              {label('transition', offer.transition)}
              <span className="quiet block">
                {offer.blockedBy.length === 0
                  ? t('status.leadsTo', { to: label('status', offer.to) })
                  : offer.blockedBy.map(blockedReason).join(' ')}
              </span>
            </span>
          </MenuItem>
        ))}
      </Menu>
      {chosen === null ? null : (
        <StatusDialog
          key={`${chosen.transition}/${chosen.to}`}
          view={view}
          offer={chosen}
          run={run}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
};
