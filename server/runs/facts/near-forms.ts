import type { Measured } from '../../decide/measure.ts';
import { pack, unpack } from './packing.ts';

export type NearForm = NonNullable<Measured['near']>;

interface Head {
  ends: number[];
  formKeys: string[];
  answerKeys: (string | null)[];
}

/** Normal forms in one piece, in the order of places. */
export function packForms(forms: readonly NearForm[]): Buffer {
  const ends: number[] = [];
  let size = 0;
  for (const { form } of forms) {
    size += form.length;
    ends.push(size);
  }
  const tokens = new Uint32Array(size);
  forms.forEach(({ form }, i) => {
    tokens.set(form, ends[i]! - form.length);
  });
  const head: Head = {
    ends,
    formKeys: forms.map(({ formKey }) => formKey),
    answerKeys: forms.map(({ answerKey }) => answerKey),
  };
  return pack(head, tokens);
}

export function unpackForms(packed: Buffer): NearForm[] {
  const { json, bytes } = unpack(packed);
  const { ends, formKeys, answerKeys } = json as Head;
  const tokens = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return ends.map((end, i) => ({
    form: tokens.subarray(i === 0 ? 0 : ends[i - 1], end),
    formKey: formKeys[i]!,
    answerKey: answerKeys[i]!,
  }));
}
