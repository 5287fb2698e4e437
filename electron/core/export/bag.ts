import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { passed } from '../steps.ts';

/** A file of a package: where it stands below the package folder and where its bytes come from. */
export type BagFile = { path: string; content: () => AsyncIterable<Uint8Array> };

export type WrittenBag = {
  files: number;
  bytes: number;
  manifestSha256: string;
  /** SHA-256 of each payload file by its path. */
  hashes: ReadonlyMap<string, string>;
};

/** Why a package could not be written; the target folder then holds nothing of it. */
export class BagError extends Error {
  readonly code: 'folder-not-writable' | 'folder-full' | 'target-exists' | 'read-back-differs';
  constructor(code: BagError['code']) {
    super(code);
    this.code = code;
  }
}

const folderError = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return new BagError('folder-full');
  if (typeof code === 'string' && ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EIO', 'ESTALE'].includes(code)) {
    return new BagError('folder-not-writable');
  }
  return error;
};

/** fsync of a folder, so that the names in it survive a power cut; file systems that cannot do it are left alone. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
};

const writeFile = async (
  file: string,
  content: AsyncIterable<Uint8Array>,
): Promise<{ sha256: string; bytes: number }> => {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'wx', 0o640);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of content) {
      hash.update(piece);
      bytes += piece.length;
      await handle.writeFile(piece);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), bytes };
};

const hashOnDisk = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  const handle = await open(file, 'r');
  try {
    for await (const piece of handle.createReadStream({ autoClose: false })) hash.update(piece as Uint8Array);
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
};

async function* text(content: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(content);
}

/** A path as a manifest line has it (RFC 8493 §2.1.3: `%`, CR and LF percent-encoded). */
const manifestPath = (name: string): string => name.replace(/[%\r\n]/g, (sign) => encodeURIComponent(sign));
const manifest = (hashes: ReadonlyMap<string, string>): string =>
  [...hashes].map(([name, sha256]) => `${sha256}  ${manifestPath(name)}\n`).join('');

/**
 * Writes a package as a BagIt 1.0 bag (RFC 8493): payload under `data/`, manifests last, everything flushed and read
 * back under a hidden working name, then renamed. Whoever watches the target sees nothing or the whole (SECURITY F7).
 *
 * @param target folder a person chose; must exist
 * @param name name of the package folder in it
 * @param info further lines of bag-info.txt
 * @throws {BagError} named trouble; anything else is passed on. The working folder is removed either way.
 */
export const writeBag = async (
  target: string,
  name: string,
  files: readonly BagFile[],
  info: Readonly<Record<string, string>>,
): Promise<WrittenBag> => {
  const final = path.join(target, name);
  const working = path.join(target, `.${name}.unfertig`);
  try {
    await access(target, constants.W_OK);
    if (
      await stat(final).then(
        () => true,
        () => false,
      )
    )
      throw new BagError('target-exists');
    await rm(working, { recursive: true, force: true });
    await mkdir(working);
    const payload = new Map<string, string>();
    let bytes = 0;
    for (const file of files) {
      const written = await writeFile(path.join(working, file.path), file.content());
      payload.set(file.path, written.sha256);
      bytes += written.bytes;
    }
    const bagInfo = { ...info, 'Payload-Oxum': `${bytes}.${files.length}` };
    const tags = new Map<string, string>();
    const writeTag = async (tag: string, content: string): Promise<string> => {
      const { sha256 } = await writeFile(path.join(working, tag), text(content));
      tags.set(tag, sha256);
      return sha256;
    };
    await writeTag('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    await writeTag(
      'bag-info.txt',
      Object.entries(bagInfo)
        .map(([label, value]) => `${label}: ${value.replace(/[\r\n]+/g, ' ')}\n`)
        .join(''),
    );
    const manifestSha256 = await writeTag('manifest-sha256.txt', manifest(payload));
    await writeFile(path.join(working, 'tagmanifest-sha256.txt'), text(manifest(tags)));
    for (const [file, expected] of [...payload, ...tags]) {
      if ((await hashOnDisk(path.join(working, file))) !== expected) throw new BagError('read-back-differs');
    }
    for (const folder of new Set([...files.map((file) => path.dirname(path.join(working, file.path))), working])) {
      await syncFolder(folder);
    }
    passed('package.written');
    await rename(working, final);
    passed('package.renamed');
    await syncFolder(target);
    return { files: files.length, bytes, manifestSha256, hashes: payload };
  } catch (error) {
    await rm(working, { recursive: true, force: true }).catch(() => undefined);
    throw folderError(error);
  }
};
