import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFailure } from '../../api/call-failure.ts';
import { useCommand } from '../../api/use-command.ts';
import { DateField } from '../../ui/DateField.tsx';
import { useDomainText } from '../../ui/domain-text.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { formatBytes, today } from '../../ui/format.ts';

const CHANNELS = ['file', 'post', 'e-mail', 'vorsprache'] as const;
type Channel = (typeof CHANNELS)[number];
const MOST_FILES = 50;

/** Adds chosen or dropped files to a case as an Eingang of its own. The bytes are read here; no path leaves or enters the window. */
export const AddFiles = (props: { caseId: string; dropped: readonly File[]; onClose: () => void }) => {
  const { caseId, onClose } = props;
  const { t } = useTranslation('case');
  const label = useDomainText();
  const [files, setFiles] = useState<readonly File[]>(props.dropped.slice(0, MOST_FILES));
  const [channel, setChannel] = useState<Channel>('post');
  const [receivedOn, setReceivedOn] = useState(today());
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [reading, setReading] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [done, setDone] = useState<readonly string[] | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const addFiles = useCommand('intake', 'addFiles');
  const busy = reading || addFiles.isPending;
  const size = files.reduce((sum, file) => sum + file.size, 0);

  const take = (more: readonly File[]): void => {
    const all = [...files, ...more];
    setFiles(all.slice(0, MOST_FILES));
    setNotes(all.length > MOST_FILES ? [t('files.tooMany')] : []);
  };
  const add = async (): Promise<void> => {
    setReading(true);
    setFailure(null);
    const unreadable: string[] = [];
    const read = await Promise.all(
      files.map(async (file) => {
        try {
          return { name: file.name.normalize('NFC').slice(0, 200), bytes: new Uint8Array(await file.arrayBuffer()) };
        } catch {
          unreadable.push(file.name);
          return null;
        }
      }),
    );
    setReading(false);
    if (unreadable.length > 0) {
      setFiles(files.filter(({ name }) => !unreadable.includes(name)));
      setNotes(unreadable.map((name) => t('files.unreadable', { name })));
      return;
    }
    try {
      const { documents } = await addFiles.mutateAsync({
        caseId,
        channel,
        receivedOn,
        files: read.filter((file) => file !== null),
      });
      const told = documents.flatMap(({ name, trouble, duplicateOf }) => [
        ...(duplicateOf === null ? [] : [t('files.duplicate', { name })]),
        ...(trouble === null ? [] : [t('files.trouble', { name, trouble: label('documentTrouble', trouble) })]),
      ]);
      if (told.length === 0) onClose();
      else setDone(told);
    } catch (reason) {
      setFailure(reason as CallFailure);
    }
  };

  return (
    <Dialog open onClose={busy ? () => {} : onClose} fullWidth maxWidth="sm" aria-labelledby="add-files-title">
      <DialogTitle id="add-files-title">{t('files.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText>{t('files.explain')}</DialogContentText>
        {done === null ? (
          <div className="stack">
            <div className="field-line">
              <TextField
                select
                size="small"
                label={t('files.channel')}
                value={channel}
                onChange={(event) => setChannel(CHANNELS.find((known) => known === event.target.value) ?? 'file')}
              >
                {CHANNELS.map((known) => (
                  <MenuItem key={known} value={known}>
                    {label('channel', known)}
                  </MenuItem>
                ))}
              </TextField>
              <DateField label={t('files.receivedOn')} value={receivedOn} onChange={setReceivedOn} />
            </div>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button beside it is everyone's. */}
            <div
              className="drop-zone"
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault();
                take([...event.dataTransfer.files]);
              }}
            >
              <Button variant="outlined" onClick={() => picker.current?.click()}>
                {t('files.choose')}
              </Button>
              <span className="quiet">{t('checklist.dropHere')}</span>
              <input
                ref={picker}
                type="file"
                multiple
                hidden
                onChange={(event) => {
                  take([...(event.target.files ?? [])]);
                  event.target.value = '';
                }}
              />
            </div>
            <ul className="plain-list">
              {files.map((file, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two files may share every fact a key could use.
                <li key={index} className="file-line">
                  <span className="slot-name">{file.name}</span>
                  <span className="quiet">{formatBytes(file.size)}</span>
                  <IconButton
                    size="small"
                    aria-label={t('files.remove', { name: file.name })}
                    onClick={() => setFiles(files.filter((_file, other) => other !== index))}
                  >
                    <X size={16} aria-hidden />
                  </IconButton>
                </li>
              ))}
            </ul>
            {files.length === 0 ? null : (
              <p className="quiet">{t('files.chosen', { number: files.length, size: formatBytes(size) })}</p>
            )}
            {busy ? <p role="status">{t('files.reading')}</p> : null}
          </div>
        ) : (
          <Alert severity="info">{t('files.done', { number: files.length })}</Alert>
        )}
        {[...notes, ...(done ?? [])].map((note) => (
          <Alert key={note} severity="warning">
            {note}
          </Alert>
        ))}
        {failure === null ? null : <ErrorNotice error={failure} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          {done === null ? t('files.cancel') : t('files.close')}
        </Button>
        {done === null ? (
          <Button
            variant="contained"
            onClick={() => void add()}
            disabled={busy || files.length === 0 || receivedOn === ''}
          >
            {t('files.add')}
          </Button>
        ) : null}
      </DialogActions>
    </Dialog>
  );
};
