/**
 * The shape another language must have: the same keys as the German source, any texts.
 * `export const inbox = { … } as const satisfies Translation<typeof de>` fails the type check on a missing or extra key.
 */
export type Translation<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Translation<Source[Key]>;
};
