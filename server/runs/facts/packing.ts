/** JSON and bytes in one piece: the length of the JSON, the JSON, the bytes. */
export function pack(json: unknown, ...bytes: readonly ArrayBufferView[]): Buffer {
  const text = Buffer.from(JSON.stringify(json));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const pieces = bytes.map((one) => new Uint8Array(one.buffer, one.byteOffset, one.byteLength));
  return Buffer.concat([length, text, ...pieces]);
}

/** @throws where it is none: whoever reads a cache takes that for nothing */
export function unpack(packed: Buffer): { json: unknown; bytes: Buffer } {
  const end = 4 + packed.readUInt32LE(0);
  return { json: JSON.parse(packed.subarray(4, end).toString()) as unknown, bytes: packed.subarray(end) };
}
