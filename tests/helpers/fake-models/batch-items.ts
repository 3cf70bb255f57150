import type { Delivery } from './wire-faults.ts';

/** The error that the first item of a job ends with; null: it is answered. */
export function faultOfItem(fault: string | null): object | null {
  if (fault === 'batch.item-error')
    return { error: { code: 13, message: 'An internal error has occurred.', status: 'INTERNAL' } };
  if (fault === 'batch.item-quota')
    return {
      error: {
        code: 8,
        message: 'Resource has been exhausted (e.g. check quota).',
        status: 'RESOURCE_EXHAUSTED',
      },
    };
  return null;
}

const GRPC: Record<string, number> = {
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
};

/** An error of a single call as a batch holds it, its code one of gRPC; a web page becomes an internal one. */
export function asItemError({ pieces }: Delivery): object {
  try {
    const { error } = JSON.parse(pieces.join('')) as { error: { status: string; message: string } };
    return { error: { ...error, code: GRPC[error.status] ?? 13 } };
  } catch {
    return { error: { code: 13, message: 'An internal error has occurred.', status: 'INTERNAL' } };
  }
}
