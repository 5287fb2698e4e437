import { expect, it } from 'vitest';
import { isWeakPassphrase } from './passphrase.ts';

it.each(['aaaaaaaaaaaa', 'abababababab', 'passpasspass', '123123123123', 'anna.muster1', 'Anna.Muster-1'])(
  'calls %s weak',
  (passphrase) => {
    expect(isWeakPassphrase(passphrase, 'anna.muster')).toBe(true);
  },
);

it.each(['korrekt pferd batterie', 'Fünf Äpfel im Körbchen', 'x7!kQ-92#mLp', 'anna mag drei blaue wagen'])(
  'takes %s',
  (passphrase) => {
    expect(isWeakPassphrase(passphrase, 'anna')).toBe(false);
  },
);
