import { type ReactNode, useEffect, useRef } from 'react';

/**
 * The screen's heading, with what belongs beside it. Takes the focus when its screen is opened, so that a screen
 * reader says where one is; a field of the screen that asked for it first (sign-in) keeps it.
 */
export const PageTitle = ({ children, focus = true }: { children: ReactNode; focus?: boolean }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const taken = document.activeElement;
    const isOwnField = taken instanceof HTMLInputElement && heading.current?.closest('main')?.contains(taken);
    if (focus && !isOwnField) heading.current?.focus({ preventScroll: true });
  }, [focus]);
  return (
    <h1 className="page-title" tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
};
