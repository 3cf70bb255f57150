import { describe, expect, test } from 'vitest';
import { eventsOf } from '../../../server/ask/providers/sse.ts';
import { oneLine } from '../../../server/ask/providers/text.ts';
import {
  durationMs,
  untilMidnightPacific,
  waitInHeaders,
  waitInMessage,
} from '../../../server/ask/providers/waiting.ts';

const HOUR = 3_600_000;

describe('waiting', () => {
  test.each([
    ['2026-11-23T08:00:00Z', 24 * HOUR], // midnight there: the next one
    ['2026-11-23T07:59:59.500Z', 500],
    ['2026-07-01T06:00:00Z', HOUR], // summer time
    ['2027-03-14T09:00:00Z', 22 * HOUR], // 1 a.m. of the day that loses an hour
    ['2026-11-01T07:30:00Z', 24.5 * HOUR], // half past midnight of the day that gains one
  ])('from %s until midnight in California', (now, expected) => {
    expect(untilMidnightPacific(new Date(now))).toBe(expected);
  });

  test.each([
    ['19s', 19_000],
    ['0.25s', 250],
    ['1.000000001s', 1001],
    ['', null],
    ['19', null],
    ['-1s', null],
  ])('the duration %j', (text, expected) => {
    expect(durationMs(text)).toBe(expected);
  });

  test.each([
    ['Please retry in 53.016342224s.', 53_017],
    ['Please try again in 20ms. Visit', 20],
    ['Please try again in 7m12s.', 432_000],
    ['Please try again in 1h0m1.5s.', 3_601_500],
    ['Please try again in 6m.', 360_000],
    ['Please retry in a while.', null],
    ['no word of it', null],
  ])('the message %j', (message, expected) => {
    expect(waitInMessage(message)).toBe(expected);
  });

  test.each([
    [{ 'retry-after': '20' }, 20_000],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': '20', 'retry-after-ms': '150' }, 150],
    [{ 'retry-after': 'Mon, 23 Nov 2026 00:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 00:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '-5' }, null],
    [{}, null],
  ])('the headers %j', (headers, expected) => {
    expect(waitInHeaders(new Headers(headers), new Date('2026-11-23T00:00:00Z'))).toBe(expected);
  });
});

describe('eventsOf', () => {
  test.each<[string, string[], string]>([
    ['data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b'], ''],
    ['data:a\n\ndata: b\ndata: c\n\n', ['a', 'b\nc'], ''],
    ['data: a\r\rdata: b', ['a'], 'data: b'],
    [': comment\n\nevent: x\nid: 1\ndata: a\n\n', ['a'], ''],
    ['data: a\n\n{\n  "error": 1\n}', ['a'], '{\n  "error": 1\n}'],
    ['data: a\n{"error": 1}\n\n', ['a', '{"error": 1}'], ''],
    ['', [], ''],
  ])('%j', (text, data, rest) => {
    expect(eventsOf(text)).toEqual({ data, rest });
  });
});

test('oneLine makes one short line of whatever came', () => {
  expect(oneLine('  a\r\n\tb\0c\u0007 ')).toBe('a b\uFFFDc');
  expect(oneLine('x'.repeat(10_000))).toBe(`${'x'.repeat(500)} …`);
});
