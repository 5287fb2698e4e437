import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { clampWidth, type PaneLimits } from './pane-width.ts';

const LEFT: PaneLimits = { min: 200, max: 520 };
const RIGHT: PaneLimits = { min: 220, max: 560 };
const STEP = 16;
/** Below this width the right pane becomes a tab of the left one (SCREENS). */
const NARROW = '(max-width: 1099px)';

export type PaneWidths = { left: number; right: number };

/** True while the window is too narrow for three panes; follows the window. */
export const useNarrow = (): boolean => {
  const [narrow, setNarrow] = useState(() => window.matchMedia(NARROW).matches);
  useEffect(() => {
    const query = window.matchMedia(NARROW);
    const follow = (): void => setNarrow(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return narrow;
};

const Separator = (props: {
  name: string;
  controls: string;
  width: number;
  limits: PaneLimits;
  /** 1 when moving right widens the pane, -1 when it narrows it. */
  direction: 1 | -1;
  collapsed: boolean;
  onWidth: (width: number) => void;
  onDone: () => void;
  onToggle: () => void;
}) => {
  const { name, controls, width, limits, direction, collapsed, onWidth, onDone, onToggle } = props;
  const grip = useRef<{ x: number; width: number } | null>(null);
  const set = (wanted: number): void => onWidth(clampWidth(wanted, limits));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onToggle();
    else if (collapsed) return;
    else if (event.key === 'ArrowLeft') set(width - direction * STEP);
    else if (event.key === 'ArrowRight') set(width + direction * STEP);
    else if (event.key === 'Home') set(limits.min);
    else if (event.key === 'End') set(limits.max);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (grip.current !== null) set(grip.current.width + direction * (event.clientX - grip.current.x));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable splitter is a separator with a value (ARIA window splitter).
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={name}
      aria-controls={controls}
      aria-valuenow={collapsed ? 0 : width}
      aria-valuemin={0}
      aria-valuemax={limits.max}
      tabIndex={0}
      className="pane-separator"
      onKeyDown={onKeyDown}
      onKeyUp={onDone}
      onDoubleClick={onToggle}
      onPointerDown={(event) => {
        if (collapsed) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { x: event.clientX, width };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        grip.current = null;
        onDone();
      }}
    />
  );
};

/**
 * Checklist, paper and claims side by side; widths by mouse or arrow keys, collapsing by Enter or double click on a
 * separator. In a narrow window the caller renders the right pane's content as a tab of the left.
 */
export const Panes = (props: {
  left: ReactNode;
  middle: ReactNode;
  right: ReactNode | null;
  widths: PaneWidths;
  onWidths: (widths: PaneWidths) => void;
}) => {
  const { t } = useTranslation('case');
  const [widths, setWidths] = useState(props.widths);
  const [collapsed, setCollapsed] = useState({ left: false, right: false });
  const save = (): void => {
    if (widths.left !== props.widths.left || widths.right !== props.widths.right) props.onWidths(widths);
  };
  const left = clampWidth(widths.left, LEFT);
  const right = clampWidth(widths.right, RIGHT);
  return (
    <div className="panes">
      {collapsed.left ? null : (
        <section
          id="pane-left"
          className="pane"
          data-pane
          tabIndex={-1}
          aria-label={t('panes.checklist')}
          style={{ '--pane-width': `${left}px` } as CSSProperties}
        >
          {props.left}
        </section>
      )}
      <Separator
        name={t('separator.left')}
        controls="pane-left"
        width={left}
        limits={LEFT}
        direction={1}
        collapsed={collapsed.left}
        onWidth={(width) => setWidths({ ...widths, left: width })}
        onDone={save}
        onToggle={() => setCollapsed({ ...collapsed, left: !collapsed.left })}
      />
      <section id="pane-middle" className="pane pane-middle" data-pane tabIndex={-1} aria-label={t('panes.paper')}>
        {props.middle}
      </section>
      {props.right === null ? null : (
        <>
          <Separator
            name={t('separator.right')}
            controls="pane-right"
            width={right}
            limits={RIGHT}
            direction={-1}
            collapsed={collapsed.right}
            onWidth={(width) => setWidths({ ...widths, right: width })}
            onDone={save}
            onToggle={() => setCollapsed({ ...collapsed, right: !collapsed.right })}
          />
          {collapsed.right ? null : (
            <section
              id="pane-right"
              className="pane"
              data-pane
              tabIndex={-1}
              aria-label={t('panes.side')}
              style={{ '--pane-width': `${right}px` } as CSSProperties}
            >
              {props.right}
            </section>
          )}
        </>
      )}
    </div>
  );
};
