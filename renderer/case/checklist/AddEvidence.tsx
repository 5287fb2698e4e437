import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Slot } from '../../../shared/contract/cases.ts';
import { LANGUAGES } from '../../../shared/i18n/languages.ts';
import { invoke } from '../../api/invoke.ts';
import { useDomainText } from '../../ui/domain-text.ts';
import type { RunCommand } from '../use-case-commands.ts';

const EVIDENCE = Object.keys(LANGUAGES.de.domain.evidence);

/** Adds a proof the rules did not foresee; typing filters the catalogue. */
export const AddEvidence = ({ slots, run }: { slots: readonly Slot[]; run: RunCommand }) => {
  const { t } = useTranslation('case');
  const label = useDomainText();
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button size="small" startIcon={<Plus size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('checklist.add')}
      </Button>
    );
  const used = new Set(slots.map(({ evidence }) => evidence));
  return (
    <Autocomplete
      size="small"
      fullWidth
      openOnFocus
      options={EVIDENCE.filter((evidence) => !used.has(evidence))}
      getOptionLabel={(evidence) => label('evidence', evidence)}
      onChange={(_event, evidence) => {
        setOpen(false);
        if (evidence !== null) void run((base) => invoke('cases', 'addSlot', { ...base, evidence }));
      }}
      onClose={(_event, why) => {
        if (why === 'escape') setOpen(false);
      }}
      renderInput={(params) => <TextField {...params} autoFocus label={t('checklist.addWhich')} />}
    />
  );
};
