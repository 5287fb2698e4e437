import Button from '@mui/material/Button';
import { FilePlus2, FileText, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDocument, CaseView, Slot } from '../../../shared/contract/cases.ts';
import { useDomainText } from '../../ui/domain-text.ts';
import { formatDate } from '../../ui/format.ts';
import { formatPageRange } from '../../viewer/page-range.ts';
import { firstUnplacedPage, type Spot, spotOfSlot, unplacedDocuments } from '../papers.ts';
import type { RunCommand } from '../use-case-commands.ts';
import { AddEvidence } from './AddEvidence.tsx';
import { SlotMenu } from './SlotMenu.tsx';
import { SlotState } from './SlotState.tsx';
import { useSectionLabel } from './use-section-label.ts';

type Props = {
  view: CaseView;
  spot: Spot;
  mayReview: boolean;
  run: RunCommand;
  onGo: (spot: Spot) => void;
  onAddFiles: () => void;
};

const bySection = (slots: readonly Slot[]): readonly { section: string; slots: readonly Slot[] }[] => {
  const sections = new Map<string, Slot[]>();
  for (const slot of slots) {
    const known = sections.get(slot.section);
    if (known === undefined) sections.set(slot.section, [slot]);
    else known.push(slot);
  }
  return [...sections].map(([section, own]) => ({ section, slots: own }));
};

/** Moves focus between rows: one tab stop, arrow keys inside. */
const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const here = rows.findIndex((row) => row.matches(':focus'));
  const target =
    event.key === 'ArrowDown'
      ? rows[here + 1]
      : event.key === 'ArrowUp'
        ? rows[here - 1]
        : event.key === 'Home'
          ? rows[0]
          : event.key === 'End'
            ? rows.at(-1)
            : undefined;
  if (here === -1 || event.altKey || event.ctrlKey || target === undefined) return;
  event.preventDefault();
  target.focus();
};

