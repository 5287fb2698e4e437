import { z } from 'zod';

/**
 * The Fachdaten this product understands today, version 1.0: our own schema, because the schema of the EfA service
 * (XEinbürgerung) is not public. Field names are German as in the online form. Unknown members are allowed at every
 * level and become "weitere Angaben"; they never cause a refusal.
 */
export const FACHDATEN_1_0 = 'urn:einbuergerungsdesk:fachdaten:einbuergerung:1.0.0';
/** Answer of an applicant to a Nachforderung, sent as a further submission of the same FIT-Connect case. */
export const NACHREICHUNG_1_0 = 'urn:einbuergerungsdesk:fachdaten:nachreichung:1.0.0';

const text = z.string().max(2000);
const partialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const bev = z.string().regex(/^\d{3}$/);

const anschrift = z.looseObject({
  strasse: text,
  hausnummer: text,
  postleitzahl: text,
  ort: text,
  zusatz: text.optional(),
  ags: z
    .string()
    .regex(/^\d{8}$/)
    .optional(),
});

const person = z.looseObject({
  id: z.string().min(1).max(64),
  rolle: z.enum(['antragsteller', 'ehegatte', 'kind']),
  familienname: text,
  vornamen: text,
  geburtsname: text.optional(),
  fruehereNamen: z.array(text).optional(),
  doktorgrad: text.optional(),
  geburtsdatum: partialDate,
  geburtsort: text,
  geburtsstaat: bev.optional(),
  geschlecht: z.enum(['m', 'w', 'd', 'x']),
  familienstand: z.enum(['LD', 'VH', 'VW', 'GS', 'EA', 'LP', 'LV', 'LA', 'LE', 'NB']),
  staatsangehoerigkeiten: z.array(bev).min(1),
  anschrift,
  email: text.optional(),
  telefon: text.optional(),
  /** Paragraph the applicant applies under, as our legal-basis code, e.g. `LB-10-1`. */
  rechtsgrundlage: text,
  /** Applicant groups (DOMAIN §7.3), e.g. `G-EMP`. */
  gruppen: z.array(text),
  aufenthaltstitel: z
    .looseObject({ art: text, paragraph: text, gueltigBis: localDate.optional(), unbefristet: z.boolean() })
    .optional(),
  inDeutschlandSeit: partialDate.optional(),
  aufenthaltszeiten: z
    .array(z.looseObject({ von: partialDate, bis: partialDate.optional(), staat: bev, ort: text.optional() }))
    .default([]),
  auslandsaufenthalte: z
    .array(z.looseObject({ von: localDate, bis: localDate, staat: bev, grund: text.optional() }))
    .default([]),
  straftatenAngegeben: z.boolean(),
  straftaten: z.array(z.looseObject({ gericht: text, datum: partialDate, staat: bev, strafe: text })).default([]),
  lebensunterhalt: text.optional(),
  sprachnachweis: text.optional(),
  einbuergerungstest: text.optional(),
});

const vertreter = z.looseObject({
  art: z.enum(['rechtsanwalt', 'gesetzlicher-vertreter', 'betreuer', 'sonstiger']),
  name: text,
  anschrift: anschrift.optional(),
  email: text.optional(),
});

const nachweis = z.looseObject({
  anlageId: z.uuid(),
  /** Claimed evidence type, e.g. `EV-PASS`. */
  art: text.optional(),
  personen: z.array(z.string().max(64)),
  bezeichnung: text.optional(),
});

export const fachdatenSchema = z.looseObject({
  $schema: z.literal(FACHDATEN_1_0),
  antragsdatum: localDate.optional(),
  personen: z.array(person).min(1).max(20),
  vertreter: vertreter.optional(),
  nachweise: z.array(nachweis).default([]),
  bemerkungen: z.string().max(20_000).optional(),
});
export type Fachdaten = z.input<typeof fachdatenSchema>;

export const nachreichungSchema = z.looseObject({
  $schema: z.literal(NACHREICHUNG_1_0),
  /** Id of the Nachforderung answered, as given in the reply; absent when the applicant sends something unasked. */
  nachforderungId: z.uuid().optional(),
  nachweise: z.array(
    z.looseObject({
      anlageId: z.uuid(),
      positionId: z.uuid().optional(),
      art: text.optional(),
      personen: z.array(z.string().max(64)).default([]),
      bezeichnung: text.optional(),
    }),
  ),
  mitteilung: z.string().max(20_000).optional(),
});
export type Nachreichung = z.input<typeof nachreichungSchema>;
