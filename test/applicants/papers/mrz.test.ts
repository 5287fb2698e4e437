import { describe, expect, it } from 'vitest';
import { checkDigit, mrzName, passportMrz } from './mrz.ts';

describe('machine readable lines', () => {
  it('computes check digits with the weights 7, 3, 1', () => {
    expect(checkDigit('520727')).toBe('3');
    expect(checkDigit('AB2134<<<')).toBe('5');
  });

  it('writes names with A to Z only', () => {
    expect(mrzName('Şahin')).toBe('SAHIN');
    expect(mrzName('Yıldırım Öztürk-Weiß')).toBe('YILDIRIM<OEZTUERK<WEISS');
    expect(mrzName('C̨̆erniçev-K̂ara')).toBe('CERNICEV<KARA');
  });

  it('fills two lines of 44 characters and leaves unknown parts of the birth date open', () => {
    const [first, second] = passportMrz({
      issuer: 'VNM',
      nationality: 'VNM',
      familyName: 'Nguyễn',
      givenNames: 'Thị Hoa',
      number: 'M12345678',
      birth: '1976',
      sex: 'w',
      expiry: '2030-05-01',
    });
    expect(first).toBe('P<VNMNGUYEN<<THI<HOA'.padEnd(44, '<'));
    expect(second).toHaveLength(44);
    expect(second.slice(13, 19)).toBe('76<<<<');
    expect(second.at(43)).toBe(checkDigit(second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 43)));
  });
});
