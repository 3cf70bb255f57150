import { expect, test } from 'vitest';
import {
  isChineseId,
  isCpf,
  isDni,
  isHetu,
  isIban,
  isLuhn,
  isNir,
  isVerhoeff,
} from '../../../../server/decide/traces/detectors/checksums.ts';

/** Examples that the standards, or what is written about them, give; nobody's own. */
test.each([
  ['isLuhn', isLuhn, '79927398713', '79927398710'],
  ['isLuhn', isLuhn, '4111111111111111', '4111111111111112'],
  ['isIban', isIban, 'GB82WEST12345698765432', 'GB82WEST12345698765433'],
  ['isIban', isIban, 'DE89370400440532013000', 'DE89370400440532013'],
  ['isIban', isIban, 'FR1420041010050500013M02606', 'FR1420041010050500013M02607'],
  ['isChineseId', isChineseId, '11010519491231002X', '110105194912310021'],
  ['isCpf', isCpf, '11144477735', '11144477736'],
  ['isDni', isDni, '12345678Z', '12345678A'],
  ['isHetu', isHetu, '131052-308T', '131052-308U'],
  ['isNir', isNir, '255081416802538', '255081416802539'],
  ['isVerhoeff', isVerhoeff, '2363', '2364'],
] as const)('%s takes what passes and nothing else: %#', (_name, passes, right, wrong) => {
  expect([passes(right), passes(wrong)]).toEqual([true, false]);
});
