import { isChineseId, isCpf, isDni, isHetu, isIban, isLuhn, isNir, isVerhoeff } from './checksums.ts';

export interface Kind {
  /** With its article. */
  what: string;
  pattern: RegExp;
  /** What the value must pass beyond its form. */
  accepts?: (value: string) => boolean;
  /** A word that must stand beside it. */
  beside?: RegExp;
  /** Also looked for in formulas and code. */
  alsoInFormulas?: boolean;
}

const digitsOf = (value: string): string => value.replace(/\D/g, '');

/** Names that nobody's mail goes to: RFC 2606 and what stands for an address in manuals. */
const isMailbox = (value: string): boolean => {
  const host = value.slice(value.lastIndexOf('@') + 1).toLowerCase();
  return !/(?:^|\.)(?:example\.(?:com|org|net)|(?:domain|yourdomain|email|test|company)\.com)$|\.(?:example|test|invalid|localhost|local|py|js|ts|java|cpp|png|jpg|svg)$/.test(
    host,
  );
};

/** Numbers of issuers (ISO/IEC 7812): Visa, Mastercard, American Express, Discover, JCB, Diners, UnionPay, Maestro. */
const isCard = (value: string): boolean => {
  const digits = digitsOf(value);
  return (
    digits.length >= 13 &&
    digits.length <= 19 &&
    /^(?:4|5[1-5]|2[2-7]|3[47]|6[0245]|35|3[068]|5[06-8])/.test(digits) &&
    isLuhn(digits) &&
    !/^(\d)\1+$/.test(digits)
  );
};

/** Not private, not for documents, not one of the resolvers that every text names. */
const isPublicIp = (value: string): boolean => {
  const parts = value.split('.').map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  if (parts.some((part) => part > 255) || value.split('.').some((part) => /^0\d/.test(part))) return false;
  if (a === 0 || a === 10 || a === 127 || a >= 224 || (a === 172 && b >= 16 && b < 32)) return false;
  if ((a === 192 && b === 168) || (a === 169 && b === 254) || (a === 100 && b >= 64 && b < 128)) return false;
  if (
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113)
  )
    return false;
  if (a < 20 && b < 20 && c < 20 && d < 20) return false; // versions and numbers of sections
  return !['8.8.8.8', '8.8.4.4', '9.9.9.9'].includes(value);
};

const isPhone = (value: string): boolean => {
  const digits = digitsOf(value);
  return (
    digits.length >= 8 &&
    digits.length <= 15 &&
    !/^(\d)\1+$/.test(digits) &&
    !/^\+?1?[-. (]{0,2}555[-. )]{0,2}01\d\d$/.test(value) &&
    !/555[-. ]01\d\d$/.test(value)
  );
};

const CALL =
  /\b(?:phone|tel|telephone|mobile|cell|cellphone|call|fax|whatsapp|text|dial|sms|reach|ring|contact|hotline|number is)\b|电话|手机|联系|拨打|致电|传真/i;
const CARD =
  /\b(?:card|visa|mastercard|amex|american express|credit|debit|payment|pay|maestro|discover|pan)\b|卡号|信用卡|银行卡/i;

