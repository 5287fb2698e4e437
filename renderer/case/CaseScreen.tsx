import './case.css';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/contract/cases.ts';
import type { Texts } from '../../shared/i18n/languages.ts';
import { callQuery } from '../api/queries.ts';
import { type Command, useCommands } from '../app/commands.ts';
import { navigate, type Route } from '../app/router.ts';
import { useMay, useSavePreferences, useSession } from '../app/session.ts';
import { ExportDialog } from '../export/ExportDialog.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Paper, type PaperHandle } from '../viewer/Paper.tsx';
import { AddFiles } from './checklist/AddFiles.tsx';
import { Checklist } from './checklist/Checklist.tsx';
import { FamilyLine, useNeighbours } from './header/FamilyLine.tsx';
import { IdentityBar } from './header/IdentityBar.tsx';
import { JudgingBar, type JudgingHandle } from './judging/JudgingBar.tsx';
import { Panes, useNarrow } from './Panes.tsx';
import { firstStop, neighbourSlot, nextUndecided, paperStops, placementAt, type Spot, spotOfSlot } from './papers.ts';
import { StaleNotice } from './StaleNotice.tsx';
import { SidePane } from './side/SidePane.tsx';
import { useCaseCommands } from './use-case-commands.ts';

type CaseRoute = Extract<Route, { name: 'case' }>;
type CommandName = keyof Texts['case']['command'];

/** The spot an address means; without a document, the first paper nobody has judged, else the first slot. */
const spotOfRoute = (view: CaseView, route: CaseRoute): Spot => {
  const shown = view.documents.find(({ documentId }) => documentId === route.document);
  if (shown !== undefined) {
    const page = route.page ?? 1;
    const held = placementAt(view.slots, shown.documentId, page, null);
    return {
      slotId: held?.slot.slotId ?? null,
      placementId: held?.placement.placementId ?? null,
      documentId: shown.documentId,
      page,
    };
  }
  const first = firstStop(view);
  if (first !== undefined) return first;
  const slot = view.slots[0];
  return slot === undefined ? { slotId: null, placementId: null, documentId: null, page: 1 } : spotOfSlot(slot);
};

/**
 * Where the caseworker is. Document and page stand in the address; which of several slots a sheet is looked at for, and
 * an empty slot, are only remembered here.
 */
const useSpot = (view: CaseView, route: CaseRoute): [Spot, (spot: Spot) => void] => {
  const [chosen, setChosen] = useState<Spot>(() => spotOfRoute(view, route));
  const followsRoute = route.document === undefined || route.document === chosen.documentId;
  const spot: Spot = followsRoute
    ? {
        ...chosen,
        page: chosen.documentId !== null && route.document === chosen.documentId ? (route.page ?? 1) : chosen.page,
      }
    : spotOfRoute(view, route);
  const { caseId, list } = route;
  const go = useCallback(
    (next: Spot) => {
      setChosen(next);
      navigate(
        {
          name: 'case',
          caseId,
          ...(next.documentId === null ? {} : { document: next.documentId, page: next.page }),
          ...(list === undefined ? {} : { list }),
        },
        { replace: true },
      );
    },
    [caseId, list],
  );
  return [spot, go];
};

const EMPTY_NEIGHBOURS = { previous: null, next: null };

