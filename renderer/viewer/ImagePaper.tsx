import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { readsStopped } from './document-reads.ts';
import { documentUrl } from './document-transport.ts';
import { useTakenFocus } from './use-taken-focus.ts';
import { type Size, scaleOf, type Turn, turned, type Zoom } from './zoom.ts';

const MARGIN = 16;

/** A photo or scan as one sheet; the browser honours its EXIF orientation. */
export const ImagePaper = (props: {
  documentId: string;
  label: string;
  zoom: Zoom;
  turn: Turn;
  onScale: (scale: number) => void;
  onRefused: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}) => {
  const { documentId, label, zoom, turn, onScale, onRefused } = props;
  const box = useRef<HTMLElement>(null);
  useTakenFocus(box);
  const image = useRef<HTMLImageElement>(null);
  const [room, setRoom] = useState<Size | null>(null);
  const [natural, setNatural] = useState<Size | null>(null);

  useEffect(() => {
    const element = image.current;
    if (element === null) return;
    element.src = documentUrl(documentId);
    // An image goes on loading without its place in the page until its address is taken away.
    const letGo = (): void => element.removeAttribute('src');
    const stopped = readsStopped();
    stopped.addEventListener('abort', letGo, { once: true });
    return () => {
      stopped.removeEventListener('abort', letGo);
      letGo();
    };
  }, [documentId]);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void =>
      setRoom({ width: element.clientWidth - 2 * MARGIN, height: element.clientHeight - 2 * MARGIN });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const scale = natural === null || room === null ? null : scaleOf(zoom, turned(natural, turn), room);
  useEffect(() => {
    if (scale !== null) onScale(scale);
  }, [scale, onScale]);

  const sheet =
    natural === null || scale === null ? null : { width: natural.width * scale, height: natural.height * scale };
  const lying = sheet === null ? null : turned(sheet, turn);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1).
    <section ref={box} className="paper-scroll" tabIndex={0} aria-label={label} onKeyDown={props.onKeyDown}>
      <div className="paper-stack">
        <div className="paper-page" style={lying === null ? { visibility: 'hidden' } : lying}>
          <img
            ref={image}
            className="paper-image"
            alt={label}
            onLoad={({ currentTarget }) =>
              setNatural({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
            }
            onError={onRefused}
            style={sheet === null ? {} : { ...sheet, transform: `translate(-50%, -50%) rotate(${turn}deg)` }}
          />
        </div>
      </div>
    </section>
  );
};
