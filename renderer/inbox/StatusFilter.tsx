import { Button, Checkbox, Menu, MenuItem } from '@mui/material';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CASE_STATUSES } from '../../shared/domain/case-status.ts';
import { navigate } from '../app/router.ts';
import { useDomainText } from '../ui/domain-text.ts';
import { StatusLabel } from '../ui/StatusLabel.tsx';
import type { InboxRoute } from './list-query.ts';

/** Which statuses the list shows; the chip says what was chosen, and one click takes it back. */
export const StatusFilter = ({ route }: { route: InboxRoute }) => {
  const { t } = useTranslation('inbox');
  const domainText = useDomainText();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const chosen = route.statuses ?? [];
  const apply = (statuses: readonly string[]) => {
    const { statuses: _, ...rest } = route;
    navigate(statuses.length > 0 ? { ...rest, statuses } : rest, { replace: true });
  };
  const toggle = (status: string) =>
    apply(chosen.includes(status) ? chosen.filter((other) => other !== status) : [...chosen, status]);
  const label =
    chosen.length === 0
      ? t('filter.status')
      : chosen.length === 1 && chosen[0]
        ? t('filter.statusSome', { chosen: domainText('status', chosen[0]) })
        : t('filter.statusCount', { count: chosen.length });
  return (
    <>
      <Button
        variant={chosen.length > 0 ? 'contained' : 'outlined'}
        endIcon={<ChevronDown size={16} aria-hidden="true" />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {label}
      </Button>
      {chosen.length > 0 && <Button onClick={() => apply([])}>{t('filter.clear')}</Button>}
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {CASE_STATUSES.map((status) => (
          <MenuItem
            key={status}
            role="menuitemcheckbox"
            aria-checked={chosen.includes(status)}
            onClick={() => toggle(status)}
          >
            <Checkbox
              checked={chosen.includes(status)}
              tabIndex={-1}
              size="small"
              sx={{ p: 0 }}
              slotProps={{ input: { 'aria-hidden': true } }}
            />
            <StatusLabel status={status} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
};
