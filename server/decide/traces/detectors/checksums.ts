/** Check digits of numbers that stand for persons, accounts and cards. Each takes the digits alone. */

/** Luhn (ISO/IEC 7812-1, annex B). */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Length of an IBAN by country (SWIFT IBAN registry). */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  ...{ AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BR: 29, BY: 28, CH: 21 },
  ...{ CR: 22, CY: 28, CZ: 24, DE: 22, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FO: 18, FR: 27 },
  ...{ GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26 },
  ...{ IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27, MD: 24 },
  ...{ ME: 22, MK: 19, MR: 27, MT: 31, MU: 30, NL: 18, NO: 15, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29 },
  ...{
    RO: 24,
    RS: 22,
    SA: 24,
    SC: 31,
    SE: 24,
    SI: 19,
    SK: 24,
    SM: 27,
    TN: 24,
    TR: 26,
    UA: 29,
    VA: 22,
    XK: 20,
  },
};

/** ISO 13616: the length of its country, and 1 as the remainder by 97 (ISO 7064). */
export function isIban(text: string): boolean {
  const iban = text.toUpperCase();
  if (IBAN_LENGTHS[iban.slice(0, 2)] !== iban.length) return false;
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    rest = Number(`${rest}${Number.parseInt(sign, 36)}`) % 97;
  }
  return rest === 1;
}

/** Resident identity number of the People's Republic of China: a date of birth and ISO 7064 MOD 11-2 (GB 11643-1999). */
export function isChineseId(text: string): boolean {
  if (!/^[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(text))
    return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(text[i]) * (2 ** (17 - i) % 11);
  return '10X98765432'.charAt(sum % 11) === text.charAt(17).toUpperCase();
}

/** CPF of Brazil: two check digits by 11. */
export function isCpf(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || /^(\d)\1{10}$/.test(digits)) return false;
  return [9, 10].every((length) => {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += Number(digits[i]) * (length + 1 - i);
    return ((sum * 10) % 11) % 10 === Number(digits[length]);
  });
}

/** DNI of Spain: the letter is the number by 23. */
export function isDni(text: string): boolean {
  const number = Number(text.slice(0, 8));
  return 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(number % 23) === text.charAt(8).toUpperCase();
}

/** NIR of France: 97 less the remainder of the first 13 digits by 97. */
export function isNir(digits: string): boolean {
  return 97 - Number(BigInt(digits.slice(0, 13)) % 97n) === Number(digits.slice(13));
}

/** HETU of Finland: the sign is the birth date and number by 31. */
export function isHetu(text: string): boolean {
  const number = Number(text.slice(0, 6) + text.slice(7, 10));
  return '0123456789ABCDEFHJKLMNPRSTUVWXY'.charAt(number % 31) === text.charAt(10).toUpperCase();
}

const DIHEDRAL =
  '0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210';
const PERMUTATION = '01234567891576283094580379614289160435279453126870428657390127938064157046913258';

/** Verhoeff (1969), the check digit of Aadhaar of India. */
export function isVerhoeff(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const moved = Number(PERMUTATION[(i % 8) * 10 + digit]);
    check = Number(DIHEDRAL[check * 10 + moved]);
  }
  return check === 0;
}
