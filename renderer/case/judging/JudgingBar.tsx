import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { Check, ChevronDown, CornerDownLeft, Ellipsis, NotebookPen, Stamp, TriangleAlert } from 'lucide-react';
import { type MouseEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDocument, CaseView, Placement, Slot } from '../../../shared/contract/cases.ts';
import { DEFECT_REASONS } from '../../../shared/domain/review.ts';
import { invoke } from '../../api/invoke.ts';
import { useDomainText } from '../../ui/domain-text.ts';
import { formatInstant } from '../../ui/format.ts';
import type { Spot } from '../papers.ts';
import type { RunCommand } from '../use-case-commands.ts';
import { PlaceForm } from './PlaceForm.tsx';

type Result = NonNullable<Placement['result']>;

/** What keys and the palette may ask of the bar. */
export type JudgingHandle = {
  give: (result: Exclude<Result, 'MANGEL'>) => void;
  askReason: () => void;
  askNote: () => void;
};

const ResultButton = (props: {
  letter: string;
  name: ReactNode;
  icon: ReactNode;
  given: boolean;
  menu?: boolean;
  innerRef?: Ref<HTMLButtonElement>;
  onClick: (event: MouseEvent<HTMLButtonElement>) => void;
}) => (
  <Button
    ref={props.innerRef ?? null}
    size="small"
    variant={props.given ? 'contained' : 'outlined'}
    aria-pressed={props.menu ? undefined : props.given}
    aria-haspopup={props.menu ? 'menu' : undefined}
    aria-keyshortcuts={props.letter}
    startIcon={props.icon}
    endIcon={props.menu ? <ChevronDown size={14} aria-hidden /> : undefined}
    onClick={props.onClick}
  >
    <kbd className="key">{props.letter}</kbd>
    {props.name}
  </Button>
);

const NoteForm = (props: { note: string; onSave: (note: string) => Promise<boolean>; onClose: () => void }) => {
  const { t } = useTranslation('case');
  const [text, setText] = useState(props.note);
  return (
    <form
      className="note-form"
      onSubmit={async (event) => {
        event.preventDefault();
        if (await props.onSave(text.trim())) props.onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          props.onClose();
        }
      }}
    >
      <TextField
        autoFocus
        multiline
        fullWidth
        maxRows={4}
        size="small"
        label={t('review.noteLabel')}
        value={text}
        slotProps={{ htmlInput: { maxLength: 4000 } }}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" variant="outlined">
        {t('review.saveNote')}
      </Button>
      <Button onClick={props.onClose}>{t('review.cancel')}</Button>
    </form>
  );
};

/**
 * The only place to judge (SCREENS): result of the shown paper, reason of a defect, note, and on to the next. A sheet
 * that lies on no proof is placed here first; a proof without a paper is marked missing or not needed.
 */
