import type { MapColumns } from '../../../shared/schemas/map.ts';

/** What is known of each point; columns as numbers, one for each point in the order of the map. */
export interface Columns extends Omit<MapColumns, 'domain' | 'source' | 'outcome' | 'length' | 'difficulty'> {
  domain: Uint16Array;
  source: Uint16Array;
  outcome: Uint8Array;
  length: Uint32Array;
  difficulty: Uint8Array;
}

export const columnsFrom = ({
  domain,
  source,
  outcome,
  length,
  difficulty,
  ...rest
}: MapColumns): Columns => ({
  ...rest,
  domain: new Uint16Array(bytesOf(domain)),
  source: new Uint16Array(bytesOf(source)),
  outcome: new Uint8Array(bytesOf(outcome)),
  length: new Uint32Array(bytesOf(length)),
  difficulty: new Uint8Array(bytesOf(difficulty)),
});

/** x and y of each point in turn. */
export const pointsFrom = (base64: string): Uint16Array => new Uint16Array(bytesOf(base64));

function bytesOf(base64: string): ArrayBuffer {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes.buffer;
}
