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
