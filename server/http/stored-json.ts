/** JSON of a row, which was checked when it was stored; null where there is none. */
export const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
