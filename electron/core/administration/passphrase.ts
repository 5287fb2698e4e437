/**
 * Tells whether a passphrase is too easily guessed beyond its length (the contract asks for 12 characters): fewer
 * than six different characters, the account's name in it, or one short piece repeated.
 */
export const isWeakPassphrase = (passphrase: string, accountName: string): boolean => {
  const text = passphrase.normalize('NFC').toLocaleLowerCase('de');
  if (new Set(text).size < 6) return true;
  if (accountName.length >= 4 && text.replaceAll(accountName.toLowerCase(), '').length < 8) return true;
  return /^(.{1,6})\1+.{0,5}$/u.test(text);
};
