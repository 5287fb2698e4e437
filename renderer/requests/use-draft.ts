import { useCallback, useEffect, useRef, useState } from 'react';
import type { ResponseOf } from '../../shared/contract/contract.ts';
import type { RequestDraft } from '../../shared/contract/requests.ts';
import { CallFailure } from '../api/call-failure.ts';
import { invoke } from '../api/invoke.ts';

/** Pause after the last change before it is saved and the letter is made anew; together below a second. */
const PAUSE_MS = 600;

export type Preview = ResponseOf<'requests', 'preview'>;

const asFailure = (reason: unknown): CallFailure =>
  reason instanceof CallFailure ? reason : new CallFailure({ code: 'unexpected' });

/**
 * The draft being written: every change is saved by itself after a short pause, and the letter is made from the saved
 * draft. `preview` belongs to the draft shown only while `current` is true.
 */
export const useDraft = (caseId: string, first: RequestDraft, savedAt: number | null) => {
  const [draft, setDraft] = useState(first);
  const [saved, setSaved] = useState<{ at: number | null; failure: CallFailure | null }>({
    at: savedAt,
    failure: null,
  });
  const [letter, setLetter] = useState<{
    draft: RequestDraft | null;
    preview: Preview | null;
    failure: CallFailure | null;
  }>({
    draft: null,
    preview: null,
    failure: null,
  });
  const changed = useRef(false);
  const unsaved = useRef<RequestDraft | null>(null);

  const save = useCallback(
    async (text: RequestDraft): Promise<void> => {
      unsaved.current = null;
      try {
        const answer = await invoke('requests', 'saveDraft', { caseId, draft: text });
        setSaved({ at: answer.savedAt, failure: null });
      } catch (reason) {
        setSaved((old) => ({ ...old, failure: asFailure(reason) }));
      }
    },
    [caseId],
  );

  const makeLetter = useCallback(
    async (text: RequestDraft, isWanted: () => boolean): Promise<void> => {
      try {
        const preview = await invoke('requests', 'preview', { caseId, draft: text });
        if (isWanted()) setLetter({ draft: text, preview, failure: null });
      } catch (reason) {
        if (isWanted()) setLetter((old) => ({ draft: text, preview: old.preview, failure: asFailure(reason) }));
      }
    },
    [caseId],
  );

  useEffect(() => {
    let wanted = true;
    const timer = window.setTimeout(
      async () => {
        if (changed.current) await save(draft);
        if (wanted) await makeLetter(draft, () => wanted);
      },
      changed.current ? PAUSE_MS : 0,
    );
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [draft, save, makeLetter]);

  // Leaving the screen within the pause must not lose the last words.
  useEffect(
    () => () => {
      if (unsaved.current !== null) void save(unsaved.current);
    },
    [save],
  );

  const change = useCallback((part: Partial<RequestDraft>): void => {
    changed.current = true;
    setDraft((old) => {
      const next = { ...old, ...part };
      unsaved.current = next;
      return next;
    });
  }, []);

  return {
    draft,
    change,
    savedAt: saved.at,
    saveFailure: saved.failure,
    preview: letter.preview,
    previewFailure: letter.draft === draft ? letter.failure : null,
    current: letter.draft === draft && letter.failure === null && letter.preview !== null,
    remake: () => void makeLetter(draft, () => true),
  };
};
