import { describe, expect, it } from 'vitest';
import { CodedBuilder } from '../../../server/algorithms/columns/coded.ts';
import { type Evidence, NO_EVIDENCE } from '../../../server/decide/candidate.ts';
import type { Measured } from '../../../server/decide/measure.ts';
import { MeasuredColumns } from '../../../server/runs/facts/measured.ts';
import type { Parts } from '../../../server/runs/facts/parts.ts';
import { packSeen, SeenBuilder, unpackSeen } from '../../../server/runs/facts/seen.ts';
import { packSignals, SignalBuilder, unpackSignals } from '../../../server/runs/facts/signal-columns.ts';
import { Heads, readHeads } from '../../../server/runs/heads.ts';

const COUNT = 700;
const idAt = (i: number): string => ((i * 7919) % 65_536).toString(16).padStart(4, '0').repeat(5);
const tried: Evidence = {
  ...NO_EVIDENCE,
  attempts: [{ model: 'small', verdict: 'wrong', tokens: 12 }],
};

function heads(): Heads {
  const { bare } = readHeads(
    Array.from({ length: COUNT }, (_, i) => [
      ...([i + 1, idAt(i), i % 3 === 0 ? null : `q-${i}`, `source ${i % 4}`] as const),
      ...([i % 2 === 0 ? 'MIT' : null, i % 5 === 0 ? `Level ${i % 5}` : null, 'AB'.repeat(32)] as const),
    ]),
  );
  const evidence = new CodedBuilder<Evidence>();
  for (let place = 0; place < COUNT; place++) evidence.push(place === 1 ? tried : NO_EVIDENCE);
  return new Heads(bare, evidence.end());
}

function signals() {
  const builder = new SignalBuilder(COUNT);
  for (let place = COUNT - 1; place >= 0; place--)
    builder.put(place, {
      said: [`d${place % 300}`, 'classifier', place % 11 === 0 ? null : place / 1000, 0, '', 0.25, 'level'],
      completeness: place % 6,
      hasSolution: place % 2 === 0,
      lengths: {
        trace: place % 100 === 0 ? 5000 : null,
        attempt: null,
        solution: place % 2 === 0 ? 30 + place : null,
        prompt: 10 + place,
      },
    });
  return builder.end();
}

const seen = {
  kept: false,
  finding: { reason: 'html', evidence: { defect: 'html' }, margin: null },
  notes: [],
} as const;

function seenAt(...places: number[]) {
  const builder = new SeenBuilder(COUNT);
  for (const place of places) builder.add(place, seen);
  return builder.end();
}

/** All that is said of a question. */
const told = ({ row, signals: own, lengths, near, outcomes }: Measured) => [
  row,
  own,
  lengths,
  near,
  outcomes,
];

describe('MeasuredColumns', () => {
  const parts: Partial<Parts> = { signals: signals(), quality: seenAt(2), overlap: seenAt() };

  it('makes of each question what was measured, in the order of ids', () => {
    const own = heads();
    const measured = new MeasuredColumns(own, parts);
    const ids = measured.map(({ row }) => row.id);
    expect(ids).toEqual(Array.from({ length: COUNT }, (_, i) => idAt(i)).sort());
    const [i] = [Array.from({ length: COUNT }, (_, n) => idAt(n)).indexOf(ids[2] ?? '')];
    expect(told(measured.at(2))).toEqual([
      {
        id: idAt(i),
        externalId: i % 3 === 0 ? null : `q-${i}`,
        source: `source ${i % 4}`,
        license: i % 2 === 0 ? 'MIT' : null,
        completeness: 2,
        hasSolution: true,
        evidence: NO_EVIDENCE,
        domain: 'd2',
        length: 32,
        estimate: undefined,
        key: '',
      },
      {
        domain: 'd2',
        domainFrom: 'classifier',
        domainConfidence: 0.002,
        length: 32,
        lengthFrom: 'solution',
        difficulty: 0.25,
        difficultyFrom: 'level',
      },
      { trace: null, attempt: null, solution: 32, prompt: 12 },
      null,
      { quality: seen },
    ]);
    expect([measured.at(0).signals.lengthFrom, measured.at(0).row.length]).toEqual(['trace', 5000]);
    expect([own.numberAt(2), own.at(2).level, own.placeOf(idAt(i))]).toEqual([
      i + 1,
      i % 5 === 0 ? `Level ${i % 5}` : null,
      2,
    ]);
  });

  it('says the same whether rows are kept or made anew, before and after more is known', () => {
    const [kept, anew] = [new MeasuredColumns(heads(), parts), new MeasuredColumns(heads(), parts, 0)];
    expect(kept.at(5).row).toBe(kept.at(5).row);
    const { row } = anew.at(5);
    expect(anew.at(5).row).toBe(row); // at hand, since it was made last
    expect(anew.map(told)).toEqual(kept.map(told));
    expect(anew.at(5).row).not.toBe(row);
    expect(anew.at(5).row).toEqual(row);
    const estimates = Float64Array.from({ length: COUNT }, (_, place) => place / COUNT);
    const keys = Array.from({ length: COUNT }, (_, place) => `key ${place}`);
    for (const one of [kept, anew]) {
      one.estimate(estimates);
      one.addTexts({ keys });
    }
    expect(anew.map(told)).toEqual(kept.map(told));
    expect([kept.at(7).row.estimate, kept.at(7).signals, kept.at(7).row.key]).toEqual([
      7 / COUNT,
      expect.objectContaining({ difficulty: 7 / COUNT, difficultyFrom: 'estimate' }),
      'key 7',
    ]);
  });

  it('refuses a pool of which not every question was looked at', () => {
    const builder = new SignalBuilder(COUNT);
    expect(() => new MeasuredColumns(heads(), { signals: builder.end() })).toThrow(/not every question/);
    expect(() => new MeasuredColumns(heads(), {})).toThrow(/not every question/);
  });
});

describe('packSignals(signals), unpackSignals(packed)', () => {
  it('writes and reads what was measured; what is not whole is not taken', () => {
    const packed = packSignals(signals());
    const read = unpackSignals(packed);
    const all = signals();
    for (let place = 0; place < COUNT; place++) expect(read.at(place)).toEqual(all.at(place));
    expect(packSignals(read)).toEqual(packed);
    expect(() => unpackSignals(packed.subarray(0, packed.length - 1))).toThrow();
  });
});

describe('SeenBuilder, SeenOutcomes', () => {
  it.each([0, COUNT])('gives back by place what was seen, kept as objects up to %i questions', (most) => {
    const builder = new SeenBuilder(COUNT, most);
    const places = [699, 3, 0, 64, 8];
    const outcomeAt = (place: number) => ({ ...seen, finding: { ...seen.finding, margin: place } });
    for (const place of places) builder.add(place, outcomeAt(place));
    const column = builder.end();
    const sorted = [0, 3, 8, 64, 699];
    expect([...column]).toEqual(sorted.map((place) => [place, outcomeAt(place)]));
    expect([1, 2, 698].map((place) => column.at(place))).toEqual([undefined, undefined, undefined]);
    expect(column.at(64)).toEqual(outcomeAt(64));
    expect([...unpackSeen(packSeen(column))]).toEqual([...column]);
    expect(() => unpackSeen(packSeen(column).subarray(0, -40))).toThrow();
  });
});
