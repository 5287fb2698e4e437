import { DOCUMENT_TYPE_TRAITS, type DocumentType } from './document-type.ts';
import { codePointLength, textUnits, truncateText } from './names.ts';

/** Longest name before the extension, in code points (EXPORT §3.1). */
export const MAX_STEM_CODE_POINTS = 120;
/** Longest whole name in UTF-8 bytes that common Linux file systems take. */
const MAX_NAME_BYTES = 255;
/** Room kept for what follows the stem: dot and extension, and the `_` before a reserved name. */
const RESERVED_BYTES = 8;
const EXTENSIONS: ReadonlySet<string> = new Set(Object.values(DOCUMENT_TYPE_TRAITS).map(({ extension }) => extension));

/**
 * Signs no file system agrees on, the percent sign that BagIt manifests would encode (RFC 8493 §2.1.3), and controls, bidi and other invisible signs that make a name lie (SECURITY H4, H5).
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Cs}\\/:*?"<>|%\ufffd]/gu;
/** Device names of Windows, also with any extension and with superscript digits. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:[ .]|$)/i;
const OUTER = /^[\s.]+|[\s.]+$/gu;
/** Extensions that go when the detected type sets its own: so `scan.pdf.exe` never keeps a misleading ending. */
const KNOWN_EXTENSION =
  /\.(?:pdf|jpe?g|png|tiff?|hei[cf]|zip|xml|json|txt|docx?|xlsx?|odt|rtf|gif|bmp|webp|html?|svg|js|exe|com|bat|cmd|scr|lnk|msi|vbs|ps1|bin)$/i;

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Cuts a stem to both limits at letter boundaries, and ends it on neither a dot nor a space. */
function fitStem(stem: string, ending: string): string {
  let kept = truncateText(stem, MAX_STEM_CODE_POINTS - codePointLength(ending));
  const room = MAX_NAME_BYTES - utf8Length(ending) - RESERVED_BYTES;
  if (utf8Length(kept) > room) {
    let bytes = 0;
    let whole = '';
    for (const unit of textUnits(kept)) {
      bytes += utf8Length(unit);
      if (bytes > room) break;
      whole += unit;
    }
    kept = whole;
  }
  return kept.replace(OUTER, '');
}

function withoutExtensions(stem: string): string {
  let bare = stem;
  while (KNOWN_EXTENSION.test(bare)) bare = bare.replace(KNOWN_EXTENSION, '').replace(OUTER, '');
  return bare;
}

function safeStem(name: string, ending = ''): string {
  const clean = name.toWellFormed().normalize('NFC').replace(UNSAFE, '_').replace(/\s+/gu, ' ').replace(OUTER, '');
  // Cutting may lay bare another extension, which has to go too.
  const stem = withoutExtensions(fitStem(withoutExtensions(clean), ending));
  if (stem === '') return 'Dokument';
  return RESERVED.test(stem) ? `_${stem}` : stem;
}

/**
 * Name under which a document may be written on any of our systems (EXPORT §3.1, SECURITY H5): NFC, separators and
 * invisible signs replaced by `_`, no reserved device name, no leading or trailing dot or space, at most 120 code
 * points before the extension and 255 bytes in all, cut at letter boundaries. The extension comes from the detected
 * type, not from the name. Applying it again changes nothing.
 */
export function safeFileName(name: string, type: DocumentType): string {
  return `${safeStem(name)}.${DOCUMENT_TYPE_TRAITS[type].extension}`;
}

/** Folds what a case-insensitive or decomposing file system would take for the same name. */
function collisionKey(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/**
 * Gives each document of one folder its own safe name, in the given order; names that would collide without regard to
 * case get ` (2)`, ` (3)` … before the extension.
 */
export function uniqueFileNames(
  documents: readonly { readonly name: string; readonly type: DocumentType }[],
): string[] {
  const taken = new Set<string>();
  return documents.map(({ name, type }) => {
    const extension = DOCUMENT_TYPE_TRAITS[type].extension;
    let candidate = safeFileName(name, type);
    for (let count = 2; taken.has(collisionKey(candidate)); count += 1) {
      const ending = ` (${count})`;
      candidate = `${safeStem(name, ending)}${ending}.${extension}`;
    }
    taken.add(collisionKey(candidate));
    return candidate;
  });
}

/**
 * Tells whether a name is already one that {@link safeFileName} could give: the check before a foreign name is trusted.
 */
export function isSafeFileName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || name !== name.normalize('NFC')) return false;
  const stem = name.slice(0, dot);
  return (
    name.search(UNSAFE) < 0 &&
    stem === stem.replace(OUTER, '') &&
    !RESERVED.test(stem) &&
    codePointLength(stem) <= MAX_STEM_CODE_POINTS + 1 &&
    utf8Length(name) <= MAX_NAME_BYTES &&
    EXTENSIONS.has(name.slice(dot + 1))
  );
}
