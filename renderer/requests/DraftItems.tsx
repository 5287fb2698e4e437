import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../shared/contract/contract.ts';
import type { RequestDraft } from '../../shared/contract/requests.ts';
import { REASON_CODES } from '../../shared/domain/review.ts';
import { useDomainText } from '../ui/domain-text.ts';
import { changeItem, leftOut, moveItem } from './draft-items.ts';

type Item = RequestDraft['items'][number];
type Candidate = ResponseOf<'requests', 'editor'>['candidates'][number];

const DraftItem = (props: {
  item: Item;
  position: number;
  last: boolean;
  onChange: (change: Partial<Pick<Item, 'reason' | 'explanation'>>) => void;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
}) => {
  const { item, position, last, onChange, onMove, onRemove } = props;
  const { t } = useTranslation('requests');
  const label = useDomainText();
  const evidence = label('evidence', item.evidence);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || event.ctrlKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li className="draft-item" data-slot={item.slotId} onKeyDown={onKeyDown}>
      <div className="draft-item-head">
        <span className="draft-number">{position}.</span>
        <strong className="slot-name" title={evidence}>
          {evidence}
        </strong>
        <IconButton
          aria-label={t('items.up', { evidence })}
          title={t('items.upHint')}
          disabled={position === 1}
          onClick={() => onMove(-1)}
        >
          <ArrowUp size={16} aria-hidden />
        </IconButton>
        <IconButton
          aria-label={t('items.down', { evidence })}
          title={t('items.downHint')}
          disabled={last}
          onClick={() => onMove(1)}
        >
          <ArrowDown size={16} aria-hidden />
        </IconButton>
        <IconButton aria-label={t('items.remove', { evidence })} onClick={onRemove}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <TextField
        select
        label={t('items.reason')}
        value={item.reason}
        onChange={(event) => onChange({ reason: event.target.value })}
      >
        {REASON_CODES.map((reason) => (
          <MenuItem key={reason} value={reason}>
            {label('reason', reason)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        multiline
        minRows={2}
        maxRows={8}
        label={t('items.explanation')}
        value={item.explanation}
        slotProps={{ htmlInput: { maxLength: 4000, lang: 'de' } }}
        onChange={(event) => onChange({ explanation: event.target.value })}
      />
    </li>
  );
};

/** What is asked for, in the order of the letter, and what could be asked for besides. */
export const DraftItems = (props: {
  items: readonly Item[];
  candidates: readonly Candidate[];
  onChange: (items: Item[]) => void;
}) => {
  const { items, candidates, onChange } = props;
  const { t } = useTranslation('requests');
  const label = useDomainText();
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<{ slotId: string; field: number } | null>(null);
  const others = leftOut(candidates, items);
  // Moving takes the node along, but some browsers drop its focus; put it back where it was.
  useEffect(() => {
    const { slotId, field } = moved.current ?? { slotId: '', field: -1 };
    moved.current = null;
    if (field < 0 || items.length === 0) return;
    const row = list.current?.querySelector(`[data-slot="${slotId}"]`);
    row?.querySelectorAll<HTMLElement>('button, input, textarea, [role="combobox"]')[field]?.focus();
  }, [items]);
  const move = (slotId: string, step: 1 | -1): void => {
    const row = list.current?.querySelector(`[data-slot="${slotId}"]`);
    const fields = [...(row?.querySelectorAll<HTMLElement>('button, input, textarea, [role="combobox"]') ?? [])];
    moved.current = { slotId, field: fields.findIndex((field) => field.matches(':focus')) };
    onChange(moveItem(items, slotId, step));
  };
  return (
    <>
      <h2 className="pane-title">
        <span>{t('items.title')}</span>
        <span className="pane-count">{items.length}</span>
      </h2>
      {items.length === 0 ? <p className="quiet request-pad">{t('items.none')}</p> : null}
      <ol className="draft-items" ref={list}>
        {items.map((item, index) => (
          <DraftItem
            key={item.slotId}
            item={item}
            position={index + 1}
            last={index === items.length - 1}
            onChange={(change) => onChange(changeItem(items, item.slotId, change))}
            onMove={(step) => move(item.slotId, step)}
            onRemove={() => onChange(items.filter(({ slotId }) => slotId !== item.slotId))}
          />
        ))}
      </ol>
      {others.length === 0 ? null : (
        <section aria-label={t('items.others')}>
          <h3 className="section-title">{t('items.others')}</h3>
          <ul className="slots">
            {others.map(({ selected: _selected, ...candidate }) => (
              <li key={candidate.slotId} className="request-pad">
                <Button
                  startIcon={<Plus size={16} aria-hidden />}
                  onClick={() => onChange([...items, candidate])}
                  className="wrap-button"
                >
                  {label('evidence', candidate.evidence)} ({label('reason', candidate.reason)})
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="quiet request-pad">{t('items.moreInCase')}</p>
    </>
  );
};
