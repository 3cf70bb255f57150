import { WinnowError } from '../../../shared/error.ts';

/** Turns the bytes of one encoding into text. */
export interface Decoder {
  /** The name in the Encoding Standard, lower case. */
  name: string;
  /** Bytes of a code unit: a line feed is this wide. */
  unit: 1 | 2;
  bigEndian: boolean;
  /** The text, or null where the bytes are no text in this encoding or end within a character. */
  exact(bytes: Buffer): string | null;
  /** The text with U+FFFD for what is none. */
  lenient(bytes: Buffer): string;
}

/** What windows-1252 has at 0x80 to 0x9F (Encoding Standard); the five that it leaves open stay as they are. */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Encodings whose decoder puts characters for private use where the bytes are none. */
const WITH_STAND_INS = new Set(['gbk', 'big5', 'windows-874']);
const STAND_IN = /[\uf8c0-\uf8fe]/;
const STAND_INS = /[\uf8c0-\uf8fe]/g;

/**
 * A decoder by any label of the Encoding Standard (`latin1`, `gbk`, `utf-16le`, …); null for UTF-8, which
 * needs none. windows-1252 is done here: some releases of Node decode it as if it were ISO 8859-1.
 * @throws WinnowError `bad-usage` for a label that is not known
 */
export function decoderFor(label: string): Decoder | null {
  const strict = known(label);
  if (strict === null) {
    throw new WinnowError(
      'bad-usage',
      `--encoding ${label} is not known; write a label of the Encoding Standard, such as utf-8, windows-1252 or gbk.`,
    );
  }
  const name = strict.encoding;
  if (name === 'utf-8') return null;
  if (name === 'windows-1252') {
    return { name, unit: 1, bigEndian: false, exact: windows1252, lenient: windows1252 };
  }
  const loose = new TextDecoder(label, { ignoreBOM: true });
  const marks = WITH_STAND_INS.has(name);
  return {
    name,
    unit: name.startsWith('utf-16') ? 2 : 1,
    bigEndian: name === 'utf-16be',
    exact(bytes) {
      try {
        const text = strict.decode(bytes);
        return marks && STAND_IN.test(text) ? null : text;
      } catch {
        return null;
      }
    },
    lenient: (bytes) => (marks ? loose.decode(bytes).replace(STAND_INS, '\ufffd') : loose.decode(bytes)),
  };
}

function known(label: string) {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch {
    return null;
  }
}

const windows1252 = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? c);
