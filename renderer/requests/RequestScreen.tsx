import '../case/case.css';
import './requests.css';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/contract/cases.ts';
import type { ResponseOf } from '../../shared/contract/contract.ts';
import type { CaseRequest } from '../../shared/contract/requests.ts';
import { displayName } from '../../shared/domain/names.ts';
import { failureCode } from '../api/call-failure.ts';
import { invoke } from '../api/invoke.ts';
import { callQuery } from '../api/queries.ts';
import { hrefOf } from '../app/router.ts';
import { useMay } from '../app/session.ts';
import { StaleNotice } from '../case/StaleNotice.tsx';
import { useCaseCommands } from '../case/use-case-commands.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PageTitle } from '../ui/PageTitle.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Paper } from '../viewer/Paper.tsx';
import { DraftHead } from './DraftHead.tsx';
import { DraftItems } from './DraftItems.tsx';
import { SendBar } from './SendBar.tsx';
import { SentRequests } from './SentRequests.tsx';
import { useDraft } from './use-draft.ts';

type Editor = ResponseOf<'requests', 'editor'>;

/** A letter of ours as the viewer wants it: made by this program, so there is no claim about it to check. */
const letterPaper = (documentId: string, name: string) => ({
  documentId,
  name,
  detectedType: 'pdf' as const,
  declaredType: 'application/pdf',
  trouble: null,
});

