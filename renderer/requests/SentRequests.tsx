import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { CircleAlert, CircleCheck, CircleDashed, Clock, MailCheck, Printer } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRequest } from '../../shared/contract/requests.ts';
import { CallFailure } from '../api/call-failure.ts';
import { invoke } from '../api/invoke.ts';
import type { RunCommand } from '../case/use-case-commands.ts';
import { DateField } from '../ui/DateField.tsx';
import { DeadlineLabel } from '../ui/DeadlineLabel.tsx';
import { useDomainText } from '../ui/domain-text.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatDate, formatDateWithWeekday, formatInstant, today } from '../ui/format.ts';

/** A letter that still has to go by post, also one whose electronic way failed for good. */
const NEEDS_POST: readonly CaseRequest['delivery'][] = ['to-post', 'failing', 'rejected'];

const DELIVERY_ICONS = {
  sending: Clock,
  delivered: CircleCheck,
  fetched: MailCheck,
  rejected: CircleAlert,
  failing: CircleAlert,
  'to-post': Printer,
  posted: CircleCheck,
} as const;

const ITEM_ICONS = { open: CircleDashed, answered: MailCheck, settled: CircleCheck } as const;

type Act = 'extend' | 'post';

/** Asks for the new deadline and its reason, or for the day of posting. What was typed stays when it is refused. */
const ActDialog = (props: { act: Act; request: CaseRequest; run: RunCommand; onClose: () => void }) => {
  const { act, request, run, onClose } = props;
  const { t } = useTranslation('requests');
  const [date, setDate] = useState(act === 'post' ? today() : request.deadlineOn);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const { requestId } = request;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await run((base) =>
      (act === 'post'
        ? invoke('requests', 'markPosted', { ...base, requestId, postedOn: date })
        : invoke('requests', 'extend', { ...base, requestId, deadlineOn: date, reason: reason.trim() })
      ).catch((why: unknown) => {
        if (why instanceof CallFailure) setFailure(why);
        throw why;
      }),
    );
    if (answer !== null) onClose();
  };
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby="act-title">
      <form onSubmit={(event) => void save(event)}>
        <DialogTitle id="act-title">{t(`sent.${act}Title`)}</DialogTitle>
        <DialogContent className="stack">
          <DateField
            required
            autoFocus
            label={t(`sent.${act}Date`)}
            value={date}
            helperText={date === '' ? undefined : formatDateWithWeekday(date)}
            onChange={setDate}
          />
          {act === 'extend' ? (
            <TextField
              required
              multiline
              minRows={2}
              label={t('sent.extendReason')}
              value={reason}
              slotProps={{ htmlInput: { maxLength: 4000 } }}
              onChange={(event) => setReason(event.target.value)}
            />
          ) : null}
          {failure === null ? null : <ErrorNotice error={failure} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('send.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={date === '' || (act === 'extend' && reason.trim() === '')}
          >
            {t(`sent.${act}`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};

const SentRequest = (props: {
  caseId: string;
  request: CaseRequest;
  shown: boolean;
  maySend: boolean;
  run: RunCommand;
  onShow: () => void;
}) => {
  const { caseId, request, shown, maySend, run, onShow } = props;
  const { t } = useTranslation('requests');
  const label = useDomainText();
  const [act, setAct] = useState<Act | null>(null);
  const [saved, setSaved] = useState('');
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const Delivery = DELIVERY_ICONS[request.delivery];
  const open = request.items.filter(({ state }) => state === 'open').length;
  const saveLetter = async (): Promise<void> => {
    setFailure(null);
    try {
      const { grant } = await invoke('desktop', 'chooseFolder', { purpose: 'letter' });
      if (grant === null) return;
      const { fileName } = await invoke('requests', 'saveLetter', {
        caseId,
        requestId: request.requestId,
        grantId: grant.grantId,
      });
      setSaved(t('sent.letterSaved', { fileName, folder: grant.label }));
    } catch (reason) {
      setFailure(reason instanceof CallFailure ? reason : new CallFailure({ code: 'unexpected' }));
    }
  };
  return (
    <li className={shown ? 'sent-request slot-here' : 'sent-request'}>
      <h2 className="sent-title">
        {t('sent.round', { round: request.round })}
        <DeadlineLabel deadlineOn={open === 0 ? null : request.deadlineOn} />
      </h2>
      <p className={`sent-delivery sent-${request.delivery}`}>
        <Delivery size={16} aria-hidden />
        {t(`sent.delivery.${request.delivery}`, {
          date: request.postedOn === null ? '' : formatDate(request.postedOn),
        })}
      </p>
      <p className="quiet">
        {t('sent.facts', {
          by: request.sentBy,
          at: formatInstant(request.sentAt),
          name: request.addressee,
          date: formatDate(request.deadlineOn),
        })}
      </p>
      {request.extensions.map((extension) => (
        <p key={extension.at} className="quiet">
          {t('sent.extended', {
            from: formatDate(extension.from),
            to: formatDate(extension.to),
            reason: extension.reason,
          })}
        </p>
      ))}
      <ul className="sent-items">
        {request.items.map((item) => {
          const Icon = ITEM_ICONS[item.state];
          return (
            <li key={item.itemId}>
              <Icon size={14} aria-hidden />
              <span>
                {label('evidence', item.evidence)}: {label('reason', item.reason)}{' '}
                <span className="muted">({t(`sent.item.${item.state}`)})</span>
              </span>
            </li>
          );
        })}
      </ul>
      <div className="sent-actions">
        <Button onClick={onShow} aria-pressed={shown}>
          {t('sent.show')}
        </Button>
        {maySend ? <Button onClick={() => void saveLetter()}>{t('sent.saveLetter')}</Button> : null}
        {maySend && NEEDS_POST.includes(request.delivery) ? (
          <Button onClick={() => setAct('post')}>{t('sent.postButton')}</Button>
        ) : null}
        {maySend && open > 0 ? <Button onClick={() => setAct('extend')}>{t('sent.extendButton')}</Button> : null}
      </div>
      {saved === '' ? null : <p role="status">{saved}</p>}
      {failure === null ? null : <ErrorNotice error={failure} />}
      {act === null ? null : <ActDialog act={act} request={request} run={run} onClose={() => setAct(null)} />}
    </li>
  );
};

/** What was asked before: delivery, deadline with extensions, items with their state, the letter as sent. */
export const SentRequests = (props: {
  caseId: string;
  requests: readonly CaseRequest[];
  shownLetter: string | null;
  maySend: boolean;
  run: RunCommand;
  onShow: (letterDocumentId: string) => void;
}) => {
  const { requests, shownLetter, onShow, ...rest } = props;
  const { t } = useTranslation('requests');
  if (requests.length === 0) return <p className="quiet request-pad">{t('sent.none')}</p>;
  return (
    <ul className="sent-list">
      {requests
        .toSorted((one, other) => other.round - one.round)
        .map((request) => (
          <SentRequest
            key={request.requestId}
            {...rest}
            request={request}
            shown={request.letterDocumentId === shownLetter}
            onShow={() => onShow(request.letterDocumentId)}
          />
        ))}
    </ul>
  );
};