/** What is looked for, the surest first: what one has taken the next ones leave alone. */
export const KINDS: readonly Kind[] = [
  {
    what: 'an e-mail address',
    pattern:
      /(?<![\w.+%-])[a-zA-Z0-9][\w.+%-]{0,63}@(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,62})\.){1,4}[a-zA-Z]{2,24}(?![\w@])/g,
    accepts: isMailbox,
    alsoInFormulas: true,
  },
  {
    what: 'an account number (IBAN)',
    pattern: /\b[A-Z]{2}\d{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?)\b/g,
    accepts: (value) => isIban(value.replace(/ /g, '')),
    alsoInFormulas: true,
  },
  {
    what: 'a national number of China',
    pattern: /(?<![\w.])\d{17}[\dXx](?![\w.]\d|\w)/g,
    accepts: isChineseId,
  },
  {
    what: 'a card number',
    pattern: /(?<![\w.,+-])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|3\d{3}([ -])\d{6}\2\d{5})(?![\w-]|\.\d)/g,
    accepts: isCard,
  },
  {
    what: 'a card number',
    pattern: /(?<![\w.,+-])\d{13,19}(?![\w-]|\.\d)/g,
    accepts: isCard,
    beside: CARD,
  },
  {
    what: 'a national number of Brazil (CPF)',
    pattern: /(?<![\w.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\w)/g,
    accepts: (value) => isCpf(digitsOf(value)),
  },
  {
    what: 'a national number of Spain (DNI)',
    pattern: /(?<![\w.,])\d{8}-?[A-HJ-NP-TV-Z](?!\w)/g,
    accepts: (value) => isDni(value.replace('-', '')),
    beside: /\b(?:DNI|NIF|NIE|documento|identity|identidad|ID|passport|national)\b/i,
  },
  {
    what: 'a national number of Finland',
    pattern: /(?<!\w)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[-+A]\d{3}[0-9A-FHJ-NPR-Y](?!\w)/g,
    accepts: isHetu,
    beside: /\b(?:HETU|henkil\w{0,20}|personal|identity|ID|national|social security)\b/i,
  },
  {
    what: 'a national number of France (NIR)',
    pattern: /(?<![\w.,])[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}(?!\w|\.\d)/g,
    accepts: (value) => isNir(digitsOf(value)),
    beside: /\b(?:NIR|INSEE|s[ée]curit[ée] sociale|social security|identity|national|ID)\b/i,
  },
  {
    what: 'a national number of India (Aadhaar)',
    pattern: /(?<![\w.,-])[2-9]\d{3}([ -])\d{4}\1\d{4}(?![\w-]|\.\d| \d)/g,
    accepts: (value) => isVerhoeff(digitsOf(value)),
    beside: /\b(?:aadhaar|aadhar|UIDAI|UID|identity|national|ID)\b/i,
  },
  {
    what: 'a social security number of the United States',
    pattern: /(?<![\w.-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g,
    beside: /\b(?:SSN|social security|taxpayer|tax id)\b/i,
  },
  {
    what: 'a telephone number',
    pattern: /(?<![\w.+])\+[1-9]\d{0,2}(?:[ .-]?\(\d{1,4}\))?(?:[ .-]\d{2,5}){2,5}(?![\w-]|\.\d)/g,
    accepts: isPhone,
  },
  {
    what: 'a telephone number',
    pattern: /(?<![\w.+)])\([2-9]\d{2}\)[ -]?[2-9]\d{2}-\d{4}(?![\w-])/g,
    accepts: isPhone,
  },
  {
    what: 'a telephone number',
    pattern:
      /(?<![\w.,+-])(?:\+?[1-9]\d{9,13}|[2-9]\d{2}([-. ])[2-9]\d{2}\1\d{4}|0\d{2,4}[-/ ]\d{3,8}(?:[- ]\d{2,6})?|\d{3}[- ]\d{4}[- ]\d{4})(?![\w-]|\.\d)/g,
    accepts: isPhone,
    beside: CALL,
  },
  {
    what: 'an address of a machine (IPv4)',
    pattern: /(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w/]|\.\d)/g,
    accepts: isPublicIp,
    alsoInFormulas: true,
  },
  {
    what: 'an address of a machine (IPv6)',
    pattern: /(?<![\w:.])2[0-9a-fA-F]{3}(?::[0-9a-fA-F]{1,4}){1,6}:?(?::[0-9a-fA-F]{1,4}){1,5}(?![\w:/])/g,
    accepts: (value) =>
      !/^2001:0?db8:/i.test(value) &&
      value.split(':').length >= 4 &&
      value.split(':').length <= 8 &&
      /[a-f]|::/i.test(value),
    alsoInFormulas: true,
  },
];
