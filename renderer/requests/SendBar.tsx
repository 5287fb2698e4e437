import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../shared/contract/contract.ts';
import type { RequestDraft } from '../../shared/contract/requests.ts';
import type { CallFailure } from '../api/call-failure.ts';
import { formatDateWithWeekday, formatInstant } from '../ui/format.ts';

/** Saving state and [Senden …], which says in one sentence what will happen before it does it. */
export const SendBar = (props: {
  draft: RequestDraft;
  addressee: ResponseOf<'requests', 'editor'>['addressee'];
  savedAt: number | null;
  saveFailure: CallFailure | null;
  /** The letter on the right is the letter of this draft. */
  ready: boolean;
  maySend: boolean;
  sending: boolean;
  onSend: () => Promise<boolean>;
}) => {
  const { draft, addressee, savedAt, saveFailure, ready, maySend, sending, onSend } = props;
  const { t } = useTranslation('requests');
  const [asking, setAsking] = useState(false);
  const facts = { name: addressee.name, date: formatDateWithWeekday(draft.deadlineOn), number: draft.items.length };
  return (
    <footer className="request-foot">
      <span role="status" className={saveFailure === null ? 'muted' : 'request-unsaved'}>
        {saveFailure !== null
          ? t('draft.notSaved')
          : savedAt === null
            ? t('draft.untouched')
            : t('draft.saved', { at: formatInstant(savedAt) })}
      </span>
      {maySend ? (
        <Button
          variant="contained"
          size="medium"
          startIcon={<Send size={16} aria-hidden />}
          disabled={!ready || sending}
          onClick={() => setAsking(true)}
        >
          {t('send.button')}
        </Button>
      ) : (
        <span className="muted">{t('send.notPermitted')}</span>
      )}
      <Dialog open={asking} onClose={() => setAsking(false)} maxWidth="sm" fullWidth aria-labelledby="send-title">
        <DialogTitle id="send-title">{t('send.title')}</DialogTitle>
        <DialogContent>
          <p>{t(draft.channel === 'letter' ? 'send.willPrint' : 'send.willSend', facts)}</p>
          <p className="muted">{t('send.afterwards')}</p>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>{t('send.cancel')}</Button>
          <Button
            variant="contained"
            disabled={!ready || sending}
            onClick={async () => {
              await onSend();
              setAsking(false);
            }}
          >
            {t(draft.channel === 'letter' ? 'send.confirmPrint' : 'send.confirm')}
          </Button>
        </DialogActions>
      </Dialog>
    </footer>
  );
};
