import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimFits, DETECTION_BYTES, DOCUMENT_TYPES, detectDocumentType, OPENABLE_TYPES } from './document-type.ts';

const text = (value: string) => new TextEncoder().encode(value);
const bytes = (...values: number[]) => new Uint8Array(values);
const utf16 = (value: string, littleEndian: boolean) =>
  new Uint8Array([
    ...(littleEndian ? [0xff, 0xfe] : [0xfe, 0xff]),
    ...[...value].flatMap((letter) => (littleEndian ? [letter.charCodeAt(0), 0] : [0, letter.charCodeAt(0)])),
  ]);

describe('the type of a document', () => {
  it.each([
    ['empty', new Uint8Array()],
    ['pdf', text('%PDF-1.7\n')],
    ['pdf', text(`${' '.repeat(500)}%PDF-1.4`)],
    ['pdf', text('\ufeff%PDF-1.4')],
    ['jpeg', bytes(0xff, 0xd8, 0xff, 0xe1, 0x00)],
    ['png', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00)],
    ['tiff', bytes(0x49, 0x49, 0x2a, 0x00)],
    ['tiff', bytes(0x4d, 0x4d, 0x00, 0x2a)],
    ['tiff', bytes(0x49, 0x49, 0x2b, 0x00)],
    ['heic', text('\0\0\0\u0018ftypheic')],
    ['heic', text('\0\0\0\u0018ftypmif1')],
    ['unknown', text('\0\0\0\u0018ftypmp42')],
    ['zip', text('PK\u0003\u0004rest')],
    ['zip', text('PK\u0005\u0006')],
    ['xml', text('<?xml version="1.0"?><a/>')],
    ['xml', text('\ufeff<?xml version="1.0"?>')],
    ['xml', utf16('<?xml version="1.0"?>', true)],
    ['xml', utf16('<?xml version="1.0"?>', false)],
    ['unknown', text('<html><script>alert(1)</script>')],
    ['unknown', text('MZ\u0090')],
    ['unknown', bytes(0xff, 0xd8)],
    ['unknown', text('%PDF')],
    ['unknown', text(`${' '.repeat(1024)}%PDF-1.4`)],
  ])('is %s', (type, content) => {
    expect(detectDocumentType(content)).toBe(type);
  });

  it('is that of the first bytes when a file pretends to be two things', () => {
    expect(detectDocumentType(new Uint8Array([0xff, 0xd8, 0xff, ...text('%PDF-1.7')]))).toBe('jpeg');
    expect(detectDocumentType(text('PK\u0003\u0004%PDF-1.7'))).toBe('zip');
  });

  it('is found from the first kilobyte alone, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1400 }), (content) => {
        const type = detectDocumentType(content);
        expect(DOCUMENT_TYPES).toContain(type);
        expect(detectDocumentType(content.subarray(0, DETECTION_BYTES))).toBe(type);
      }),
    );
  });

  it('decides what may be opened', () => {
    expect(OPENABLE_TYPES).toEqual(['pdf', 'jpeg', 'png', 'tiff']);
  });
});

describe('a claimed media type', () => {
  it.each([
    ['application/pdf', 'pdf', true],
    ['image/jpg', 'jpeg', true],
    ['IMAGE/JPEG; charset=binary', 'jpeg', true],
    ['', 'png', true],
    ['application/octet-stream', 'pdf', true],
    ['application/pdf', 'jpeg', false],
    ['image/png', 'unknown', false],
    ['constructor', 'pdf', false],
  ] as const)('%s for a %s fits: %s', (claim, detected, fits) => {
    expect(claimFits(claim, detected)).toBe(fits);
  });
});
