/** What keys do on the Review page, and the key that does it unless somebody chose another. */
export const ACTIONS = {
  accept: { key: 'a', says: 'accept, and on to the next' },
  reject: { key: 'x', says: 'reject, and on to the next' },
  skip: { key: ' ', says: 'skip, and on to the next' },
  undo: { key: 'u', says: 'take the last judgement back' },
  later: { key: 'ArrowRight', says: 'leave it for later' },
  back: { key: 'ArrowLeft', says: 'go back to what was left' },
  note: { key: 'n', says: 'write a note; Esc leaves it' },
  flag: { key: 'f', says: 'flag it for the others' },
  nextStep: { key: ']', says: 'next step of the trace' },
  previousStep: { key: '[', says: 'step before it' },
  nextField: { key: 'ArrowDown', says: 'next field of the form' },
  previousField: { key: 'ArrowUp', says: 'field before it' },
  raw: { key: 'r', says: 'the text as it was written' },
  guidelines: { key: 'h', says: 'guidelines' },
  keys: { key: '?', says: 'these keys' },
} as const;

export type Action = keyof typeof ACTIONS;
export type Keymap = Readonly<Record<Action, string>>;
export const ACTION_NAMES = Object.keys(ACTIONS) as Action[];

/** What stays as it is, since it works while writing too or belongs to the form. */
export const FIXED: readonly (readonly [string, string])[] = [
  ['1 … 9', 'choose in the field that is marked'],
  ['Enter', 'write in the field that is marked'],
  ['Ctrl+Enter', 'accept, while writing too'],
  ['Ctrl+Z', 'take the last judgement back; while writing, the last letters'],
];

const STORED = 'winnow-review-keys';

export const defaultKeymap = (): Keymap =>
  Object.fromEntries(ACTION_NAMES.map((name) => [name, ACTIONS[name].key])) as Record<Action, string>;

/** The keys of this browser. What was stored and fits no more is the default again. */
export function storedKeymap(): Keymap {
  const keys: Record<Action, string> = { ...defaultKeymap() };
  try {
    const stored = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Record<string, unknown>;
    for (const name of ACTION_NAMES) {
      const key = stored[name];
      if (typeof key === 'string' && keyFault(key) === null) keys[name] = key;
    }
  } catch {
    return defaultKeymap();
  }
  return new Set(Object.values(keys)).size === ACTION_NAMES.length ? keys : defaultKeymap();
}

export const storeKeymap = (keys: Keymap): void => localStorage.setItem(STORED, JSON.stringify(keys));

/** Why a key can not be chosen at all; null where it can. */
function keyFault(key: string): string | null {
  if (/^[1-9]$/.test(key)) return 'Digits choose in the form; take another key.';
  if (['Enter', 'Escape', 'Tab', 'Shift', 'Control', 'Alt', 'Meta', 'Backspace', 'Delete'].includes(key))
    return `${nameOf(key)} keeps its own meaning; take another key.`;
  return null;
}

/**
 * The keys with another one for an action.
 * @returns why not, where the key is taken or keeps its own meaning
 */
export function remapped(keys: Keymap, action: Action, key: string): Keymap | string {
  const fault = keyFault(key);
  if (fault !== null) return fault;
  const taken = ACTION_NAMES.find((name) => name !== action && keys[name] === key);
  if (taken !== undefined)
    return `${nameOf(key)} is taken: ${ACTIONS[taken].says}. Give that another key first.`;
  return { ...keys, [action]: key };
}

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowRight: '→',
  ArrowLeft: '←',
  ArrowDown: '↓',
  ArrowUp: '↑',
};

/** A key as it is written on keyboards. */
export const nameOf = (key: string): string => NAMES[key] ?? key;
