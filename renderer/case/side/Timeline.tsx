import Button from '@mui/material/Button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../shared/contract/contract.ts';
import { LANGUAGES } from '../../../shared/i18n/languages.ts';
import type { CallFailure } from '../../api/call-failure.ts';
import { invoke } from '../../api/invoke.ts';
import { type DomainGroup, useDomainText } from '../../ui/domain-text.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { sentenceOf, timelineSentence } from './timeline-sentence.ts';

type Page = ResponseOf<'cases', 'timeline'>;
const PAGE = 50;

/** Facts whose value is a code of a list of the domain, by the fact's name. */
const CODES: Readonly<Record<string, readonly DomainGroup[]>> = {
  from: ['status', 'handover'],
  to: ['status', 'handover'],
  transition: ['transition'],
  evidence: ['evidence'],
  reason: ['reason'],
  result: ['result'],
  channel: ['channel'],
};
const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** History of a case from the journal, newest first, each entry a sentence with who and when; older ones on demand. */
export const Timeline = ({ caseId }: { caseId: string }) => {
  const { t, i18n } = useTranslation('case');
  const label = useDomainText();
  const history = useInfiniteQuery<Page, CallFailure, Page[], readonly [string, string, object], number | null>({
    queryKey: ['cases', 'timeline', { caseId, count: PAGE }] as const,
    queryFn: ({ pageParam }) => invoke('cases', 'timeline', { caseId, before: pageParam, count: PAGE }),
    initialPageParam: null,
    getNextPageParam: (page) => (page.more ? (page.entries.at(-1)?.sequence ?? null) : null),
    select: ({ pages }) => pages,
  });
  const sentences: Readonly<Record<string, string>> = (i18n.language === 'en' ? LANGUAGES.en : LANGUAGES.de).case
    .timeline;
  if (history.isPending) return <Skeleton rows={4} />;
  if (history.isError) return <ErrorNotice error={history.error} onRetry={() => void history.refetch()} />;
  const word = (name: string, value: string | number | boolean): string => {
    if (typeof value === 'boolean') return value ? t('side.yes') : t('side.no');
    for (const group of CODES[name] ?? []) {
      const known = label(group, String(value));
      if (known !== value) return known;
    }
    if (typeof value === 'string' && LOCAL_DATE.test(value)) return formatDate(value);
    return String(value);
  };
  return (
    <>
      <ol className="timeline">
        {history.data
          .flatMap(({ entries }) => entries)
          .map((entry) => (
            <li key={entry.sequence}>
              <p>{timelineSentence(sentenceOf(entry.kind, entry.facts, sentences), entry.facts, word)}</p>
              <p className="quiet">
                {formatInstant(entry.at)} · {entry.by}
              </p>
            </li>
          ))}
      </ol>
      {history.hasNextPage ? (
        <Button onClick={() => void history.fetchNextPage()} disabled={history.isFetchingNextPage}>
          {t('side.historyMore')}
        </Button>
      ) : null}
    </>
  );
};
