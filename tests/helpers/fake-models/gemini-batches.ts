import type { Answer, FakeState, Incoming } from './state.ts';

export const batchRoute = (_state: FakeState, _request: Incoming): Answer | null => null;
