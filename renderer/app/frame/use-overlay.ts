import { useMemo, useState } from 'react';

export type Overlay = {
  readonly shown: 'palette' | 'keys' | null;
  readonly open: (which: 'palette' | 'keys') => void;
  readonly close: () => void;
};

/** Which of the frame's overlays is open; at most one. */
export const useOverlay = (): Overlay => {
  const [shown, setShown] = useState<Overlay['shown']>(null);
  return useMemo(() => ({ shown, open: setShown, close: () => setShown(null) }), [shown]);
};
