import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../shared/contract/contract.ts';
import type { RequestDraft } from '../../shared/contract/requests.ts';
import { LANGUAGES } from '../../shared/i18n/languages.ts';
import { DateField } from '../ui/DateField.tsx';
import { formatDateWithWeekday } from '../ui/format.ts';

type Editor = ResponseOf<'requests', 'editor'>;

/** Words for a code of core, or the text itself where it is already words. */
export const useReasonWords = (): ((code: string) => string) => {
  const { i18n } = useTranslation();
  const words: Readonly<Record<string, string>> = (i18n.language === 'en' ? LANGUAGES.en : LANGUAGES.de).requests.why;
  return (code) => words[code] ?? code;
};

/** Deadline with weekday and suggestion, way of sending with reasons, addressee and why it is that one. */
export const DraftHead = (props: {
  editor: Editor;
  draft: RequestDraft;
  deadlineTrouble: 'deadline-not-future' | 'deadline-not-working-day' | null;
  onChange: (part: Partial<RequestDraft>) => void;
}) => {
  const { editor, draft, deadlineTrouble, onChange } = props;
  const { t } = useTranslation('requests');
  const words = useReasonWords();
  return (
    <div className="request-head">
      <div className="request-deadline">
        <DateField
          label={t('deadline.label')}
          value={draft.deadlineOn}
          error={deadlineTrouble !== null}
          helperText={
            deadlineTrouble === null
              ? formatDateWithWeekday(draft.deadlineOn)
              : t(`deadline.trouble.${deadlineTrouble}`)
          }
          onChange={(deadlineOn) => {
            if (deadlineOn !== '') onChange({ deadlineOn });
          }}
        />
        {draft.deadlineOn === editor.suggestedDeadline ? (
          <span className="muted">{t('deadline.isSuggested')}</span>
        ) : (
          <Button onClick={() => onChange({ deadlineOn: editor.suggestedDeadline })}>
            {t('deadline.suggestion', { date: formatDateWithWeekday(editor.suggestedDeadline) })}
          </Button>
        )}
      </div>
      <fieldset className="request-channel">
        <legend>{t('channel.label')}</legend>
        <RadioGroup
          row
          value={draft.channel}
          aria-label={t('channel.label')}
          onChange={(_event, value) => onChange({ channel: value === 'letter' ? 'letter' : 'fit-connect' })}
        >
          {editor.channels.map(({ channel, available, why }) => (
            <FormControlLabel
              key={channel}
              value={channel}
              disabled={!available}
              control={<Radio size="small" />}
              label={
                <>
                  {t(`channel.${channel}`)}
                  {why === '' ? null : <span className="quiet block">{words(why)}</span>}
                </>
              }
            />
          ))}
        </RadioGroup>
      </fieldset>
      <div className="request-addressee">
        <span className="muted">{t('addressee.label')}</span>
        <strong>{editor.addressee.name}</strong>
        <span className="quiet">
          {[...editor.addressee.lines.filter((line) => line !== editor.addressee.name), words(editor.addressee.because)]
            .filter((line) => line !== '')
            .join(' · ')}
        </span>
      </div>
    </div>
  );
};
