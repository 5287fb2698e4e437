import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { ChevronDown, ChevronUp, Expand, MoveHorizontal, Printer, RotateCw, ZoomIn, ZoomOut } from 'lucide-react';
import { type ReactNode, type Ref, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const Tool = (props: {
  name: string;
  onClick: () => void;
  disabled?: boolean;
  pressed?: boolean;
  children: ReactNode;
}) => (
  <Tooltip title={props.name}>
    <span>
      <IconButton
        size="small"
        aria-label={props.name}
        aria-pressed={props.pressed}
        disabled={props.disabled ?? false}
        onClick={props.onClick}
        className="paper-tool"
      >
        {props.children}
      </IconButton>
    </span>
  </Tooltip>
);

/** Page number as a field: shows where the reader is, goes where a number is typed. */
const PageField = (props: {
  page: number;
  pages: number;
  onPage: (page: number) => void;
  fieldRef: Ref<HTMLInputElement>;
}) => {
  const { page, pages, onPage, fieldRef } = props;
  const { t } = useTranslation('case');
  const [text, setText] = useState(String(page));
  useEffect(() => setText(String(page)), [page]);
  const go = (): void => {
    const wanted = Number.parseInt(text, 10);
    if (Number.isNaN(wanted)) setText(String(page));
    else onPage(Math.min(pages, Math.max(1, wanted)));
  };
  return (
    <label className="paper-page-field">
      <span className="visually-hidden">{t('viewer.page')}</span>
      <input
        ref={fieldRef}
        inputMode="numeric"
        value={text}
        size={3}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => setText(String(page))}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.stopPropagation();
            go();
          }
        }}
      />
      <span>{t('viewer.of', { pages })}</span>
    </label>
  );
};

/** The viewer's tool bar: icons with names, because here space belongs to the paper (SCREENS). */
export const PaperTools = (props: {
  title: ReactNode;
  page: number;
  pages: number;
  percent: number | null;
  fits: 'width' | 'page' | null;
  pageField: Ref<HTMLInputElement>;
  onPage: (page: number) => void;
  onZoomIn: () => void;
  onZoomOut: () => void;
  onFullSize: () => void;
  onFit: (mode: 'width' | 'page') => void;
  onTurn: () => void;
  onPrint: () => void;
}) => {
  const { page, pages, percent, fits, onPage } = props;
  const { t } = useTranslation('case');
  const inert = percent === null;
  return (
    <div className="paper-tools" role="toolbar" aria-label={t('viewer.tools')}>
      <div className="paper-title">{props.title}</div>
      <div className="paper-tool-group">
        <Tool name={t('viewer.previousPage')} disabled={inert || page <= 1} onClick={() => onPage(page - 1)}>
          <ChevronUp size={18} aria-hidden />
        </Tool>
        <Tool name={t('viewer.nextPage')} disabled={inert || page >= pages} onClick={() => onPage(page + 1)}>
          <ChevronDown size={18} aria-hidden />
        </Tool>
        <PageField page={page} pages={pages} onPage={onPage} fieldRef={props.pageField} />
      </div>
      <div className="paper-tool-group">
        <Tool name={t('viewer.zoomOut')} disabled={inert} onClick={props.onZoomOut}>
          <ZoomOut size={18} aria-hidden />
        </Tool>
        <button
          type="button"
          className="paper-percent"
          disabled={inert}
          onClick={props.onFullSize}
          aria-label={t('viewer.zoom', { percent: percent ?? 100 })}
        >
          {percent ?? '–'} %
        </button>
        <Tool name={t('viewer.zoomIn')} disabled={inert} onClick={props.onZoomIn}>
          <ZoomIn size={18} aria-hidden />
        </Tool>
        <Tool
          name={t('viewer.fitWidth')}
          disabled={inert}
          pressed={fits === 'width'}
          onClick={() => props.onFit('width')}
        >
          <MoveHorizontal size={18} aria-hidden />
        </Tool>
        <Tool name={t('viewer.fitPage')} disabled={inert} pressed={fits === 'page'} onClick={() => props.onFit('page')}>
          <Expand size={18} aria-hidden />
        </Tool>
        <Tool name={t('viewer.rotate')} disabled={inert} onClick={props.onTurn}>
          <RotateCw size={18} aria-hidden />
        </Tool>
        <Tool name={t('viewer.print')} disabled={inert} onClick={props.onPrint}>
          <Printer size={18} aria-hidden />
        </Tool>
      </div>
    </div>
  );
};
