import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { FONT_FILES } from '../paper/fonts.ts';
import type { Weight } from '../paper/sheet.ts';

type Embedded = { font: unknown; layoutCache?: unknown; constructor: unknown };
type WithFonts = { _font: Embedded | null; _fontFamilies: Record<string, unknown>; _fontCount: number };
type FontMaker = new (document: unknown, font: unknown, id: string) => Embedded;

const WEIGHTS = ['regular', 'semibold', 'bold'] as const;
let parsed: Record<Weight, { font: unknown; make: FontMaker; layouts: object }> | undefined;

/**
 * Gives a document our three fonts under the names of {@link Weight}. pdfkit parses a font anew for each document, which
 * costs ten times the page itself; here one parsed font and one layout cache serve the whole process. Each document still
 * gets its own subset, so the bytes are those pdfkit would write anyway.
 */
export function shareFonts(document: PDFKit.PDFDocument): void {
  parsed ??= parse();
  const target = fontsOf(document);
  for (const weight of WEIGHTS) {
    const { font, make, layouts } = parsed[weight];
    target._fontCount += 1;
    const embedded = new make(document, font, `F${target._fontCount}`);
    embedded.layoutCache = layouts;
    target._fontFamilies[weight] = embedded;
  }
}

function parse(): NonNullable<typeof parsed> {
  const donor = new PDFDocument();
  const load = (weight: Weight) => {
    donor.registerFont(weight, readFileSync(FONT_FILES[weight]));
    donor.font(weight);
    const embedded = fontsOf(donor)._font;
    if (embedded === null || !isFontMaker(embedded.constructor)) throw new Error('pdfkit changed its font internals');
    nameGlyphs(embedded.font);
    return { font: embedded.font, make: embedded.constructor, layouts: Object.create(null) };
  };
  return { regular: load('regular'), semibold: load('semibold'), bold: load('bold') };
}

/**
 * Tells every glyph its letter before the first document. fontkit remembers a glyph as it was first asked for; parts of
 * composed letters are first asked for by number, and would have no letter in the text layer of later documents.
 */
function nameGlyphs(font: unknown): void {
  if (!isGlyphSource(font)) throw new Error('fontkit changed its font object');
  for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint);
}

function isGlyphSource(
  font: unknown,
): font is { characterSet: readonly number[]; glyphForCodePoint(codePoint: number): unknown } {
  return typeof font === 'object' && font !== null && 'characterSet' in font && 'glyphForCodePoint' in font;
}

function isFontMaker(value: unknown): value is FontMaker {
  return typeof value === 'function';
}

function fontsOf(document: unknown): WithFonts {
  if (hasFonts(document)) return document;
  throw new Error('pdfkit changed its font internals');
}

function hasFonts(document: unknown): document is WithFonts {
  return typeof document === 'object' && document !== null && '_fontFamilies' in document && '_fontCount' in document;
}
