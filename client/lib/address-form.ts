/** A form of plain texts as an address has it: what it does not name is as in `empty`. */
export function formAt<T extends object>(empty: T, search: URLSearchParams): T {
  const form = { ...empty };
  for (const name of Object.keys(empty)) {
    const value = search.get(name);
    if (value !== null) Object.assign(form, { [name]: value });
  }
  return form;
}

/** What an address says of a form: all that is not as in `empty`. */
export const paramsOver = <T extends object>(empty: T, form: T): Record<string, string> =>
  Object.fromEntries(Object.entries(form).filter(([name, value]) => value !== empty[name as keyof T]));
