import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../app/router.ts';
import type { InboxRoute } from './list-query.ts';

const TYPING_PAUSE_MS = 180;

/** Narrows this list by name, date of birth or reference while one types. */
export const ListSearch = ({ route }: { route: InboxRoute }) => {
  const { t } = useTranslation('inbox');
  const shown = route.search ?? '';
  const [text, setText] = useState(shown);
  const timer = useRef<number>(undefined);
  useEffect(() => setText(shown), [shown]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const apply = (value: string) => {
    const { search: _, ...rest } = route;
    const search = value.trim();
    navigate(search ? { ...rest, search } : rest, { replace: true });
  };
  return (
    <input
      className="list-search"
      type="text"
      value={text}
      maxLength={200}
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        const { value } = event.target;
        setText(value);
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(() => apply(value), TYPING_PAUSE_MS);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text !== '') {
          event.preventDefault();
          setText('');
          apply('');
        }
        if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault();
          document.querySelector<HTMLElement>('[data-autofocus]')?.focus();
        }
      }}
    />
  );
};