const CaseDesk = ({ view, route }: { view: CaseView; route: CaseRoute }) => {
  const { t } = useTranslation('case');
  const { account, preferences } = useSession();
  const savePreferences = useSavePreferences();
  const rights = {
    review: useMay('case.review'),
    status: useMay('case.status'),
    assign: useMay('case.assign'),
    draft: useMay('request.draft'),
    export: useMay('export.run'),
  };
  const narrow = useNarrow();
  const [spot, go] = useSpot(view, route);
  const { run, failure, dismiss, reload } = useCaseCommands(view);
  const [adding, setAdding] = useState<readonly File[] | null>(null);
  const [exporting, setExporting] = useState(false);
  const paper = useRef<PaperHandle>(null);
  const judging = useRef<JudgingHandle>(null);
  const neighbours = useNeighbours(view.caseId, route.list) ?? EMPTY_NEIGHBOURS;

  const shownDocument = view.documents.find(({ documentId }) => documentId === spot.documentId) ?? null;
  const shown = spot.documentId === null ? null : placementAt(view.slots, spot.documentId, spot.page, spot.placementId);
  const emptySlot =
    view.slots.find(({ slotId, placements }) => slotId === spot.slotId && placements.length === 0) ?? null;
  const here: Spot = {
    slotId: shown?.slot.slotId ?? emptySlot?.slotId ?? null,
    placementId: shown?.placement.placementId ?? null,
    documentId: spot.documentId,
    page: spot.page,
  };
  const next = nextUndecided(paperStops(view), here);
  const goNext = (): void => {
    if (next !== null) go(next);
    // Another document replaces the sheet; its pane stays, and the new sheet takes the focus from there.
    if (next === null || next.documentId === spot.documentId) paper.current?.focus();
    else document.getElementById('pane-middle')?.focus();
  };
  const goSlot = (step: 1 | -1): void => {
    const slot = neighbourSlot(view.slots, here.slotId, step);
    if (slot !== null) go(spotOfSlot(slot));
  };
  const goCase = (caseId: string | null): void => {
    if (caseId !== null) navigate({ name: 'case', caseId, ...(route.list === undefined ? {} : { list: route.list }) });
  };

  // The commands are registered once; what they do is always this render's.
  const acts = { goNext, goSlot, goCase, neighbours };
  const act = useRef(acts);
  act.current = acts;
  const mayJudge = rights.review && shown !== null;
  const hasPaper = shownDocument !== null;
  const { caseId } = view;
  const commands = useMemo((): readonly Command[] => {
    const group = t('screen');
    const make = (name: CommandName, keys: readonly string[], doIt: () => void, enabled = true): Command => ({
      id: `case.${name}`,
      label: t(`command.${name}`),
      group,
      keys,
      run: doIt,
      enabled,
    });
    return [
      make('accept', ['a'], () => judging.current?.give('OK'), mayJudge),
      make('copy', ['k'], () => judging.current?.give('OK_KOPIE'), mayJudge),
      make('deficient', ['r'], () => judging.current?.askReason(), mayJudge),
      make('irrelevant', [], () => judging.current?.give('NICHT_RELEVANT'), mayJudge),
      make('note', ['n'], () => judging.current?.askNote(), mayJudge),
      make('next', ['Shift+Enter'], () => act.current.goNext()),
      make('nextSlot', ['Alt+ArrowDown'], () => act.current.goSlot(1)),
      make('previousSlot', ['Alt+ArrowUp'], () => act.current.goSlot(-1)),
      make('nextCase', ['Ctrl+Shift+ArrowDown'], () => act.current.goCase(act.current.neighbours.next)),
      make('previousCase', ['Ctrl+Shift+ArrowUp'], () => act.current.goCase(act.current.neighbours.previous)),
      make('request', [], () => navigate({ name: 'request', caseId }), rights.draft),
      make('export', [], () => setExporting(true), rights.export),
      make('addFiles', [], () => setAdding([]), rights.review),
      make('print', ['Ctrl+P'], () => paper.current?.print(), hasPaper),
      make('goToPage', ['Ctrl+G'], () => paper.current?.focusPageField(), hasPaper),
      make('zoomIn', [], () => paper.current?.zoomIn(), hasPaper),
      make('zoomOut', [], () => paper.current?.zoomOut(), hasPaper),
      make('fitWidth', [], () => paper.current?.fit('width'), hasPaper),
      make('fitPage', [], () => paper.current?.fit('page'), hasPaper),
      make('rotate', [], () => paper.current?.turn(), hasPaper),
    ];
  }, [t, mayJudge, hasPaper, caseId, rights.draft, rights.export, rights.review]);
  useCommands(commands);

  // Enter goes on only from the paper or from nowhere, so that it keeps its meaning on every button and field.
  useEffect(() => {
    const onEnter = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.defaultPrevented || event.shiftKey || event.ctrlKey || event.altKey) return;
      if (!(event.target instanceof Element) || !event.target.matches('body, h1, .paper-scroll, #pane-middle')) return;
      event.preventDefault();
      act.current.goNext();
    };
    window.addEventListener('keydown', onEnter);
    return () => window.removeEventListener('keydown', onEnter);
  }, []);

  const checklist = (
    <Checklist view={view} spot={here} mayReview={rights.review} run={run} onGo={go} onAddFiles={() => setAdding([])} />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped anywhere; the button in the checklist is everyone's way.
    <div
      className="case"
      onDragOver={(event) => {
        if (rights.review && event.dataTransfer.types.includes('Files')) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!rights.review || event.defaultPrevented || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        setAdding([...event.dataTransfer.files]);
      }}
    >
      <IdentityBar view={view} rights={rights} accountId={account.id} run={run} onExport={() => setExporting(true)} />
      <FamilyLine view={view} list={route.list} />
      {failure === null ? null : <StaleNotice failure={failure} onReload={() => void reload()} onDismiss={dismiss} />}
      <Panes
        widths={{ left: preferences.leftPane, right: preferences.rightPane }}
        onWidths={({ left, right }) => savePreferences({ leftPane: left, rightPane: right })}
        left={narrow ? <SidePane view={view} mayReview={rights.review} run={run} checklist={checklist} /> : checklist}
        middle={
          <>
            {shownDocument === null ? (
              <div className="paper-none">
                <p>{emptySlot === null ? t('viewer.none') : t('viewer.empty')}</p>
                <p className="quiet">{emptySlot === null ? t('viewer.noneHint') : t('viewer.emptyHint')}</p>
              </div>
            ) : (
              <Paper
                document={shownDocument}
                page={spot.page}
                onPage={(page) => go({ ...spot, page })}
                handle={paper}
              />
            )}
            <JudgingBar
              view={view}
              spot={here}
              shown={shown}
              document={shownDocument}
              emptySlot={emptySlot}
              mayReview={rights.review}
              run={run}
              hasNext={next !== null}
              onNext={goNext}
              onGo={go}
              onJudged={() => paper.current?.focus()}
              handle={judging}
            />
          </>
        }
        right={narrow ? null : <SidePane view={view} mayReview={rights.review} run={run} />}
      />
      {adding === null ? null : <AddFiles caseId={caseId} dropped={adding} onClose={() => setAdding(null)} />}
      {exporting ? <ExportDialog caseId={caseId} onClose={() => setExporting(false)} /> : null}
    </div>
  );
};

/** One case, one screen: checklist, paper, claims side by side (SCREENS "Fall"). */
export const CaseScreen = ({ route }: { route: CaseRoute }) => {
  const view = useQuery(callQuery('cases', 'get', { caseId: route.caseId }));
  if (view.isPending)
    return (
      <div className="case" aria-busy="true">
        <Skeleton rows={14} />
      </div>
    );
  if (view.isError) return <ErrorNotice error={view.error} onRetry={() => void view.refetch()} />;
  return <CaseDesk key={view.data.caseId} view={view.data} route={route} />;
};
