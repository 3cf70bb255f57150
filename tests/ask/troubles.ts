import type { FaultRule } from '../helpers/fake-models/plan.ts';

/** What goes wrong now and then: on the way, at the server, and in what the model says. */
export const TROUBLES: FaultRule[] = [
  { fault: 'gemini.503', rate: 0.02, times: 6 },
  { fault: 'gemini.500', rate: 0.02, times: 6 },
  { fault: 'wire.reset-before-headers', rate: 0.02, times: 6 },
  { fault: 'wire.reset-in-body', rate: 0.02, times: 6 },
  { fault: 'wire.broken-json', rate: 0.02, times: 6 },
  { fault: 'gemini.safety', rate: 0.03 },
  { fault: 'gemini.recitation', rate: 0.03 },
  { fault: 'gemini.max-tokens-in-thoughts', rate: 0.03 },
  { fault: 'gemini.no-thoughts', rate: 0.03 },
  { fault: 'gemini.no-candidates', rate: 0.03 },
  { fault: 'gemini.prompt-prohibited', rate: 0.02 },
];
