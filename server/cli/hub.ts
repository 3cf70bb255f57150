import { setTimeout } from 'node:timers/promises';
import { patientFetch } from '../ask/providers/network.ts';
import { HUB_URL, type Hub, hubFor } from '../intake/hub/network.ts';
import type { CliContext } from './frame.ts';

/** The hub of Hugging Face, or what HF_ENDPOINT names, with the token of HF_TOKEN. @param what is asked for, for errors */
export const hubOf = ({ keys, signal }: CliContext, what: string): Hub =>
  hubFor({ url: keys().hub.url ?? HUB_URL, token: keys().hub.token ?? null }, what, {
    network: patientFetch,
    sleep: (ms, stop) => setTimeout(ms, undefined, { signal: stop }).catch(() => undefined),
    signal,
  });
