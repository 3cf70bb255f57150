import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { addressOfTrial, type Starts, type Trial, trialOf } from './address.ts';
import type { RecipeForm } from './schema.ts';

/** How long a trial rests before the address holds it. Unit: milliseconds. */
const REST_MS = 300;

/** What is tried: on the page at once, in the address a moment later; an address that changes by itself has its way. */
export function useTrial(form: RecipeForm, starts: Starts) {
  const { own, shipped } = starts;
  const [search, setSearch] = useSearchParams();
  const [trial, setTrial] = useState(() => trialOf(search, starts));
  const here = search.toString();
  const [seen, setSeen] = useState({ here, written: here });
  const address = addressOfTrial(search, form, starts, trial).toString();
  if (here !== seen.here) {
    setSeen({ ...seen, here });
    if (here !== seen.written && here !== address) setTrial(trialOf(search, starts));
  }
  useEffect(() => {
    if (address === here) return;
    const { pathname } = window.location;
    const timer = setTimeout(() => {
      // A link that was followed since may stand in the address before it is drawn: it must not be taken back.
      if (window.location.pathname !== pathname) return;
      const now = new URLSearchParams(window.location.search);
      const next = addressOfTrial(now, form, { own, shipped }, trial);
      setSeen((before) => ({ ...before, written: next.toString() }));
      setSearch(next, { replace: true, preventScrollReset: true });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [address, here, setSearch, form, own, shipped, trial]);
  /** The address of this trial with something else in it. */
  const hrefWith = (params: Readonly<Record<string, string | undefined>>): string => {
    const next = new URLSearchParams(address);
    for (const [name, value] of Object.entries(params)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    return `/recipe?${next}`;
  };
  return { trial, setTrial: setTrial as (next: Trial) => void, search, hrefWith };
}
