import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { character, characters } from './cast.ts';

/**
 * Writes characters to a folder, one subfolder each: `fachdaten.json`, `application.json` and the files, numbered in the
 * order of sending because applicants use a name twice.
 */
const { values } = parseArgs({ options: { out: { type: 'string' }, character: { type: 'string' } } });
if (values.out === undefined) {
  console.error('usage: node test/applicants/write.ts --out DIR [--character ID]');
  process.exitCode = 2;
} else {
  const chosen = values.character === undefined ? characters : [character(values.character)];
  for (const one of chosen) {
    const folder = join(values.out, one.id);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'fachdaten.json'), JSON.stringify(one.fachdaten, null, 2));
    await writeFile(join(folder, 'application.json'), JSON.stringify(one.application, null, 2));
    const documents = await one.documents();
    for (const [index, document] of documents.entries()) {
      const name = `${String(index + 1).padStart(2, '0')}_${basename(document.filename)}`;
      await writeFile(join(folder, name), document.bytes);
    }
    console.log(`${one.id}: ${documents.length} files`);
  }
}
