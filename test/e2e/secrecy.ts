import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CASEWORKER, type Desk } from './desk.ts';

/** Something that must not stand on disk in the clear. `name` is what a failing test prints; the value never is. */
export type Marker = { name: string; bytes: Buffer };

/** Bytes; enough never to occur by chance in encrypted ones. */
const SHORTEST = 6;
const SLICE = 48;

const textMarkers = (name: string, text: string): Marker[] =>
  Buffer.byteLength(text) < SHORTEST
    ? []
    : [...new Set([text, text.normalize('NFD'), JSON.stringify(text).slice(1, -1)])].flatMap((form) => [
        { name: `${name} (UTF-8)`, bytes: Buffer.from(form, 'utf8') },
        { name: `${name} (UTF-16)`, bytes: Buffer.from(form, 'utf16le') },
      ]);

/** Access data of the connection file: client secret and every private key's `d`, found wherever they stand in it. */
const secretsIn = (value: unknown, key = ''): [string, string][] => {
  if (Array.isArray(value)) return value.flatMap((item) => secretsIn(item, key));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, member]) => secretsIn(member, name));
  }
  return typeof value === 'string' && ['clientSecret', 'd', 'p', 'q'].includes(key) ? [[key, value]] : [];
};

/**
 * All that a session with this desk knows and must keep to itself: what the applicants wrote, pieces of their files as
 * they are, words printed in them, and the desk's own secrets.
 */
export const markersOf = async (desk: Desk): Promise<Marker[]> => {
  const { applicant } = desk;
  const declared = applicant.application.persons.flatMap((person) => [
    ['a family name', person.name.familyName ?? ''],
    ['given names', person.name.givenNames ?? ''],
    ['a name at birth', person.name.birthName ?? ''],
    ['a place of birth', person.birthPlace ?? ''],
    ['an e-mail address', person.contact?.email ?? ''],
    ['a livelihood', person.livelihood ?? ''],
  ]);
  const remarks = ['remarks of the applicant', applicant.application.remarks ?? ''];
  const files = (await applicant.documents()).filter(({ bytes }) => bytes.length > 4 * SLICE);
  const pieces = files.map(({ filename, bytes }): Marker => {
    const middle = Math.floor(bytes.length / 2);
    return { name: `bytes of ${filename}`, bytes: Buffer.from(bytes.subarray(middle, middle + SLICE)) };
  });
  const connection: unknown = JSON.parse(await readFile(desk.service.connectionFile, 'utf8'));
  return [
    ...[...declared, remarks].flatMap(([name = '', text = '']) => textMarkers(name, text)),
    ...files.flatMap(({ filename }) => textMarkers('a file name of the applicant', filename)),
    // What papers print; no PDF keeps it readable, but text taken from a page would be.
    ...textMarkers('a line of the application', 'Zusammenfassung Ihrer Angaben'),
    ...textMarkers('a line of the passport', 'P<TURSAHIN<<ELIF'),
    ...textMarkers('a note', 'Geburtsdatum im Pass weicht vom Antrag ab'),
    ...textMarkers('the letter', 'Ihr Antrag auf Einbürgerung vom'),
    ...textMarkers('the passphrase', CASEWORKER.passphrase),
    ...textMarkers('the recovery code', desk.recoveryCode),
    ...textMarkers('the recovery code', desk.recoveryCode.replaceAll(' ', '-')),
    ...textMarkers('the recovery code', desk.recoveryCode.replaceAll(' ', '')),
    ...secretsIn(connection).flatMap(([key, value]) => textMarkers(`"${key}" of the connection`, value)),
    // Every access token of the service begins with a header of JSON in base64url.
    { name: 'a token or JWE', bytes: Buffer.from('eyJhbGci') },
    { name: 'a token or JWE', bytes: Buffer.from('eyJ0eXAi') },
    { name: 'a start of a PDF', bytes: Buffer.from('%PDF-1.') },
    ...pieces,
  ];
};

const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
    : [];

/** Markers found in files below the folders, each as `relative path: marker`; names of files are looked at too. */
export const findInTheClear = async (folders: readonly string[], markers: readonly Marker[]): Promise<string[]> => {
  const found: string[] = [];
  for (const folder of folders) {
    for (const file of filesBelow(folder)) {
      const shown = path.join(path.basename(folder), path.relative(folder, file));
      const bytes = Buffer.concat([await readFile(file), Buffer.from(`\n${shown}`)]);
      for (const { name, bytes: marker } of markers) if (bytes.includes(marker)) found.push(`${shown}: ${name}`);
    }
  }
  return found;
};

/** Files left in a folder, as relative paths; sockets, links and empty folders of a browser that was killed hold nothing. */
export const leftIn = (folder: string): string[] => filesBelow(folder).map((file) => path.relative(folder, file));
