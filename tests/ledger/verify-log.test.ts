import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../server/ledger/canonical.ts';
import { NO_PREVIOUS, type SealedEvent, sealEvent } from '../../server/ledger/event.ts';
import { leafHash } from '../../server/ledger/hashes.ts';
import { merkleRoot } from '../../server/ledger/merkle.ts';
import { verifyLog } from '../../server/ledger/verify-log.ts';

const LOG = 'winnow/0011';

function logOf(size: number, log = LOG): SealedEvent[] {
  const events: SealedEvent[] = [];
  for (let seq = 0; seq < size; seq++) {
    const prev = events.at(-1)?.leaf;
    events.push(
      sealEvent(
        { type: 'run.stored', actor: 'local', subject: `run-${seq}`, idem: `run ${seq}`, data: { n: seq } },
        {
          log,
          seq,
          prev: prev === undefined ? NO_PREVIOUS : Buffer.from(prev).toString('hex'),
          ts: `2026-11-24T00:00:0${Math.floor(seq / 2)}.000Z`,
        },
      ),
    );
  }
  return events;
}

const events = logOf(9);
const textOf = (event: SealedEvent) => new TextDecoder().decode(event.body);
/** The event with other bytes, its leaf hashed again as a careful forger would. */
const rewritten = (event: SealedEvent, change: (text: string) => string): SealedEvent => {
  const body = Buffer.from(change(textOf(event)), 'utf8');
  return { ...event, body, leaf: leafHash(body) };
};
const at = (i: number, event: SealedEvent) => events.map((one, k) => (k === i ? event : one));

describe('verifyLog(events, log)', () => {
  it('reads a whole log, hands out each body and gives its root', () => {
    const subjects: string[] = [];
    const verdict = verifyLog(events, LOG, (event) => subjects.push(event.subject));
    expect({ ...verdict, root: Buffer.from(verdict.root).toString('hex') }).toEqual({
      events: 9,
      root: Buffer.from(merkleRoot(events.map(({ body }) => body))).toString('hex'),
      fault: null,
    });
    expect(subjects).toEqual(events.map((_, i) => `run-${i}`));
  });

  const forgeries: [string, SealedEvent[], number, RegExp][] = [
    [
      'a byte flipped',
      at(3, { ...events[3]!, body: Buffer.from(textOf(events[3]!).replace('run-3', 'run-4')) }),
      3,
      /leaf is not the hash/,
    ],
    [
      'an event rewritten with its leaf',
      at(
        3,
        rewritten(events[3]!, (text) => text.replace('run-3', 'run-4')),
      ),
      4,
      /does not name the event before/,
    ],
    [
      'the last event rewritten with its leaf and another key',
      at(
        8,
        rewritten(events[8]!, (text) => text.replace('run 8', 'run x')),
      ),
      8,
      /its key/,
    ],
    ['an event taken out', events.filter((_, i) => i !== 4), 4, /place 4 and says 5/],
    [
      'an event put in twice',
      [...events.slice(0, 4), events[3]!, ...events.slice(4)],
      4,
      /place 4 and says 3/,
    ],
    [
      'two events swapped',
      at(4, events[5]!).map((one, i) => (i === 5 ? events[4]! : one)),
      4,
      /place 4 and says 5/,
    ],
    ['an event of another log', at(0, logOf(1, 'winnow/0022')[0]!), 0, /belongs to the log winnow\/0022/],
    [
      'the actor changed',
      at(
        2,
        rewritten(events[2]!, (text) => text.replace('"local"', '"other"')),
      ),
      3,
      /does not name/,
    ],
    [
      'time that runs back',
      at(
        8,
        rewritten(events[8]!, (text) => text.replace('00:00:04', '00:00:01')),
      ),
      8,
      /time runs back/,
    ],
    [
      'a doubled key',
      at(
        1,
        rewritten(events[1]!, (text) => text.replace('{"actor"', '{"actor":"x","actor"')),
      ),
      1,
      /canonical form/,
    ],
    [
      'white space',
      at(
        1,
        rewritten(events[1]!, (text) => text.replace(':', ': ')),
      ),
      1,
      /canonical form/,
    ],
    [
      'minus zero',
      at(
        0,
        rewritten(events[0]!, (text) => text.replace('"n":0', '"n":-0')),
      ),
      0,
      /I-JSON/,
    ],
    [
      'a float',
      at(
        1,
        rewritten(events[1]!, (text) => text.replace('"n":1', '"n":1e21')),
      ),
      1,
      /I-JSON/,
    ],
    [
      'a number beyond 2^53',
      at(
        1,
        rewritten(events[1]!, (text) => text.replace('"n":1', '"n":9007199254740993')),
      ),
      1,
      /I-JSON/,
    ],
    [
      'a lone surrogate',
      at(
        1,
        rewritten(events[1]!, (text) => text.replace('run-1', '\\ud800')),
      ),
      1,
      /I-JSON/,
    ],
    [
      'a key more',
      at(
        1,
        rewritten(events[1]!, (text) => text.replace(',"v":1', ',"v":1,"w":1')),
      ),
      1,
      /members/,
    ],
    [
      '__proto__ as a member',
      at(
        1,
        rewritten(events[1]!, (text) => text.replace('{"actor"', '{"__proto__":{},"actor"')),
      ),
      1,
      /members|canonical/,
    ],
    ['bytes that are no UTF-8', at(1, { ...events[1]!, body: Uint8Array.of(0xff, 0xfe) }), 1, /I-JSON/],
    ['no bytes', at(1, { ...events[1]!, body: new Uint8Array(0) }), 1, /I-JSON/],
    [
      'a byte order mark',
      at(
        1,
        rewritten(events[1]!, (text) => `\ufeff${text}`),
      ),
      1,
      /I-JSON/,
    ],
  ];

  it.each(forgeries)('stops at %s', (_what, forged, seq, why) => {
    const { fault, events: before } = verifyLog(forged, LOG);
    expect(fault).toEqual({ seq, why: expect.stringMatching(why) });
    expect(before).toBe(seq);
  });

  it('notices every byte of a small log when it is flipped', () => {
    const root = Buffer.from(verifyLog(events, LOG).root);
    for (const [i, event] of events.entries()) {
      for (let k = 0; k < event.body.length; k++) {
        const body = Buffer.from(event.body);
        body[k]! ^= 1;
        const verdict = verifyLog(at(i, { ...event, body, leaf: leafHash(body) }), LOG);
        expect(verdict.fault !== null || !root.equals(Buffer.from(verdict.root))).toBe(true);
      }
    }
  });

  it('takes what it took for canonical', () => {
    for (const event of events) expect(canonicalText(JSON.parse(textOf(event)) as never)).toBe(textOf(event));
  });
});
