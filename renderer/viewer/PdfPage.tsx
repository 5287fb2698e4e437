import { TextLayer } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isBlank } from './blank-page.ts';
import type { OpenPdf } from './open-pdf.ts';
import { CSS_UNITS, renderPage } from './render-page.ts';
import type { Size, Turn } from './zoom.ts';

type Trouble = 'incomplete' | 'unreadable' | 'blank' | null;

/**
 * One page of a PDF: picture, selectable text above it, and a word about damage. Draws only while `near` the visible
 * part; keeps the old picture, stretched, until a new scale is drawn.
 */
export const PdfPage = (props: {
  pdf: OpenPdf;
  pageNumber: number;
  scale: number;
  turn: Turn;
  /** Size on screen in CSS pixels, after turn and scale. */
  size: Size;
  near: boolean;
  /** The page's own size at scale 1 once it is known, because pages of one file may differ. */
  onSize: (pageNumber: number, size: Size) => void;
}) => {
  const { pdf, pageNumber, scale, turn, size, near, onSize } = props;
  const { t } = useTranslation('case');
  const picture = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [trouble, setTrouble] = useState<Trouble>(null);

  useEffect(() => {
    const pictureBox = picture.current;
    const textBox = text.current;
    if (!near || pictureBox === null || textBox === null) return;
    const stop = new AbortController();
    let layer: TextLayer | null = null;
    const drawing = { pageNumber, scale, rotation: turn, pixelRatio: window.devicePixelRatio, print: false };
    renderPage(pdf, drawing, stop.signal)
      .then(async ({ canvas, page, incomplete }) => {
        if (stop.signal.aborted) return;
        const own = page.getViewport({ scale: CSS_UNITS });
        onSize(pageNumber, { width: own.width, height: own.height });
        pictureBox.replaceChildren(canvas);
        setTrouble(incomplete ? 'incomplete' : isBlank(canvas) ? 'blank' : null);
        textBox.replaceChildren();
        layer = new TextLayer({
          textContentSource: page.streamTextContent({ includeMarkedContent: true, disableNormalization: true }),
          container: textBox,
          viewport: page.getViewport({ scale: scale * CSS_UNITS, rotation: (page.rotate + turn) % 360 }),
        });
        await layer.render();
        const end = document.createElement('div');
        end.className = 'endOfContent';
        textBox.append(end);
      })
      .catch((reason: unknown) => {
        // A cancelled drawing and missing text are no news; only a page without a picture is.
        if (stop.signal.aborted) return;
        if (reason instanceof Error && reason.name === 'PageUnreadable') setTrouble('unreadable');
      });
    return () => {
      stop.abort();
      layer?.cancel();
    };
  }, [pdf, pageNumber, scale, turn, near, onSize]);

  useEffect(() => {
    if (near) return;
    picture.current?.replaceChildren();
    text.current?.replaceChildren();
  }, [near]);

  return (
    <div className="paper-slot">
      <div
        className="paper-page"
        data-page={pageNumber}
        style={{ width: size.width, height: size.height, ['--total-scale-factor' as string]: scale * CSS_UNITS }}
      >
        <div
          ref={picture}
          className="paper-picture"
          role="img"
          aria-label={t('viewer.pageLabel', { page: pageNumber })}
        />
        <div
          ref={text}
          className="textLayer"
          onPointerDown={(event) => event.currentTarget.classList.add('selecting')}
          onPointerUp={(event) => event.currentTarget.classList.remove('selecting')}
        />
        {trouble === null ? null : (
          <p className="paper-page-trouble" role="note">
            {t(`viewer.pageTrouble.${trouble}`, { page: pageNumber })}
          </p>
        )}
      </div>
    </div>
  );
};
