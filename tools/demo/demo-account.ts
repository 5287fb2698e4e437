/** The account of the demo office. It has all roles; its passphrase is no secret because everything in it is invented. */
export const demoAccount = {
  accountName: 'muster',
  displayName: 'Kim Muster',
  passphrase: 'sieben Linden am Rathaus',
} as const;
