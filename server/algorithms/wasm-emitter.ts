/**
 * Writes small WebAssembly modules: an instruction is a function that takes the code of its operands and
 * returns code which leaves the result on the stack, so that a formula reads as a formula.
 * Source: WebAssembly Core Specification 2.0, chapter 5 (binary format).
 */
export type Code = readonly number[];

/** A local variable of the function, by number: parameters first. */
export type Local = number;

const I32 = 0x7f;
const V128 = 0x7b;
const EMPTY = 0x40;
const LOOP = 0x03;
const BRANCH_IF = 0x0d;
const END = 0x0b;

/** LEB128 of an integer from 0 to 2^32 - 1. */
function unsigned(value: number): Code {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left & 0x7f) | 0x80);
  return [...bytes, left];
}

/** LEB128 of a 32-bit integer with its sign. */
function signed(value: number): Code {
  const bytes: number[] = [];
  let left = value | 0;
  for (; left < -0x40 || left >= 0x40; left >>= 7) bytes.push((left & 0x7f) | 0x80);
  return [...bytes, left & 0x7f];
}

const vector = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
const unary =
  (opcode: Code) =>
  (x: Code): Code => [...x, ...opcode];
const binary =
  (opcode: Code) =>
  (x: Code, y: Code): Code => [...x, ...y, ...opcode];
const shift =
  (opcode: Code) =>
  (x: Code, bits: number): Code => [...x, ...i32.of(bits), ...opcode];

/** Reads a local, and writes it. */
export const get = (local: Local): Code => [0x20, ...unsigned(local)];
export const set = (local: Local, value: Code): Code => [...value, 0x21, ...unsigned(local)];

/** Runs the body again for as long as it ends with a condition that holds. */
export const loopWhile = (body: Code, condition: Code): Code => [
  ...[LOOP, EMPTY],
  ...body,
  ...condition,
  ...[BRANCH_IF, 0],
  END,
];

export const i32 = {
  of: (value: number): Code => [0x41, ...signed(value)],
  add: binary([0x6a]),
  /** Memory at the address, which is a multiple of four. */
  load: (address: Code): Code => [...address, 0x28, 2, 0],
  /** 1 where x < y, both without sign, 0 elsewhere. */
  less: binary([0x49]),
};

/** Vectors of 128 bits, whatever lies in them. */
export const v128 = {
  /** Memory at `offset` from the address, which need not be aligned. */
  load: (address: Code, offset: number): Code => [...address, ...vector(0x00), 0, ...unsigned(offset)],
  store: (address: Code, value: Code, offset: number): Code => [
    ...address,
    ...value,
    ...vector(0x0b),
    0,
    ...unsigned(offset),
  ],
  and: binary(vector(0x4e)),
  or: binary(vector(0x50)),
  xor: binary(vector(0x51)),
  /** The bits of x where the mask has ones, those of y elsewhere. */
  select: (x: Code, y: Code, mask: Code): Code => [...x, ...y, ...mask, ...vector(0x52)],
  /** 1 where any bit is set, 0 elsewhere. */
  any: unary(vector(0x53)),
  /** Sixteen bytes by number: 0 to 15 are those of x, 16 to 31 those of y. */
  shuffle: (x: Code, y: Code, bytes: readonly number[]): Code => [...x, ...y, ...vector(0x0d), ...bytes],
};

/** Vectors of four 32-bit floating-point numbers. */
export const f32x4 = {
  add: binary(vector(0xe4)),
};

/** Vectors of four 32-bit integers. */
export const i32x4 = {
  splat: unary(vector(0x11)),
  lane: (x: Code, lane: number): Code => [...x, ...vector(0x1b), lane],
  add: binary(vector(0xae)),
  sub: binary(vector(0xb1)),
  shiftLeft: shift(vector(0xab)),
  /** Fills up with zeros. */
  shiftRight: shift(vector(0xad)),
  /** The smaller and the larger of two, with sign. */
  min: binary(vector(0xb6)),
  max: binary(vector(0xb8)),
  /** The smaller of two without sign. */
  minUnsigned: binary(vector(0xb7)),
  /** All bits of a lane where x >= y, with sign, none elsewhere. */
  notLess: binary(vector(0x3f)),
};

const SECTION = { types: 1, functions: 3, memories: 5, exports: 7, code: 10 };

/** A function from 32-bit integers to nothing; its locals are the parameters, then i32, then v128. */
export interface WasmFunction {
  name: string;
  parameters: number;
  i32Locals: number;
  v128Locals: number;
  body: Code;
}

/** A module that exports one function and `memory`, of so many pages of 64 KiB, which never grows. */
export function wasmModule(code: WasmFunction, pages: number): Uint8Array<ArrayBuffer> {
  const parameters = Array<number>(code.parameters).fill(I32);
  const locals = list([
    [...unsigned(code.i32Locals), I32],
    [...unsigned(code.v128Locals), V128],
  ]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d], // "\0asm"
    ...[1, 0, 0, 0], // version of the format
    ...section(SECTION.types, [[0x60, ...list(parameters.map((type) => [type])), 0]]),
    ...section(SECTION.functions, [[0]]), // function 0 is of type 0
    ...section(SECTION.memories, [[1, ...unsigned(pages), ...unsigned(pages)]]), // first and last size
    ...section(SECTION.exports, [
      [...name(code.name), 0x00, 0],
      [...name('memory'), 0x02, 0],
    ]),
    ...section(SECTION.code, [sized([...locals, ...code.body, END])]),
  ]);
}

const list = (entries: readonly Code[]): Code => [...unsigned(entries.length), ...entries.flat()];
const sized = (content: Code): Code => [...unsigned(content.length), ...content];
const section = (id: number, entries: readonly Code[]): Code => [id, ...sized(list(entries))];
const name = (text: string): Code => sized([...new TextEncoder().encode(text)]);