export const JudgingBar = (props: {
  view: CaseView;
  spot: Spot;
  shown: { slot: Slot; placement: Placement } | null;
  document: CaseDocument | null;
  emptySlot: Slot | null;
  mayReview: boolean;
  run: RunCommand;
  hasNext: boolean;
  onNext: () => void;
  onGo: (spot: Spot) => void;
  /** Called after a click with the mouse, so that Enter and the letters go on from the paper. */
  onJudged: () => void;
  handle: Ref<JudgingHandle>;
}) => {
  const {
    view,
    spot,
    shown,
    document: paper,
    emptySlot,
    mayReview,
    run,
    hasNext,
    onNext,
    onGo,
    onJudged,
    handle,
  } = props;
  const { t } = useTranslation('case');
  const label = useDomainText();
  const defect = useRef<HTMLButtonElement>(null);
  const [reasons, setReasons] = useState(false);
  const [noting, setNoting] = useState(false);
  const [placing, setPlacing] = useState(false);
  const [more, setMore] = useState<HTMLElement | null>(null);
  const [said, setSaid] = useState('');
  const placementId = shown?.placement.placementId ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another paper closes what was opened for the last one.
  useEffect(() => {
    setNoting(false);
    setPlacing(false);
    setReasons(false);
  }, [placementId, paper?.documentId]);

  const review = async (result: Result | null, reason: string | null, note?: string): Promise<boolean> => {
    if (shown === null || !mayReview) return false;
    const { placement, slot } = shown;
    const answer = await run((base) =>
      invoke('cases', 'review', {
        ...base,
        placementId: placement.placementId,
        result,
        reason,
        note: note ?? placement.note,
      }),
    );
    if (answer === null) return false;
    const word = result === null ? t('checklist.undecided') : label('result', result);
    setSaid(t('review.announce', { evidence: label('evidence', slot.evidence), result: word }));
    return true;
  };
  /** Giving the same result again takes it back. */
  const toggle = (result: Exclude<Result, 'MANGEL'>) =>
    review(shown?.placement.result === result ? null : result, null);
  const click = (result: Exclude<Result, 'MANGEL'>) => async (event: MouseEvent) => {
    const byMouse = event.detail > 0;
    if ((await toggle(result)) && byMouse) onJudged();
  };
  useImperativeHandle(handle, () => ({
    give: (result) => void review(result, null),
    askReason: () => {
      if (shown !== null && mayReview) setReasons(true);
    },
    askNote: () => {
      if (shown !== null && mayReview) setNoting(true);
    },
  }));

  const next = (
    <Button
      size="small"
      className="next-button"
      endIcon={<CornerDownLeft size={16} aria-hidden />}
      disabled={!hasNext}
      title={t('review.nextHint')}
      onClick={onNext}
    >
      {hasNext ? t('review.next') : t('review.allDone')}
    </Button>
  );
  const live = (
    <span role="status" className="visually-hidden">
      {said}
    </span>
  );
  if (!mayReview)
    return (
      <div className="judging">
        <p className="quiet">{t('review.readOnly')}</p>
        {next}
        {live}
      </div>
    );
  if (shown === null)
    return (
      <fieldset className="judging" aria-label={t('review.label')}>
        {emptySlot !== null ? (
          <>
            {emptySlot.state === 'missing' ? null : (
              <Button
                size="small"
                variant="outlined"
                startIcon={<TriangleAlert size={16} aria-hidden />}
                onClick={() =>
                  void run((base) =>
                    invoke('cases', 'markSlot', {
                      ...base,
                      slotId: emptySlot.slotId,
                      mark: 'missing',
                      reason: 'FEHLT',
                    }),
                  )
                }
              >
                {t('review.missing')}
              </Button>
            )}
            <span className="quiet">{t('review.emptySlot')}</span>
          </>
        ) : paper !== null && paper.purpose === 'attachment' ? (
          <>
            <span className="quiet">{t('review.notPlaced')}</span>
            <PlaceForm
              key={`${paper.documentId}/${spot.page}`}
              view={view}
              document={paper}
              slotId={null}
              run={run}
              onPlaced={onGo}
            />
          </>
        ) : null}
        {next}
        {live}
      </fieldset>
    );

  const { placement, slot } = shown;
  return (
    <fieldset className="judging" aria-label={t('review.labelFor', { evidence: label('evidence', slot.evidence) })}>
      <span className="judging-word" aria-hidden="true">
        {t('review.label')}
      </span>
      <ResultButton
        letter="A"
        name={t('review.ok')}
        icon={<Check size={16} aria-hidden />}
        given={placement.result === 'OK'}
        onClick={click('OK')}
      />
      <ResultButton
        letter="K"
        name={
          <span>
            {t('review.copy')}
            <span className="word-long">{t('review.copyMore')}</span>
          </span>
        }
        icon={<Stamp size={16} aria-hidden />}
        given={placement.result === 'OK_KOPIE'}
        onClick={click('OK_KOPIE')}
      />
      <ResultButton
        letter="R"
        name={
          placement.result === 'MANGEL' && placement.reason !== null
            ? t('review.deficientFor', { reason: label('reason', placement.reason) })
            : t('review.deficient')
        }
        icon={<TriangleAlert size={16} aria-hidden />}
        given={placement.result === 'MANGEL'}
        menu
        innerRef={defect}
        onClick={() => setReasons(true)}
      />
      <ResultButton
        letter="N"
        name={t('review.note')}
        icon={<NotebookPen size={16} aria-hidden />}
        given={placement.note !== ''}
        onClick={() => setNoting(!noting)}
      />
      {placement.result === 'NICHT_RELEVANT' ? (
        <Button size="small" variant="contained" aria-pressed onClick={click('NICHT_RELEVANT')}>
          {t('review.irrelevant')}
        </Button>
      ) : null}
      <IconButton
        aria-label={t('review.more')}
        aria-haspopup="menu"
        aria-expanded={more !== null}
        onClick={(event) => setMore(event.currentTarget)}
      >
        <Ellipsis size={18} aria-hidden />
      </IconButton>
      <Menu open={more !== null} anchorEl={more} onClose={() => setMore(null)}>
        <MenuItem
          onClick={() => {
            setMore(null);
            void toggle('NICHT_RELEVANT').then((done) => done && onJudged());
          }}
        >
          {t('review.irrelevant')}
        </MenuItem>
        <MenuItem
          disabled={paper === null}
          onClick={() => {
            setMore(null);
            setPlacing(true);
          }}
        >
          {t('place.label')}
        </MenuItem>
      </Menu>
      {next}
      <Menu
        open={reasons}
        anchorEl={defect.current}
        onClose={() => setReasons(false)}
        slotProps={{ list: { 'aria-label': t('review.reason') } }}
      >
        {DEFECT_REASONS.map((reason) => (
          <MenuItem
            key={reason}
            selected={placement.result === 'MANGEL' && placement.reason === reason}
            onClick={() => {
              setReasons(false);
              void review('MANGEL', reason).then((given) => given && onJudged());
            }}
          >
            {label('reason', reason)}
          </MenuItem>
        ))}
      </Menu>
      {noting ? (
        <NoteForm
          key={placement.placementId}
          note={placement.note}
          onSave={(note) => review(placement.result, placement.reason, note)}
          onClose={() => {
            setNoting(false);
            onJudged();
          }}
        />
      ) : null}
      {placing && paper !== null ? (
        <PlaceForm view={view} document={paper} slotId={null} run={run} onPlaced={onGo} />
      ) : null}
      {placement.reviewedBy === null || placement.reviewedAt === null || placement.result === null ? null : (
        <p className="judging-facts">
          {t('review.given', {
            result: label('result', placement.result),
            by: placement.reviewedBy,
            at: formatInstant(placement.reviewedAt),
          })}
          {placement.note === '' ? '' : ` · ${placement.note}`}
        </p>
      )}
      {live}
    </fieldset>
  );
};