const SlotRow = (props: Props & { slot: Slot; tabStop: boolean }) => {
  const { view, slot, spot, mayReview, run, onGo, tabStop } = props;
  const { t } = useTranslation('case');
  const label = useDomainText();
  const current = slot.slotId === spot.slotId;
  const evidence = label('evidence', slot.evidence);
  const copyOnly = slot.placements.some(
    ({ result, originalSeenOn }) => result === 'OK_KOPIE' && originalSeenOn === null,
  );
  const seen = slot.placements.find(({ originalSeenOn }) => originalSeenOn !== null)?.originalSeenOn ?? null;
  const names = new Map(view.documents.map(({ documentId, name }) => [documentId, name]));
  return (
    <li className={current ? 'slot slot-here' : 'slot'}>
      <div className="slot-line">
        <button
          type="button"
          data-row
          className="slot-row"
          aria-current={current ? 'true' : undefined}
          tabIndex={tabStop ? 0 : -1}
          title={evidence}
          onClick={() => onGo(spotOfSlot(slot))}
        >
          <SlotState slot={slot} short />
          <span className="slot-name">{evidence}</span>
          {seen === null && !copyOnly ? null : (
            <span
              className="slot-original"
              title={
                seen === null ? label('result', 'OK_KOPIE') : t('checklist.originalSeen', { date: formatDate(seen) })
              }
            >
              {seen === null ? t('checklist.copyMark') : t('checklist.originalMark')}
            </span>
          )}
          <span className="slot-word" aria-hidden="true">
            {slot.state === 'open' && !slot.required && slot.placements.length === 0
              ? t('checklist.optional')
              : label('slotState', slot.state)}
          </span>
        </button>
        {current && mayReview ? <SlotMenu slot={slot} spot={spot} run={run} /> : null}
      </div>
      {current && slot.placements.length > 0 ? (
        <ul className="slot-papers">
          {slot.placements.map((placement) => (
            <li key={placement.placementId}>
              <button
                type="button"
                data-row
                className="slot-paper"
                tabIndex={-1}
                aria-current={placement.placementId === spot.placementId ? 'true' : undefined}
                onClick={() =>
                  onGo({
                    slotId: slot.slotId,
                    placementId: placement.placementId,
                    documentId: placement.documentId,
                    page: placement.pageFrom,
                  })
                }
              >
                <FileText size={14} aria-hidden />
                <span className="slot-name">
                  {t('checklist.pagesOf', {
                    pages: formatPageRange({ from: placement.pageFrom, to: placement.pageTo }),
                    name: names.get(placement.documentId) ?? '',
                  })}
                </span>
                <span className="slot-word">
                  {placement.result === null
                    ? placement.proposed
                      ? t('checklist.proposed')
                      : t('checklist.undecided')
                    : placement.result === 'MANGEL' && placement.reason !== null
                      ? label('reason', placement.reason)
                      : label('result', placement.result)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
};

const DocumentRow = (props: { document: CaseDocument; current: boolean; detail: string; onGo: () => void }) => {
  const { document: own, current, detail, onGo } = props;
  const label = useDomainText();
  return (
    <li className={current ? 'slot slot-here' : 'slot'}>
      <button
        type="button"
        data-row
        className="slot-row"
        tabIndex={-1}
        aria-current={current ? 'true' : undefined}
        title={own.trouble === null ? own.name : `${own.name}: ${label('documentTrouble', own.trouble)}`}
        onClick={onGo}
      >
        {own.trouble === null ? (
          <FileText size={16} aria-hidden />
        ) : (
          <TriangleAlert size={16} aria-hidden className="slot-deficient" />
        )}
        <span className="slot-name">{own.name}</span>
        <span className="slot-word">{detail}</span>
      </button>
    </li>
  );
};

/** The way through a case: proofs by section in evidence order, then what lies on no slot, then other papers. */
export const Checklist = (props: Props) => {
  const { view, spot, mayReview, run, onGo, onAddFiles } = props;
  const { t } = useTranslation('case');
  const label = useDomainText();
  const sectionLabel = useSectionLabel();
  const list = useRef<HTMLDivElement>(null);
  const unplaced = unplacedDocuments(view.documents);
  const others = view.documents.filter((document) => !unplaced.includes(document) && document.purpose !== 'attachment');
  const firstSlot = spot.slotId ?? view.slots[0]?.slotId ?? null;
  const goToDocument = (document: CaseDocument): void =>
    onGo({ slotId: null, placementId: null, documentId: document.documentId, page: firstUnplacedPage(view, document) });
  const isHere = (document: CaseDocument): boolean => spot.slotId === null && spot.documentId === document.documentId;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside; the buttons act.
    <div className="checklist" ref={list} onKeyDown={moveFocus}>
      <h2 className="pane-title">
        <span>{t('panes.checklist')}</span>
        <span className="pane-count" title={t('checklist.progress', view.progress)}>
          {view.progress.settled}/{view.progress.total}
        </span>
      </h2>
      {view.slots.length === 0 ? <p className="quiet">{t('checklist.noSlots')}</p> : null}
      {bySection(view.slots).map(({ section, slots }) => (
        <section key={section} aria-label={sectionLabel(section)}>
          <h3 className="section-title">{sectionLabel(section)}</h3>
          <ul className="slots">
            {slots.map((slot) => (
              <SlotRow key={slot.slotId} {...props} slot={slot} tabStop={slot.slotId === firstSlot} />
            ))}
          </ul>
        </section>
      ))}
      <section aria-label={t('checklist.unplaced')}>
        <h3 className="section-title">
          <span>{t('checklist.unplaced')}</span>
          <span className="pane-count">{unplaced.length}</span>
        </h3>
        {unplaced.length === 0 ? <p className="quiet">{t('checklist.unplacedNone')}</p> : null}
        <ul className="slots">
          {unplaced.map((document) => (
            <DocumentRow
              key={document.documentId}
              document={document}
              current={isHere(document)}
              detail={document.claimedEvidence === null ? '' : label('evidence', document.claimedEvidence)}
              onGo={() => goToDocument(document)}
            />
          ))}
        </ul>
      </section>
      {others.length === 0 ? null : (
        <section aria-label={t('checklist.otherDocuments')}>
          <h3 className="section-title">{t('checklist.otherDocuments')}</h3>
          <ul className="slots">
            {others.map((document) => (
              <DocumentRow
                key={document.documentId}
                document={document}
                current={isHere(document)}
                detail={t(`checklist.purpose.${document.purpose}`)}
                onGo={() => onGo({ slotId: null, placementId: null, documentId: document.documentId, page: 1 })}
              />
            ))}
          </ul>
        </section>
      )}
      {mayReview ? (
        <div className="checklist-actions">
          <AddEvidence slots={view.slots} run={run} />
          <Button size="small" startIcon={<FilePlus2 size={16} aria-hidden />} onClick={onAddFiles}>
            {t('checklist.addFiles')}
          </Button>
        </div>
      ) : null}
    </div>
  );
};
