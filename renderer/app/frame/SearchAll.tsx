import { Search, X } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate, useRoute } from '../router.ts';
import { SEARCH_FIELD } from './use-global-commands.ts';

/** Short enough to feel immediate, long enough not to search for every letter of a fast typist. */
const TYPING_PAUSE_MS = 180;

/** One box for name, date of birth or reference; shows what it finds in "Alle Fälle", whose address holds the text. */
export const SearchAll = () => {
  const { t } = useTranslation('shell');
  const route = useRoute();
  const onAll = route.name === 'inbox' && route.view === 'all';
  const shown = onAll ? (route.search ?? '') : '';
  const [text, setText] = useState(shown);
  const timer = useRef<number>(undefined);

  // Back, forward and links change the address; the box follows.
  useEffect(() => setText(shown), [shown]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const search = (value: string) => {
    window.clearTimeout(timer.current);
    const trimmed = value.trim();
    if (trimmed === '' && !onAll) return;
    navigate({ name: 'inbox', view: 'all', ...(trimmed ? { search: trimmed } : {}) }, { replace: onAll });
  };
  const type = (value: string) => {
    setText(value);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => search(value), TYPING_PAUSE_MS);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(text);
  };
  return (
    <search className="search-all">
      <form onSubmit={submit}>
        <Search size={16} aria-hidden="true" />
        <input
          id={SEARCH_FIELD}
          type="text"
          value={text}
          maxLength={200}
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => type(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text !== '') {
              event.preventDefault();
              setText('');
              search('');
            }
          }}
        />
        {text !== '' && (
          <button
            type="button"
            className="bar-button"
            aria-label={t('search.clear')}
            onClick={() => {
              setText('');
              search('');
            }}
          >
            <X size={16} aria-hidden="true" />
          </button>
        )}
      </form>
    </search>
  );
};
