import { count, counted } from '../../lib/format.ts';

/** Settings under which a teacher was asked, in words; whatever has no words is named as it is. */
export function settingsSaid(settings: unknown): string {
  const said = flat(settings)
    .filter(([, value]) => value !== null)
    .map(([name, value]) =>
      name === LENGTH && typeof value === 'number'
        ? `at most ${count(value)} tokens of output`
        : name === 'samples' && typeof value === 'number'
          ? `${counted(value, 'trace')} of each question`
          : `${plain(name)} ${shown(value)}`,
    );
  return said.length === 0 ? '' : `${said.join(', ').replace(/^./, (first) => first.toUpperCase())}.`;
}

const LENGTH = 'generation.maxOutputTokens';

const NAMES: Readonly<Record<string, string>> = {
  'generation.thinking.budget': 'thinking budget',
  'generation.thinking.level': 'thinking level',
  'generation.includeThoughts': 'thoughts',
  'generation.temperature': 'temperature',
  'generation.topP': 'top-p',
  'generation.seed': 'seed',
};

const plain = (name: string): string => NAMES[name] ?? name.replace(/^generation\./, '');

function shown(value: unknown): string {
  if (value === true) return 'asked for';
  if (value === false) return 'not asked for';
  return String(value).slice(0, 80);
}

/** Names and plain values of nested settings, at most three deep. */
function flat(value: unknown, name = '', depth = 0): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return name === '' ? [] : [[name, Array.isArray(value) ? JSON.stringify(value) : value]];
  }
  if (depth === 3) return [[name, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, one]) =>
    flat(one, name === '' ? key : `${name}.${key}`, depth + 1),
  );
}

/** What was stored of an attestation, in words: a text as it is, of a record its plain values. */
export function saidOf(stored: unknown): string {
  if (typeof stored === 'string') return stored.slice(0, 200);
  return flat(stored)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${String(value).slice(0, 80)}`)
    .join(', ');
}
