/** What a flag says; empty for a code that is not known here. */
export const flagSays = (_code: string): string => '';

/** What a defect is; empty for one that is not known here. */
export const defectSays = (_defect: string): string => '';
