import { Button, Checkbox, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IntakeTrouble } from '../../shared/domain/intake-troubles.ts';
import { useCommand } from '../api/use-command.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

/** Names reason and consequence of a rejection and asks twice: the service deletes what is rejected. */
export const RejectDialog = ({
  submissionId,
  code,
  onClose,
}: {
  submissionId: string;
  code: IntakeTrouble;
  onClose: () => void;
}) => {
  const { t } = useTranslation(['inbox', 'troubles']);
  const [confirmed, setConfirmed] = useState(false);
  const reject = useCommand('intake', 'reject');
  return (
    <Dialog open onClose={onClose} aria-labelledby="reject-title">
      <DialogTitle id="reject-title">{t('inbox:trouble.rejectTitle', { id: submissionId.slice(0, 8) })}</DialogTitle>
      <DialogContent>
        {reject.error && <ErrorNotice error={reject.error} />}
        <p className="trouble-what">{t(`troubles:${code}.what`)}</p>
        <p>{t('inbox:trouble.rejectWhat')}</p>
        <p className="muted">{t('inbox:trouble.rejectCheck')}</p>
        <FormControlLabel
          control={<Checkbox checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)} />}
          label={t('inbox:trouble.rejectConfirm')}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {t('inbox:trouble.rejectCancel')}
        </Button>
        <Button
          variant="contained"
          color="error"
          disabled={!confirmed || reject.isPending}
          onClick={() => reject.mutate({ submissionId, code }, { onSuccess: onClose })}
        >
          {reject.isPending ? t('inbox:trouble.rejectSending') : t('inbox:trouble.rejectSend')}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
