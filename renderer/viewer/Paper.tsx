import './paper.css';
import { type KeyboardEvent, type Ref, useCallback, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDocument } from '../../shared/contract/cases.ts';
import { documentUrl } from './document-transport.ts';
import { ImagePaper } from './ImagePaper.tsx';
import { PaperTools } from './PaperTools.tsx';
import { PaperTrouble, type ShownTrouble } from './PaperTrouble.tsx';
import { PdfPaper } from './PdfPaper.tsx';
import { printImage, printPdf } from './print-document.ts';
import { usePdf } from './use-pdf.ts';
import { type Turn, turnOn, type Zoom, zoomIn, zoomOut } from './zoom.ts';

/** What the viewer needs to know of a document. */
export type PaperDocument = Pick<CaseDocument, 'documentId' | 'name' | 'detectedType' | 'declaredType' | 'trouble'>;

/** What the surroundings may ask of the viewer (commands of the palette, keys). */
export type PaperHandle = {
  print: () => void;
  zoomIn: () => void;
  zoomOut: () => void;
  fit: (mode: 'width' | 'page') => void;
  turn: () => void;
  focus: () => void;
  focusPageField: () => void;
};

type View = { zoom: Zoom; turn: Turn };
const FIRST_VIEW: View = { zoom: { mode: 'width' }, turn: 0 };
/** How each document was last looked at in this window, so that coming back shows it the same ("Never lost"). */
const lastViews = new Map<string, View>();

type Props = {
  document: PaperDocument;
  page: number;
  onPage: (page: number) => void;
  handle?: Ref<PaperHandle>;
  title?: string | undefined;
};

type Printing = { page: number; pages: number; stop: AbortController };

const useView = (documentId: string) => {
  const [view, setView] = useState<View>(() => lastViews.get(documentId) ?? FIRST_VIEW);
  const [scale, setScale] = useState<number | null>(null);
  const change = (next: Partial<View>): void => {
    const changed = { ...view, ...next };
    lastViews.set(documentId, changed);
    setView(changed);
  };
  const takeScale = useCallback((now: number) => setScale(now), []);
  return { view, scale, change, takeScale };
};

/** Frame of every paper: tool bar, keys, print progress; the sheet itself is the child. */
const Frame = (props: {
  document: PaperDocument;
  title: string;
  page: number;
  pages: number;
  onPage: (page: number) => void;
  view: ReturnType<typeof useView>;
  handle: Ref<PaperHandle> | undefined;
  print: (turn: Turn, onPage: (page: number) => void, signal: AbortSignal) => Promise<void>;
  children: (onKeyDown: (event: KeyboardEvent<HTMLElement>) => void) => React.ReactNode;
}) => {
  const { document: shown, page, pages, onPage, handle } = props;
  const { view, scale, change } = props.view;
  const { t } = useTranslation('case');
  const frame = useRef<HTMLDivElement>(null);
  const pageField = useRef<HTMLInputElement>(null);
  const [printing, setPrinting] = useState<Printing | null>(null);
  const [printFailed, setPrintFailed] = useState(false);

  const print = async (): Promise<void> => {
    if (printing !== null || scale === null) return;
    const stop = new AbortController();
    setPrintFailed(false);
    setPrinting({ page: 1, pages, stop });
    try {
      await props.print(view.turn, (now) => setPrinting({ page: now, pages, stop }), stop.signal);
    } catch {
      if (!stop.signal.aborted) setPrintFailed(true);
    }
    setPrinting(null);
  };
  const larger = (): void => {
    if (scale !== null) change({ zoom: zoomIn(scale) });
  };
  const smaller = (): void => {
    if (scale !== null) change({ zoom: zoomOut(scale) });
  };
  const fitTo = (mode: 'width' | 'page'): void => change({ zoom: { mode } });
  const turn = (): void => change({ turn: turnOn(view.turn) });
  useImperativeHandle(handle, () => ({
    print: () => void print(),
    zoomIn: larger,
    zoomOut: smaller,
    fit: fitTo,
    turn,
    focus: () => frame.current?.querySelector<HTMLElement>('.paper-scroll, .paper-trouble')?.focus(),
    focusPageField: () => pageField.current?.focus(),
  }));

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === '+') larger();
    else if (event.key === '-') smaller();
    else if (event.key === '0') fitTo('width');
    else if (event.key === 'R' && event.shiftKey) turn();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="paper" ref={frame}>
      <PaperTools
        title={props.title}
        page={page}
        pages={pages}
        percent={scale === null ? null : Math.round(scale * 100)}
        fits={view.zoom.mode === 'scale' ? null : view.zoom.mode}
        pageField={pageField}
        onPage={onPage}
        onZoomIn={larger}
        onZoomOut={smaller}
        onFullSize={() => change({ zoom: { mode: 'scale', scale: 1 } })}
        onFit={fitTo}
        onTurn={turn}
        onPrint={() => void print()}
      />
      {printing === null ? null : (
        <p className="paper-strip" role="status">
          <span>{t('viewer.printing', { page: printing.page, pages: printing.pages })}</span>
          <button type="button" className="paper-link" onClick={() => printing.stop.abort()}>
            {t('viewer.cancelPrint')}
          </button>
        </p>
      )}
      {printFailed ? (
        <p className="paper-strip" role="alert">
          {t('viewer.printFailed')}
        </p>
      ) : null}
      {shown.trouble === 'mislabelled' || shown.trouble === 'not-checked' || shown.trouble === 'damaged' ? (
        <PaperTrouble strip trouble={shown.trouble} detected={shown.detectedType} declared={shown.declaredType} />
      ) : null}
      {props.children(onKeyDown)}
    </div>
  );
};

