import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/cases.ts';
import { invoke } from '../../api/invoke.ts';
import { formatInstant } from '../../ui/format.ts';
import type { RunCommand } from '../use-case-commands.ts';

/** Notes of the office on a case; a note is added, never changed. The text stays when saving is refused. */
export const Notes = ({ view, mayReview, run }: { view: CaseView; mayReview: boolean; run: RunCommand }) => {
  const { t } = useTranslation('case');
  const [text, setText] = useState('');
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() === '') return;
    const saved = await run(({ caseId }) => invoke('cases', 'addNote', { caseId, text: text.trim() }));
    if (saved !== null) setText('');
  };
  return (
    <>
      {mayReview ? (
        <form className="stack" onSubmit={(event) => void save(event)}>
          <TextField
            multiline
            minRows={2}
            maxRows={8}
            label={t('side.addNote')}
            value={text}
            slotProps={{ htmlInput: { maxLength: 4000 } }}
            onChange={(event) => setText(event.target.value)}
          />
          <div>
            <Button type="submit" variant="outlined" disabled={text.trim() === ''}>
              {t('side.saveNote')}
            </Button>
          </div>
        </form>
      ) : null}
      {view.notes.length === 0 ? <p className="quiet">{t('side.notesNone')}</p> : null}
      <ul className="notes">
        {view.notes.map((note) => (
          <li key={note.noteId}>
            <p className="remarks">{note.text}</p>
            <p className="quiet">{t('side.noteBy', { by: note.by, at: formatInstant(note.at) })}</p>
          </li>
        ))}
      </ul>
    </>
  );
};
