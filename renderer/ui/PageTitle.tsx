import { type ReactNode, useEffect, useRef } from 'react';

/**
 * The screen's heading, with what belongs beside it. Takes the focus when its screen is opened, so that a screen
 * reader says where one is.
 */
export const PageTitle = ({ children, focus = true }: { children: ReactNode; focus?: boolean }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus({ preventScroll: true });
  }, [focus]);
  return (
    <h1 className="page-title" tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
};
