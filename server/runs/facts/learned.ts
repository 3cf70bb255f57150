import type { Learned } from '../../decide/difficulty/estimator.ts';
import { pack, unpack } from './packing.ts';

interface Head {
  groups: string[];
  scale: Learned['scale'];
  questions: number;
  labels: number;
}

/** What was learned about difficulty, as bytes: numbers as they stand in memory, since a cache stays on its machine. */
export function packLearned(learned: Learned | null): Buffer {
  if (learned === null) return pack(null);
  const { groups, scale, scores, stated, labels } = learned;
  const head: Head = { groups, scale, questions: scores.length, labels: labels.rows.length };
  const columns = [scores, stated, labels.standard, labels.observed, labels.rows, labels.groups];
  return pack(head, ...columns);
}

export function unpackLearned(packed: Buffer): Learned | null {
  const { json, bytes } = unpack(packed);
  if (json === null) return null;
  const { groups, scale, questions, labels } = json as Head;
  const whole = new Uint8Array(bytes).buffer; // from 0 on, so that each column begins where numbers may
  let at = 0;
  const taken = (length: number): [ArrayBuffer, number] => {
    at += length;
    return [whole, at - length];
  };
  const decimals = (length: number) => new Float64Array(...taken(length * 8), length);
  return {
    groups,
    scale,
    scores: decimals(questions),
    stated: decimals(questions),
    labels: {
      standard: decimals(labels),
      observed: decimals(labels),
      rows: new Uint32Array(...taken(labels * 4), labels),
      groups: new Uint16Array(...taken(labels * 2), labels),
    },
  };
}
