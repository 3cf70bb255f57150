import { Coded } from '../../algorithms/columns/coded.ts';
import type { FoundGroups } from '../../decide/near/near-duplicates.ts';
import { Pairs } from '../../decide/near/pairs.ts';
import type { NearRule } from '../../decide/near/rules.ts';
import { pack, unpack } from './packing.ts';

interface Head {
  edges: { count: number; rules: NearRule[] };
  members: { count: number; rules: NearRule[] };
}

const headOf = ({ length, rule }: Pairs) => ({ count: length, rules: [...rule.values] });

/** Numbers as they stand in memory, the widest first. */
export const packGroups = ({ edges, members }: FoundGroups): Buffer =>
  pack(
    { edges: headOf(edges), members: headOf(members) } satisfies Head,
    ...[edges.similarity, members.similarity, edges.a, edges.b, members.a, members.b],
    ...[edges.rule.codes, members.rule.codes],
  );

export function unpackGroups(packed: Buffer): FoundGroups {
  const { json, bytes } = unpack(packed);
  const { edges, members } = json as Head;
  const whole = new Uint8Array(bytes).buffer; // from 0 on
  let at = 0;
  const taken = (width: number, count: number): [ArrayBuffer, number, number] => {
    at += width * count;
    return [whole, at - width * count, count];
  };
  const similarities = [edges, members].map(({ count }) => new Float64Array(...taken(8, count)));
  const numbers = [edges, edges, members, members].map(({ count }) => new Uint32Array(...taken(4, count)));
  const codes = [edges, members].map(({ count }) => new Uint8Array(...taken(1, count)));
  if (at !== whole.byteLength) throw new RangeError('pairs are not whole');
  const pairs = (i: number, { rules }: Head['edges']): Pairs =>
    new Pairs({
      a: numbers[2 * i]!,
      b: numbers[2 * i + 1]!,
      similarity: similarities[i]!,
      rule: new Coded(rules, codes[i]!),
    });
  return { edges: pairs(0, edges), members: pairs(1, members) };
}
