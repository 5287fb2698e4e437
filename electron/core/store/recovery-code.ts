import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, so that a printed code cannot be misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SECRET_BYTES = 20;
const SECRET_CHARACTERS = 32;
const CHECK_CHARACTERS = 4;
/**
 * Largest prime below 32⁴. The check number is the secret modulo this prime: every single wrong character and every
 * swap of neighbours changes it, because the prime divides neither 32ⁿ nor a difference below it.
 */
const CHECK_MODULUS = 1_048_573n;

const digitsOf = (value: bigint, length: number): string => {
  let digits = '';
  for (let rest = value; digits.length < length; rest /= 32n) digits = ALPHABET.charAt(Number(rest % 32n)) + digits;
  return digits;
};

const numberOf = (digits: string): bigint => {
  let value = 0n;
  for (const digit of digits) value = value * 32n + BigInt(ALPHABET.indexOf(digit));
  return value;
};

/** Makes a recovery code: 160 random bits and 20 check bits, printed as nine groups of four characters. */
export const makeRecoveryCode = (): string => {
  const secret = BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`);
  const text = digitsOf(secret, SECRET_CHARACTERS) + digitsOf(secret % CHECK_MODULUS, CHECK_CHARACTERS);
  return (text.match(/.{4}/g) ?? []).join('-');
};

/**
 * Brings a typed code into its one spelling (upper case, no separators, O as 0, I and L as 1) and checks it.
 * Answers `undefined` when it cannot be a code of ours: wrong length, foreign character, or a typo.
 */
export const normaliseRecoveryCode = (typed: string): string | undefined => {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015._-]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (text.length !== SECRET_CHARACTERS + CHECK_CHARACTERS) return undefined;
  if ([...text].some((character) => !ALPHABET.includes(character))) return undefined;
  const secret = numberOf(text.slice(0, SECRET_CHARACTERS));
  return numberOf(text.slice(SECRET_CHARACTERS)) === secret % CHECK_MODULUS ? text : undefined;
};
