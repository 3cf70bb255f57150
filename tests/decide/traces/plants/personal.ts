import type { Pick } from '../pick.ts';
import { insert, type Plant } from './plant.ts';

const digits = (pick: Pick, count: number): string =>
  Array.from({ length: count }, () => pick.number(0, 9)).join('');

/** With the check digit that makes it pass Luhn. */
function card(pick: Pick, prefix: string, length: number): string {
  const body = prefix + digits(pick, length - 1 - prefix.length);
  let sum = 0;
  [...body].reverse().forEach((digit, i) => {
    const doubled = Number(digit) * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const inFours = (text: string, by: string): string => text.match(/.{1,4}/g)?.join(by) ?? text;

/** With the check digits by 97. */
function iban(country: string, body: string): string {
  const numeric = [...`${body}${country}00`].map((sign) => Number.parseInt(sign, 36)).join('');
  const check = 98n - (BigInt(numeric) % 97n);
  return `${country}${check.toString().padStart(2, '0')}${body}`;
}

function chineseId(pick: Pick): string {
  const body = `110101${pick.number(1950, 2005)}0${pick.number(1, 9)}1${pick.number(0, 9)}${digits(pick, 3)}`;
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

function cpf(pick: Pick): string {
  const body = [...digits(pick, 9)].map(Number);
  for (const length of [9, 10]) {
    const sum = body.slice(0, length).reduce((total, digit, i) => total + digit * (length + 1 - i), 0);
    body.push(((sum * 10) % 11) % 10);
  }
  const text = body.join('');
  return `${text.slice(0, 3)}.${text.slice(3, 6)}.${text.slice(6, 9)}-${text.slice(9)}`;
}

const HOSTS = ['mailbox.org', 'uni-bonn.de', 'math.ox.ac.uk', 'post.co.jp'];
const TUNED: readonly ((pick: Pick) => string)[] = [
  (pick) => `Write to anna.${digits(pick, 3)}@${pick.of(HOSTS)} for details.`,
  (pick) => `My card is ${inFours(card(pick, '4', 16), ' ')}.`,
  (pick) => `The account is ${inFours(iban('DE', `5${digits(pick, 17)}`), ' ')}.`,
  (pick) => `Call me at +1 (4${digits(pick, 2)}) 7${digits(pick, 2)}-${digits(pick, 4)}.`,
  (pick) => `The log shows 84.17.${pick.number(20, 250)}.${pick.number(20, 250)} as the sender.`,
  (pick) => `Her identity number is ${chineseId(pick)}.`,
];
const HELD_OUT: readonly ((pick: Pick) => string)[] = [
  (pick) => `(contact: j_${digits(pick, 2)}+math@${pick.of(HOSTS)})`,
  (pick) => `He paid with the credit card ${card(pick, pick.of(['51', '53', '55']), 16)} last week.`,
  (pick) => `Amex ${card(pick, '37', 15).replace(/^(.{4})(.{6})(.{5})$/, '$1-$2-$3')} was charged.`,
  (pick) => `Transfer it to ${iban('GB', `NWBK${digits(pick, 14)}`)} please.`,
  (pick) => `Transfer it to ${inFours(iban('FR', digits(pick, 20) + digits(pick, 3)), ' ')} please.`,
  (pick) => `Her mobile number is +44 7${digits(pick, 3)} ${digits(pick, 6).replace(/^(.{3})/, '$1 ')}.`,
  (pick) => `Ring (6${digits(pick, 2)}) 3${digits(pick, 2)}-${digits(pick, 4)} after noon.`,
  (pick) => `电话是 13${digits(pick, 1)}-${digits(pick, 4)}-${digits(pick, 4)}。`,
  (pick) => `The CPF of the seller is ${cpf(pick)}.`,
  (pick) => `The server answers at 2a01:4f8:${pick.number(10, 99)}:${pick.number(1000, 9999)}::1 as well.`,
  (pick) => `His SSN is 2${pick.number(10, 99)}-${pick.number(10, 99)}-${pick.number(1000, 9999)}, he said.`,
];

export const personal: Plant = (made, pick, half) =>
  insert(
    made,
    pick,
    pick.of(half === 'tuned' ? TUNED : HELD_OUT)(pick),
    pick.chance(0.7) ? 'thinking' : 'answer',
  );
