const WEIGHTS = [7, 3, 1] as const;
const TWO_LETTERS: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Ö: 'OE',
  Ü: 'UE',
  ß: 'SS',
  Å: 'AA',
  Æ: 'AE',
  Ø: 'OE',
  Œ: 'OE',
  Þ: 'TH',
  Ł: 'L',
  Đ: 'D',
  ı: 'I',
  Ħ: 'H',
  Ŋ: 'N',
};

/** Check digit of ICAO Doc 9303 part 3: weights 7-3-1, letters from A = 10, filler 0. */
export function checkDigit(field: string): string {
  let sum = 0;
  Array.from(field).forEach((letter, index) => {
    const value = letter === '<' ? 0 : Number.parseInt(letter, 36);
    sum += value * (WEIGHTS[index % 3] ?? 0);
  });
  return String(sum % 10);
}

/** Writes a name with the letters A–Z and fillers, as machine readable zones need it. */
export function mrzName(name: string): string {
  const letters = Array.from(name.normalize('NFC'), (letter) => {
    const upper = letter === 'ı' || letter === 'ß' ? letter : letter.toUpperCase();
    return TWO_LETTERS[upper] ?? upper;
  }).join('');
  return letters
    .normalize('NFD')
    .replace(/[^A-Z\s-]/g, '')
    .trim()
    .replace(/[\s-]+/g, '<');
}

export type MrzHolder = {
  /** ICAO code of the issuer and of the nationality. */
  issuer: string;
  nationality: string;
  familyName: string;
  givenNames: string;
  number: string;
  /** ISO date, possibly only a year or a month; unknown parts become fillers. */
  birth: string;
  sex: 'm' | 'w' | 'd' | 'x';
  expiry: string;
};

/** Two lines of 44 characters as on a passport (ICAO Doc 9303 part 4, TD3), with valid check digits. */
export function passportMrz(holder: MrzHolder): [string, string] {
  const name =
    holder.familyName === ''
      ? mrzName(holder.givenNames)
      : `${mrzName(holder.familyName)}<<${mrzName(holder.givenNames)}`;
  const first = `P<${holder.issuer.padEnd(3, '<')}${name}`.padEnd(44, '<').slice(0, 44);
  const number = holder.number.padEnd(9, '<').slice(0, 9);
  const birth = shortDate(holder.birth);
  const expiry = shortDate(holder.expiry);
  const sex = { m: 'M', w: 'F', d: '<', x: '<' }[holder.sex];
  const personal = '<'.repeat(14);
  const numberPart = number + checkDigit(number);
  const birthPart = birth + checkDigit(birth);
  const expiryPart = expiry + checkDigit(expiry);
  const personalPart = `${personal}0`;
  const total = checkDigit(numberPart + birthPart + expiryPart + personalPart);
  return [first, numberPart + holder.nationality.padEnd(3, '<') + birthPart + sex + expiryPart + personalPart + total];
}

function shortDate(date: string): string {
  const [year = '', month = '<<', day = '<<'] = date.split('-');
  return year.slice(2) + month + day;
}
