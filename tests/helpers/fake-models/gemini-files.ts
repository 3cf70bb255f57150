import type { Answer, FakeState, Incoming } from './state.ts';

export const fileRoute = (_state: FakeState, _request: Incoming): Answer | null => null;
