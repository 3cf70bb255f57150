import { useEffect, useState } from 'react';
import {
  ACTION_NAMES,
  ACTIONS,
  type Action,
  defaultKeymap,
  FIXED,
  type Keymap,
  nameOf,
  remapped,
} from '../keymap.ts';

/** What the keys do; each can be given another one, which this browser keeps. */
export function KeysHelp({ keymap, onChange }: { keymap: Keymap; onChange: (keys: Keymap) => void }) {
  const [asking, setAsking] = useState<Action | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    if (asking === null) return;
    const listen = (event: KeyboardEvent) => {
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return; // on the way to another key
      event.preventDefault();
      event.stopImmediatePropagation();
      setAsking(null);
      if (event.key === 'Escape') return;
      const next = remapped(keymap, asking, event.key);
      if (typeof next === 'string') setFault(next);
      else onChange(next);
    };
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, [asking, keymap, onChange]);
  const isDefault = ACTION_NAMES.every((name) => keymap[name] === ACTIONS[name].key);
  return (
    <section aria-label="Keys" className="rounded-ui bg-sunken px-3 py-2.5 text-12">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-0.5">
        {ACTION_NAMES.map((name) => (
          <div key={name} className="contents">
            <dt>
              <button
                type="button"
                className="quiet h-6 min-w-10 justify-center border border-line font-mono"
                aria-label={`${nameOf(keymap[name])}: ${ACTIONS[name].says}. Choose another key`}
                onClick={() => {
                  setFault(null);
                  setAsking(name);
                }}
              >
                {asking === name ? 'press' : nameOf(keymap[name])}
              </button>
            </dt>
            <dd className="text-muted">{ACTIONS[name].says}</dd>
          </div>
        ))}
        {FIXED.map(([key, says]) => (
          <div key={key} className="contents">
            <dt className="px-2 font-mono whitespace-nowrap">{key}</dt>
            <dd className="text-muted">{says}</dd>
          </div>
        ))}
      </dl>
      <p role="status" className="mt-2 text-muted">
        {asking !== null
          ? `Press the key that shall ${ACTIONS[asking].says}; Esc leaves it as it is.`
          : (fault ?? 'Press a key here to give it another one. This browser keeps it.')}
      </p>
      {!isDefault && (
        <button
          type="button"
          className="quiet mt-1 border border-line"
          onClick={() => onChange(defaultKeymap())}
        >
          All as they were
        </button>
      )}
    </section>
  );
}