const RequestDesk = (props: { view: CaseView; editor: Editor; sent: readonly CaseRequest[] }) => {
  const { view, editor, sent } = props;
  const { caseId } = view;
  const { t } = useTranslation('requests');
  const maySend = useMay('request.send');
  const client = useQueryClient();
  const { run, busy, failure, dismiss, reload } = useCaseCommands({ caseId, version: editor.version });
  const { draft, change, savedAt, saveFailure, preview, previewFailure, current, remake } = useDraft(
    caseId,
    editor.draft,
    editor.draftSavedAt,
  );
  const [tab, setTab] = useState<'draft' | 'sent'>(
    editor.candidates.length === 0 && sent.length > 0 ? 'sent' : 'draft',
  );
  // Core lists the newest first; until another letter is chosen that one is shown, also right after sending.
  const [newest] = sent;
  const [letter, setLetter] = useState<string | null>(null);
  const shownLetter = letter ?? newest?.letterDocumentId ?? null;
  const [page, setPage] = useState(1);
  const [done, setDone] = useState(false);

  const send = async (): Promise<boolean> => {
    if (preview === null || !current) return false;
    const answer = await run((base) => invoke('requests', 'send', { ...base, draft, previewId: preview.previewId }));
    if (answer === null) {
      remake();
      return false;
    }
    // The list shows it before the notice says so.
    await client.invalidateQueries({ queryKey: callQuery('requests', 'list', { caseId }).queryKey });
    setDone(true);
    setLetter(null);
    setTab('sent');
    return true;
  };
  const previewCode = previewFailure === null ? null : failureCode(previewFailure);
  const deadlineTrouble =
    previewCode === 'deadline-not-future' || previewCode === 'deadline-not-working-day' ? previewCode : null;
  const shownId = tab === 'draft' ? (preview?.previewId ?? null) : shownLetter;
  return (
    <div className="case request">
      <div className="request-title">
        <a href={hrefOf({ name: 'case', caseId })} className="request-back">
          <ArrowLeft size={16} aria-hidden />
          {t('back')}
        </a>
        <PageTitle>
          {t('title', { name: displayName(view.person), round: tab === 'draft' ? sent.length + 1 : sent.length || 1 })}
        </PageTitle>
      </div>
      {tab === 'draft' ? (
        <DraftHead editor={editor} draft={draft} deadlineTrouble={deadlineTrouble} onChange={change} />
      ) : null}
      {failure === null ? null : <StaleNotice failure={failure} onReload={() => void reload()} onDismiss={dismiss} />}
      {done ? (
        <div className="case-notice">
          <Notice tone="success">
            <p>{t(newest?.channel === 'letter' ? 'send.donePrint' : 'send.done')}</p>
          </Notice>
        </div>
      ) : null}
      <div className="panes">
        <section className="pane request-left" data-pane tabIndex={-1} aria-label={t('panes.items')}>
          <Tabs
            value={tab}
            onChange={(_event, next: 'draft' | 'sent') => setTab(next)}
            className="side-tabs"
            aria-label={t('panes.items')}
          >
            <Tab value="draft" label={t('tabs.draft')} id="request-tab-draft" aria-controls="request-draft" />
            <Tab
              value="sent"
              label={t('tabs.sent', { number: sent.length })}
              id="request-tab-sent"
              aria-controls="request-sent"
            />
          </Tabs>
          <div
            role="tabpanel"
            id={`request-${tab}`}
            aria-labelledby={`request-tab-${tab}`}
            className="side-body"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the panel scrolls and must be reachable by keyboard.
            tabIndex={0}
          >
            {tab === 'draft' ? (
              <>
                <DraftItems
                  items={draft.items}
                  candidates={editor.candidates}
                  onChange={(items) => change({ items })}
                />
                <div className="request-pad request-message">
                  <TextField
                    multiline
                    minRows={3}
                    maxRows={12}
                    label={t('message.label')}
                    helperText={t('message.hint')}
                    value={draft.message}
                    slotProps={{ htmlInput: { maxLength: 4000, lang: 'de' } }}
                    onChange={(event) => change({ message: event.target.value })}
                  />
                </div>
              </>
            ) : (
              <SentRequests
                caseId={caseId}
                requests={sent}
                shownLetter={shownLetter}
                maySend={maySend}
                run={run}
                onShow={(id) => {
                  setLetter(id);
                  setPage(1);
                }}
              />
            )}
          </div>
        </section>
        <section className="pane pane-middle request-letter" data-pane tabIndex={-1} aria-label={t('panes.letter')}>
          {tab === 'draft' && previewFailure !== null && deadlineTrouble === null ? (
            <div className="case-notice">
              {previewCode === 'no-items' ? (
                <Notice tone="info">
                  <p>{t('preview.noItems')}</p>
                </Notice>
              ) : (
                <ErrorNotice error={previewFailure} onRetry={remake} />
              )}
            </div>
          ) : null}
          {shownId === null ? (
            <div className="paper-none" aria-busy={tab === 'draft' && previewFailure === null}>
              <p>{tab === 'draft' ? t('preview.making') : t('sent.none')}</p>
            </div>
          ) : (
            <Paper
              document={letterPaper(shownId, tab === 'draft' ? t('preview.name') : t('sent.letterName'))}
              title={tab === 'draft' ? (current ? t('preview.name') : t('preview.outdated')) : t('sent.letterName')}
              page={page}
              onPage={setPage}
            />
          )}
        </section>
      </div>
      {tab === 'draft' ? (
        <SendBar
          draft={draft}
          addressee={editor.addressee}
          savedAt={savedAt}
          saveFailure={saveFailure}
          ready={current}
          maySend={maySend}
          sending={busy}
          onSend={send}
        />
      ) : null}
    </div>
  );
};

/** Nachforderung: what is asked for on the left, the very letter that will be sent on the right (SCREENS). */
export const RequestScreen = ({ caseId }: { caseId: string }) => {
  const view = useQuery(callQuery('cases', 'get', { caseId }));
  const editor = useQuery(callQuery('requests', 'editor', { caseId }));
  const sent = useQuery(callQuery('requests', 'list', { caseId }));
  const failed = [view, editor, sent].find(({ isError }) => isError);
  if (failed?.error) return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />;
  if (view.data === undefined || editor.data === undefined || sent.data === undefined) return <Skeleton rows={12} />;
  return <RequestDesk key={caseId} view={view.data} editor={editor.data} sent={sent.data} />;
};
