import { isUtf8 } from 'node:buffer';
import { Fault } from '../fault.ts';
import { type Json, NumberText } from '../records/json.ts';

/**
 * A value as hyparquet gives it, as JSON. Large integers and decimals keep their digits; times are ISO texts;
 * bytes that are UTF-8 are their text, others `{"base64": …}`; what JSON has no number for is its name as text.
 * @param scale digits behind the point where the column is a decimal
 */
export function parquetJson(value: unknown, scale?: number): Json | Fault {
  if (value instanceof Fault) return value;
  if (value === null || value === undefined) return null;
  if (scale !== undefined) return decimal(value, scale);
  if (typeof value === 'bigint') return number(value.toString());
  if (typeof value === 'number') return Number.isFinite(value) ? number(numberText(value)) : String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof NumberText) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return bytesJson(value);
  if (typeof value !== 'object') return String(value);
  return container(value);
}

function container(value: object): Json | Fault {
  const list = Array.isArray(value) || ArrayBuffer.isView(value);
  const parts: [string, Json][] = [];
  const entries: [string, unknown][] = list
    ? Array.from(value as ArrayLike<unknown>, (item, i) => [String(i), item])
    : Object.entries(value);
  for (const [name, item] of entries) {
    const json = parquetJson(item);
    if (json instanceof Fault) return json;
    parts.push([name, json]);
  }
  return list ? parts.map(([, json]) => json) : Object.fromEntries(parts);
}

const number = (text: string): Json =>
  /^(?:0|-?[1-9][0-9]{0,14})$/u.test(text) ? Number(text) : new NumberText(text);

const numberText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

function bytesJson(bytes: Uint8Array): Json {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return isUtf8(buffer) ? buffer.toString('utf8') : { base64: buffer.toString('base64') };
}

/** An unscaled integer (a number, or big-endian two's complement) with its point put in, all digits kept. */
function decimal(value: unknown, scale: number): Json | Fault {
  const integer = value instanceof Uint8Array ? fromBytes(value) : BigInt(value as number | bigint);
  const digits = (integer < 0n ? -integer : integer).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return number(integer < 0n ? `-${text}` : text);
}

function fromBytes(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex}`));
}
