import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { OpenPdf } from './open-pdf.ts';
import { PdfPage } from './PdfPage.tsx';
import { CSS_UNITS } from './render-page.ts';
import { useTakenFocus } from './use-taken-focus.ts';
import { type Size, scaleOf, type Turn, turned, type Zoom } from './zoom.ts';

const GAP = 12;
const MARGIN = 16;
/** Pages drawn ahead of and behind the visible ones. */
const AHEAD = 1;

const useRoom = (box: { current: HTMLElement | null }): Size | null => {
  const [room, setRoom] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void =>
      setRoom((old) => {
        const size = { width: element.clientWidth - 2 * MARGIN, height: element.clientHeight - 2 * MARGIN };
        return old?.width === size.width && old.height === size.height ? old : size;
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return room;
};

/**
 * The pages of a PDF below each other. Only pages near the visible part are drawn; their places keep their size.
 * `page` is where the reader is: it changes by scrolling (`onPage`), and a change from outside scrolls there.
 */
export const PdfPaper = (props: {
  pdf: OpenPdf;
  label: string;
  page: number;
  zoom: Zoom;
  turn: Turn;
  onPage: (page: number) => void;
  onScale: (scale: number) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}) => {
  const { pdf, label, page, zoom, turn, onPage, onScale } = props;
  const box = useRef<HTMLElement>(null);
  const room = useRoom(box);
  useTakenFocus(box);
  const [sizes, setSizes] = useState<ReadonlyMap<number, Size>>(new Map());
  const [firstSize, setFirstSize] = useState<Size | null>(null);
  /** The page our own scrolling reported last; a `page` that differs came from outside. */
  const reported = useRef(0);

  useEffect(() => {
    let gone = false;
    setSizes(new Map());
    reported.current = 0;
    const measure = async (): Promise<Size> => {
      const first = await pdf.strict.getPage(1).catch(async () => (await pdf.lenient()).getPage(1));
      const { width, height } = first.getViewport({ scale: CSS_UNITS });
      return { width, height };
    };
    // A first page that cannot even be measured takes the room of an A4 sheet and says itself what is wrong.
    measure()
      .catch((): Size => ({ width: 794, height: 1123 }))
      .then((size) => {
        if (!gone) setFirstSize(size);
      });
    return () => {
      gone = true;
    };
  }, [pdf]);

  const takeSize = useCallback((pageNumber: number, size: Size): void => {
    setSizes((old) => {
      const known = old.get(pageNumber);
      if (known?.width === size.width && known.height === size.height) return old;
      return new Map(old).set(pageNumber, size);
    });
  }, []);

  const scale = firstSize === null || room === null ? null : scaleOf(zoom, turned(firstSize, turn), room);
  useEffect(() => {
    if (scale !== null) onScale(scale);
  }, [scale, onScale]);

  const boxes: { top: number; size: Size }[] = [];
  if (firstSize !== null && scale !== null) {
    let top = MARGIN;
    for (let number = 1; number <= pdf.pages; number += 1) {
      const own = turned(sizes.get(number) ?? firstSize, turn);
      const size = { width: Math.floor(own.width * scale), height: Math.floor(own.height * scale) };
      boxes.push({ top, size });
      top += size.height + GAP;
    }
  }
  const boxesNow = useRef(boxes);
  boxesNow.current = boxes;

  // Going to a page asked for from outside, and staying on it when the layout changes under the reader.
  const layout = `${scale ?? ''}/${turn}/${boxes.length}`;
  const laidOut = useRef('');
  useLayoutEffect(() => {
    if (boxesNow.current.length === 0) return;
    if (page === reported.current && laidOut.current === layout) return;
    laidOut.current = layout;
    reported.current = page;
    const place = boxesNow.current[page - 1];
    if (box.current !== null && place !== undefined) box.current.scrollTop = Math.max(0, place.top - MARGIN);
  }, [page, layout]);

  const onScroll = (): void => {
    const element = box.current;
    if (element === null || boxes.length === 0) return;
    // The page that crosses the upper third is the one being read.
    const line = element.scrollTop + element.clientHeight / 3;
    const index = boxes.findIndex((place) => place.top + place.size.height + GAP > line);
    const here = index === -1 ? boxes.length : index + 1;
    if (here === reported.current) return;
    reported.current = here;
    onPage(here);
  };

  return (
    <section
      ref={box}
      className="paper-scroll"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1).
      tabIndex={0}
      aria-label={label}
      onScroll={onScroll}
      onKeyDown={props.onKeyDown}
    >
      <div className="paper-stack">
        {scale === null
          ? null
          : boxes.map(({ size }, index) => (
              <PdfPage
                // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number.
                key={index}
                pdf={pdf}
                pageNumber={index + 1}
                scale={scale}
                turn={turn}
                size={size}
                near={Math.abs(index + 1 - page) <= AHEAD + 1}
                onSize={takeSize}
              />
            ))}
      </div>
    </section>
  );
};
