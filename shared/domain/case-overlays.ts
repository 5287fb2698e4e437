/** Overlays of a case, independent of its status (DOMAIN §4.1). */

/** The way to the Fachverfahren; `FEHLER` keeps everything and is repeated from the start. */
export const HANDOVER_STATES = ['OFFEN', 'EXPORT_VORBEREITET', 'EXPORTIERT', 'BESTAETIGT', 'FEHLER'] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

/** What the local store holds of a case. */
export const CACHE_STATES = ['METADATEN', 'DOKUMENTE_LOKAL', 'LOESCHUNG_FAELLIG', 'GELOESCHT'] as const;
export type CacheState = (typeof CACHE_STATES)[number];

/** Legal remedy pending; any but `KEINER` is a legal hold against deletion (DOMAIN §15). */
export const LEGAL_REMEDIES = ['KEINER', 'WIDERSPRUCH', 'KLAGE', 'UNTAETIGKEITSKLAGE'] as const;
export type LegalRemedy = (typeof LEGAL_REMEDIES)[number];

/**
 * Steps of the hand-over. A delivered or confirmed case goes back to `OFFEN` when a Nachtrag arrives for it, and may be
 * prepared again for a repeated delivery.
 */
export const HANDOVER_STEPS: Readonly<Record<HandoverState, readonly HandoverState[]>> = {
  OFFEN: ['EXPORT_VORBEREITET'],
  EXPORT_VORBEREITET: ['EXPORTIERT', 'FEHLER', 'OFFEN'],
  EXPORTIERT: ['BESTAETIGT', 'FEHLER', 'EXPORT_VORBEREITET', 'OFFEN'],
  BESTAETIGT: ['EXPORT_VORBEREITET', 'OFFEN'],
  FEHLER: ['EXPORT_VORBEREITET', 'OFFEN'],
};

/**
 * Steps of the local copy; deletion is reached only through its announcement, and a fresh Eingang brings documents
 * back.
 */
export const CACHE_STEPS: Readonly<Record<CacheState, readonly CacheState[]>> = {
  METADATEN: ['DOKUMENTE_LOKAL'],
  DOKUMENTE_LOKAL: ['LOESCHUNG_FAELLIG'],
  LOESCHUNG_FAELLIG: ['DOKUMENTE_LOKAL', 'GELOESCHT'],
  GELOESCHT: ['DOKUMENTE_LOKAL'],
};

/** Tells whether the hand-over may go from one state to another. */
export function mayAdvanceHandover(from: HandoverState, to: HandoverState): boolean {
  return HANDOVER_STEPS[from].includes(to);
}

/**
 * Tells whether the local copy may go from one state to another. Deleting needs a confirmed hand-over and no legal
 * remedy, because until then ours is the only copy (DOMAIN §15 no. 2 and 3).
 */
export function mayAdvanceCache(
  from: CacheState,
  to: CacheState,
  facts: { readonly handover: HandoverState; readonly remedy: LegalRemedy },
): boolean {
  if (!CACHE_STEPS[from].includes(to)) return false;
  if (to !== 'LOESCHUNG_FAELLIG' && to !== 'GELOESCHT') return true;
  return facts.handover === 'BESTAETIGT' && facts.remedy === 'KEINER';
}