const PdfDocument = ({ document: shown, page, onPage, handle, title = shown.name }: Props) => {
  const { t } = useTranslation('case');
  const [retry, setRetry] = useState(0);
  const state = usePdf(shown.documentId, retry);
  const view = useView(shown.documentId);
  if (state.state === 'refused')
    return (
      <Refused
        document={shown}
        trouble={state.trouble}
        onRetry={state.trouble === 'unavailable' ? () => setRetry(retry + 1) : undefined}
      />
    );
  const pages = state.state === 'open' ? state.pdf.pages : 1;
  const shownPage = Math.min(page, pages);
  return (
    <Frame
      document={
        state.state === 'open' && shown.trouble === 'damaged'
          ? shown
          : { ...shown, trouble: shown.trouble === 'damaged' ? null : shown.trouble }
      }
      title={title}
      page={shownPage}
      pages={pages}
      onPage={onPage}
      view={view}
      handle={handle}
      print={(turn, onPrinted, signal) =>
        state.state === 'open' ? printPdf(state.pdf, turn, onPrinted, signal) : Promise.resolve()
      }
    >
      {(onKeyDown) =>
        state.state === 'loading' ? (
          <div className="paper-scroll" role="status" aria-label={t('viewer.loading')}>
            <div className="paper-stack">
              <div className="paper-page paper-waiting" />
            </div>
          </div>
        ) : (
          <PdfPaper
            pdf={state.pdf}
            label={t('viewer.label', { name: shown.name })}
            page={shownPage}
            zoom={view.view.zoom}
            turn={view.view.turn}
            onPage={onPage}
            onScale={view.takeScale}
            onKeyDown={onKeyDown}
          />
        )
      }
    </Frame>
  );
};

const ImageDocument = ({ document: shown, onPage, handle, title = shown.name }: Props) => {
  const { t } = useTranslation('case');
  const [refused, setRefused] = useState(false);
  const view = useView(shown.documentId);
  if (refused) return <Refused document={shown} trouble="damaged" onRetry={() => setRefused(false)} />;
  return (
    <Frame
      document={shown}
      title={title}
      page={1}
      pages={1}
      onPage={onPage}
      view={view}
      handle={handle}
      print={() => printImage(documentUrl(shown.documentId))}
    >
      {(onKeyDown) => (
        <ImagePaper
          documentId={shown.documentId}
          label={t('viewer.label', { name: shown.name })}
          zoom={view.view.zoom}
          turn={view.view.turn}
          onScale={view.takeScale}
          onRefused={() => setRefused(true)}
          onKeyDown={onKeyDown}
        />
      )}
    </Frame>
  );
};

const Refused = (props: { document: PaperDocument; trouble: ShownTrouble; onRetry?: (() => void) | undefined }) => (
  <div className="paper">
    <div className="paper-tools">
      <div className="paper-title">{props.document.name}</div>
    </div>
    <div className="paper-scroll">
      <PaperTrouble
        trouble={props.trouble}
        detected={props.document.detectedType}
        declared={props.document.declaredType}
        onRetry={props.onRetry}
      />
    </div>
  </div>
);

/**
 * A document of the store on screen: PDF or image with tools, or words about why it is not shown. Page is 1-based and
 * belongs to the caller (it stands in the address).
 */
export const Paper = (props: Props) => {
  const { detectedType, trouble, documentId } = props.document;
  if (trouble === 'empty' || trouble === 'encrypted' || trouble === 'not-openable')
    return <Refused document={props.document} trouble={trouble} />;
  if (detectedType === 'pdf') return <PdfDocument key={documentId} {...props} />;
  if (detectedType === 'jpeg' || detectedType === 'png') return <ImageDocument key={documentId} {...props} />;
  return <Refused document={props.document} trouble={detectedType === 'empty' ? 'empty' : 'not-openable'} />;
};
