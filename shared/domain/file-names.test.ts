import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import characters from '../../resources/codelists/din91379/characters.json' with { type: 'json' };
import { DOCUMENT_TYPES } from './document-type.ts';
import { isSafeFileName, safeFileName, uniqueFileNames } from './file-names.ts';
import { textUnits } from './names.ts';

describe('a safe file name', () => {
  it.each([
    ['Reisepass.pdf', 'pdf', 'Reisepass.pdf'],
    ['Reisepass.PDF', 'jpeg', 'Reisepass.jpg'],
    ['scan.pdf.exe', 'pdf', 'scan.pdf'],
    ['Rechnung\u202efdp.exe', 'unknown', 'Rechnung_fdp.bin'],
    ['../../etc/passwd', 'unknown', '_.._etc_passwd.bin'],
    ['C:\\Users\\a?b*c"d<e>f|g', 'png', 'C__Users_a_b_c_d_e_f_g.png'],
    ['CON', 'pdf', '_CON.pdf'],
    ['nul.tar.gz', 'zip', '_nul.tar.gz.zip'],
    ['COM1 .pdf', 'pdf', '_COM1.pdf'],
    ['lpt³.pdf', 'pdf', '_lpt³.pdf'],
    ['Kontakt', 'pdf', 'Kontakt.pdf'],
    ['Nachweis...  ', 'pdf', 'Nachweis.pdf'],
    ['.htaccess', 'unknown', 'htaccess.bin'],
    ['', 'empty', 'Dokument.bin'],
    [' . . ', 'pdf', 'Dokument.pdf'],
    ['Zeile 1\nZeile 2', 'pdf', 'Zeile 1_Zeile 2.pdf'],
    ['S\u0327ahin', 'pdf', 'Şahin.pdf'],
    ['Version 1.2', 'pdf', 'Version 1.2.pdf'],
    ['\ud800kaputt', 'pdf', '_kaputt.pdf'],
  ] as const)('for %j as %s is %j', (name, type, safe) => {
    expect(safeFileName(name, type)).toBe(safe);
  });

  it('loses an extension that only the cut lays bare', () => {
    const name = safeFileName(`${'a'.repeat(116)}.exeption`, 'pdf');
    expect(name).toBe(`${'a'.repeat(116)}.pdf`);
  });

  it('is cut at letters and never inside a sequence', () => {
    const name = safeFileName('C\u0328\u0306'.repeat(60), 'pdf');
    expect(textUnits(name.slice(0, -4)).every((unit) => unit === 'C\u0328\u0306')).toBe(true);
    expect([...name]).toHaveLength(120 + 4);
  });

  it('keeps within 255 bytes for scripts with long code points', () => {
    const name = safeFileName('語'.repeat(120), 'pdf');
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
    expect(name).toMatch(/^語+\.pdf$/);
  });

  it('is safe for whatever the sender wrote, and the same when made safe again', () => {
    const anyName = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(
          fc.constantFrom('.', ' ', 'con', 'NUL', '.pdf', '/', '..', '\u0301', 'ß', '語', ...characters.sequences),
          { maxLength: 80 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anyName, fc.constantFrom(...DOCUMENT_TYPES), (name, type) => {
        const safe = safeFileName(name, type);
        expect(isSafeFileName(safe)).toBe(true);
        expect(safeFileName(safe, type)).toBe(safe);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'a/b.pdf',
    'CON.pdf',
    'a .pdf',
    'a',
    '.pdf',
    'a\u202e.pdf',
    'S\u0327.pdf',
    'a.exe',
    'a',
    `${'a'.repeat(122)}.pdf`,
  ])('is not %j', (name) => {
    expect(isSafeFileName(name)).toBe(false);
  });
});

describe('names of one folder', () => {
  it('differ without regard to case', () => {
    const documents = ['Pass.pdf', 'PASS.pdf', 'Paß.pdf', 'pass'].map((name) => ({ name, type: 'pdf' as const }));
    expect(uniqueFileNames(documents)).toEqual(['Pass.pdf', 'PASS (2).pdf', 'Paß (3).pdf', 'pass (4).pdf']);
  });

  it('are as many as the documents, safe and distinct, also when long or crafted', () => {
    const document = fc.record({
      name: fc.oneof(
        fc.constantFrom('a', 'A', 'a (2)', 'A (2).pdf', 'x'.repeat(130), `${'x'.repeat(130)}y`, 'CON', ''),
        fc.string({ maxLength: 8 }),
      ),
      type: fc.constantFrom(...DOCUMENT_TYPES),
    });
    fc.assert(
      fc.property(fc.array(document, { maxLength: 20 }), (documents) => {
        const names = uniqueFileNames(documents);
        expect(names).toHaveLength(documents.length);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
        expect(names.every(isSafeFileName)).toBe(true);
      }),
    );
  });
});
