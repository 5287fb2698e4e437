/** The event object Electron hands to listeners that may prevent the default. */
export type PreventableEvent<Details = unknown> = Details & {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
};

/** Makes an event object with `preventDefault()`; `details` become its members. */
export function preventableEvent<Details extends object>(details: Details): PreventableEvent<Details> {
  let prevented = false;
  const behaviour = {
    preventDefault() {
      prevented = true;
    },
  };
  const event = Object.assign(behaviour, details);
  return Object.defineProperty(event, 'defaultPrevented', {
    get: () => prevented,
    enumerable: true,
  }) as typeof event & {
    readonly defaultPrevented: boolean;
  };
}
