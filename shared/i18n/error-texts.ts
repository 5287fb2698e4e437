import type { AnyErrorCode, ResponseOf } from '../contract/contract.ts';

type StateTrouble = Extract<ResponseOf<'administration', 'state'>, { store: 'trouble' }>['code'];

/** A message that leads on: one short sentence each for what happened, what is safe and what to do. */
export type ErrorText = { readonly what: string; readonly safe: string; readonly todo: string };

/** A text for each code any call or the start can answer with; a code without text does not compile. */
export type ErrorTexts = Readonly<Record<AnyErrorCode | StateTrouble, ErrorText>>;
