export type ExifTags = {
  /** 1 upright … 6 turn right to view … 8 turn left to view. */
  orientation: number;
  /** `YYYY:MM:DD HH:MM:SS`, local time of the camera. */
  takenAt: string;
  width: number;
  height: number;
};

type Entry = { tag: number; type: 2 | 3 | 4 | 5; count: number; data: Buffer };

/**
 * Inserts an Exif APP1 segment right after the start of a JPEG (Exif 2.3: TIFF header, IFD0, Exif IFD; big endian).
 * The camera and its maker are invented.
 */
export function withExif(jpeg: Uint8Array, tags: ExifTags): Uint8Array {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new Error('withExif needs a JPEG');
  const details = [ascii(0x9003, tags.takenAt), long(0xa002, tags.width), long(0xa003, tags.height)];
  const main = [
    ascii(0x010e, 'MUSTER - synthetisch'),
    ascii(0x010f, 'Muster'),
    ascii(0x0110, 'Musterphone 12'),
    short(0x0112, tags.orientation),
    rational(0x011a, 72),
    rational(0x011b, 72),
    short(0x0128, 2),
    ascii(0x0132, tags.takenAt),
    long(0x8769, 0),
  ];
  const start = 8;
  const detailStart = start + directoryLength(main);
  main[main.length - 1] = long(0x8769, detailStart);
  const header = Buffer.from([0x4d, 0x4d, 0x00, 0x2a, 0, 0, 0, start]);
  const tiff = Buffer.concat([header, directory(main, start), directory(details, detailStart)]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(body.length + 2, 2);
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), segment, body, jpeg.subarray(2)]));
}

function directoryLength(entries: readonly Entry[]): number {
  return 6 + entries.length * 12 + entries.reduce((sum, entry) => sum + spill(entry), 0);
}

function spill(entry: Entry): number {
  return entry.data.length > 4 ? entry.data.length + (entry.data.length % 2) : 0;
}

function directory(entries: readonly Entry[], at: number): Buffer {
  const table = Buffer.alloc(6 + entries.length * 12);
  table.writeUInt16BE(entries.length, 0);
  const overflow: Buffer[] = [];
  let next = at + table.length;
  entries.forEach((entry, index) => {
    const row = 2 + index * 12;
    table.writeUInt16BE(entry.tag, row);
    table.writeUInt16BE(entry.type, row + 2);
    table.writeUInt32BE(entry.count, row + 4);
    if (entry.data.length <= 4) entry.data.copy(table, row + 8);
    else {
      table.writeUInt32BE(next, row + 8);
      overflow.push(entry.data, Buffer.alloc(entry.data.length % 2));
      next += spill(entry);
    }
  });
  return Buffer.concat([table, ...overflow]);
}

function ascii(tag: number, text: string): Entry {
  const data = Buffer.from(`${text}\0`, 'latin1');
  return { tag, type: 2, count: data.length, data };
}
function short(tag: number, value: number): Entry {
  const data = Buffer.alloc(2);
  data.writeUInt16BE(value);
  return { tag, type: 3, count: 1, data };
}
function long(tag: number, value: number): Entry {
  const data = Buffer.alloc(4);
  data.writeUInt32BE(value);
  return { tag, type: 4, count: 1, data };
}
function rational(tag: number, value: number): Entry {
  const data = Buffer.alloc(8);
  data.writeUInt32BE(value, 0);
  data.writeUInt32BE(1, 4);
  return { tag, type: 5, count: 1, data };
}
