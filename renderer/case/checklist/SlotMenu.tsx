import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Slot } from '../../../shared/contract/cases.ts';
import { invoke } from '../../api/invoke.ts';
import { useDomainText } from '../../ui/domain-text.ts';
import type { Spot } from '../papers.ts';
import type { RunCommand } from '../use-case-commands.ts';

/** What can be said of a proof itself: it is missing, not needed here, open again; or a paper does not belong to it. */
export const SlotMenu = ({ slot, spot, run }: { slot: Slot; spot: Spot; run: RunCommand }) => {
  const { t } = useTranslation('case');
  const label = useDomainText();
  const evidence = label('evidence', slot.evidence);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const mark = (to: 'missing' | 'not-needed' | 'open', because: string | null) => {
    setAnchor(null);
    return run((base) => invoke('cases', 'markSlot', { ...base, slotId: slot.slotId, mark: to, reason: because }));
  };
  const placement = slot.placements.find(({ placementId }) => placementId === spot.placementId);
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('checklist.menu', { evidence })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Ellipsis size={16} aria-hidden />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {slot.state === 'missing' || slot.placements.length > 0 ? null : (
          <MenuItem onClick={() => void mark('missing', 'FEHLT')}>{t('checklist.markMissing')}</MenuItem>
        )}
        <MenuItem
          onClick={() => {
            setAnchor(null);
            setAsking(true);
          }}
        >
          {t('checklist.markNotNeeded')}
        </MenuItem>
        <MenuItem onClick={() => void mark('open', null)}>{t('checklist.markOpen')}</MenuItem>
        {placement === undefined ? null : (
          <MenuItem
            onClick={() => {
              setAnchor(null);
              void run((base) => invoke('cases', 'removePlacement', { ...base, placementId: placement.placementId }));
            }}
          >
            {t('checklist.remove')}
          </MenuItem>
        )}
      </Menu>
      <Dialog open={asking} onClose={() => setAsking(false)} fullWidth maxWidth="xs">
        <form
          onSubmit={async (event) => {
            event.preventDefault();
            if (reason.trim() === '') return;
            const done = await mark('not-needed', reason.trim());
            if (done === null) return;
            setAsking(false);
            setReason('');
          }}
        >
          <DialogTitle>{t('checklist.notNeededTitle', { evidence })}</DialogTitle>
          <DialogContent>
            <TextField
              autoFocus
              required
              fullWidth
              margin="dense"
              label={t('status.reason')}
              value={reason}
              slotProps={{ htmlInput: { maxLength: 200 } }}
              onChange={(event) => setReason(event.target.value)}
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setAsking(false)}>{t('review.cancel')}</Button>
            <Button type="submit" variant="contained">
              {t('checklist.markNotNeeded')}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
};
