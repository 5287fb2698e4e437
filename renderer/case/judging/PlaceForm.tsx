import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDocument, CaseView } from '../../../shared/contract/cases.ts';
import { invoke } from '../../api/invoke.ts';
import { useDomainText } from '../../ui/domain-text.ts';
import { firstUncovered, formatPageRange, parsePageRange } from '../../viewer/page-range.ts';
import type { Spot } from '../papers.ts';
import type { RunCommand } from '../use-case-commands.ts';

/** Puts pages of the shown document on a proof; proposes the first pages without a place and the sender's own claim. */
export const PlaceForm = (props: {
  view: CaseView;
  document: CaseDocument;
  slotId: string | null;
  run: RunCommand;
  onPlaced: (spot: Spot) => void;
}) => {
  const { view, document: shown, run, onPlaced } = props;
  const { t } = useTranslation('case');
  const label = useDomainText();
  const placed = view.slots
    .flatMap(({ placements }) => placements)
    .filter(({ documentId }) => documentId === shown.documentId)
    .map(({ pageFrom, pageTo }) => ({ from: pageFrom, to: pageTo }));
  const free = firstUncovered(placed, shown.pages ?? 1) ?? { from: 1, to: shown.pages ?? 1 };
  const claimed = view.slots.find(({ evidence }) => evidence === shown.claimedEvidence)?.slotId;
  const [text, setText] = useState(formatPageRange(free));
  const [slotId, setSlotId] = useState(props.slotId ?? claimed ?? '');
  const [wrong, setWrong] = useState(false);
  const place = async (): Promise<void> => {
    const range = parsePageRange(text, shown.pages);
    setWrong(range === null);
    if (range === null || slotId === '') return;
    const answer = await run((base) =>
      invoke('cases', 'place', {
        ...base,
        documentId: shown.documentId,
        slotId,
        pageFrom: range.from,
        pageTo: range.to,
      }),
    );
    if (answer === null) return;
    onPlaced({ slotId, placementId: answer.placementId, documentId: shown.documentId, page: range.from });
  };
  return (
    <form
      className="place-form"
      aria-label={t('place.label')}
      onSubmit={(event) => {
        event.preventDefault();
        void place();
      }}
    >
      <TextField
        size="small"
        label={t('place.pages')}
        value={text}
        error={wrong}
        className="place-pages"
        title={t('place.pagesHint')}
        helperText={
          wrong
            ? shown.pages === null
              ? t('place.invalidUnknown')
              : t('place.invalid', { pages: shown.pages })
            : undefined
        }
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
      />
      <TextField
        select
        size="small"
        label={t('place.slot')}
        value={slotId}
        className="place-slot"
        onChange={(event) => setSlotId(event.target.value)}
      >
        {view.slots.map((slot) => (
          <MenuItem key={slot.slotId} value={slot.slotId}>
            {label('evidence', slot.evidence)}
          </MenuItem>
        ))}
      </TextField>
      <Button type="submit" variant="outlined" disabled={slotId === ''}>
        {t('place.place')}
      </Button>
    </form>
  );
};
