// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be virtualised by absolute rows; the roles carry its meaning
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hrefOf, navigate } from '../app/router.ts';
import { useSession } from '../app/session.ts';
import { useNow } from '../app/use-now.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { CaseCell } from './CaseRowCells.tsx';
import { COLUMNS } from './columns.ts';
import { type GridPosition, moveInGrid } from './grid-move.ts';
import { placeIn, rememberPlace } from './list-memory.ts';
import { type InboxRoute, pagesFor, sortOf, toggledSort } from './list-query.ts';
import { useListRows } from './use-list-rows.ts';

const ROW_HEIGHT = { normal: 36, comfortable: 44 } as const;
const HEADER_HEIGHT = 32;

/**
 * The list: any number of cases, of which only the rows in view exist. One tab stop with an arrow-key model of its own; the active
 * row is named by `aria-activedescendant` and stays drawn, however far one scrolls.
 */
export const CaseGrid = ({ route, listId, total }: { route: InboxRoute; listId: string; total: number }) => {
  const { t } = useTranslation('inbox');
  const { density } = useSession().preferences;
  const rowHeight = ROW_HEIGHT[density];
  const address = hrefOf(route);
  const now = useNow();
  const gridId = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [start] = useState(() => placeIn(address));
  const [active, setActive] = useState<GridPosition>({ row: start.index, column: -1 });
  const activeCase = useRef(start.caseId);

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialOffset: start.offset,
    scrollPaddingStart: HEADER_HEIGHT,
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const shown = defaultRangeExtractor(range);
        return shown.includes(active.row) || active.row >= range.count ? shown : [...shown, active.row];
      },
      [active.row],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row height makes measured rows wrong
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  const items = virtual.getVirtualItems();
  const range = virtual.range;
  const { rowAt, indexOf, error } = useListRows(
    listId,
    address,
    pagesFor((range?.startIndex ?? 0) - 20, (range?.endIndex ?? 0) + 20, total),
  );

  // A renewed list may have moved the active case: follow it, or stay within the list.
  const followed = useRef(listId);
  const movedTo = activeCase.current === undefined ? undefined : indexOf(activeCase.current);
  useEffect(() => {
    if (followed.current !== listId && movedTo !== undefined) {
      followed.current = listId;
      setActive(({ column }) => ({ row: movedTo, column }));
    }
  }, [listId, movedTo]);
  useEffect(() => {
    if (active.row >= total && total > 0) setActive(({ column }) => ({ row: total - 1, column }));
  }, [active.row, total]);

  const remember = (index: number) => {
    const caseId = rowAt(index)?.caseId;
    activeCase.current = caseId;
    rememberPlace(address, { caseId, index, offset: grid.current?.scrollTop ?? 0 });
  };
  const open = (index: number) => {
    const row = rowAt(index);
    if (!row) return;
    remember(index);
    navigate({ name: 'case', caseId: row.caseId, list: listId });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== grid.current || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      open(active.row);
      return;
    }
    const pageRows = Math.max(1, Math.floor(((grid.current?.clientHeight ?? 0) - HEADER_HEIGHT) / rowHeight) - 1);
    const next = moveInGrid(event.key, active, { rows: total, columns: COLUMNS.length, pageRows });
    if (!next) return;
    event.preventDefault();
    setActive(next);
    virtual.scrollToIndex(next.row);
    remember(next.row);
  };

  const rowId = (index: number) => `${gridId}-row-${index}`;
  const activeId = active.column < 0 ? rowId(active.row) : `${rowId(active.row)}-${COLUMNS[active.column]?.id}`;
  const sort = sortOf(route);
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <div
        className="case-grid"
        role="grid"
        ref={grid}
        tabIndex={0}
        aria-label={t(`title.${route.view}`)}
        aria-rowcount={total + 1}
        aria-colcount={COLUMNS.length}
        aria-activedescendant={total > 0 ? activeId : undefined}
        onKeyDown={onKeyDown}
        data-autofocus
      >
        <div className="case-grid-head case-columns" role="row" aria-rowindex={1}>
          {COLUMNS.map(({ id, sort: by }, index) => {
            const direction = by !== undefined && sort.by === by ? sort.direction : undefined;
            const Arrow = direction === 'descending' ? ArrowDown : ArrowUp;
            return (
              <div
                key={id}
                role="columnheader"
                tabIndex={-1}
                className={`cell column-${id}`}
                aria-colindex={index + 1}
                aria-sort={direction}
              >
                {by === undefined ? (
                  <span className="cut">{t(`column.${id}`)}</span>
                ) : (
                  <button
                    type="button"
                    className="sort-button"
                    onClick={() => navigate({ ...route, sort: toggledSort(sort, by) }, { replace: true })}
                  >
                    <span className="cut">{t(`column.${id}`)}</span>
                    {direction && <Arrow size={14} aria-hidden="true" />}
                  </button>
                )}
              </div>
            );
          })}
        </div>
        <div className="case-grid-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start: top }) => {
            const row = rowAt(index);
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the grid opens the active row
              <div
                key={index}
                id={rowId(index)}
                role="row"
                tabIndex={-1}
                className="case-row case-columns"
                aria-rowindex={index + 2}
                aria-selected={index === active.row}
                aria-busy={row === undefined}
                style={{ height: rowHeight, transform: `translateY(${top}px)` }}
                onClick={() => {
                  setActive({ row: index, column: -1 });
                  open(index);
                }}
              >
                {COLUMNS.map(({ id }, column) => (
                  <div
                    key={id}
                    id={`${rowId(index)}-${id}`}
                    role="gridcell"
                    tabIndex={-1}
                    className={`cell column-${id}`}
                    aria-colindex={column + 1}
                    data-active={index === active.row && column === active.column}
                  >
                    {row ? (
                      <CaseCell row={row} column={id} now={now} />
                    ) : (
                      <span className="skeleton-bar" style={{ width: '70%' }}>
                        {column === 0 && <span className="visually-hidden">{t('row.loading')}</span>}
                      </span>
                    )}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
};
