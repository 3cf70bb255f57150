import { useState } from 'react';
import { useSearchParams } from 'react-router';

/** How a form stands in an address, and is read from it. */
export interface AddressForm<T> {
  formOf(search: URLSearchParams): T;
  paramsOf(form: T): Record<string, string>;
}

/** A form that lives in the address, beside the chosen run; what is typed is there at once. */
export function useAddressForm<T extends object>({ formOf, paramsOf }: AddressForm<T>) {
  const [search, setSearch] = useSearchParams();
  const [form, setForm] = useState(() => formOf(search));
  const set = (changes: Partial<T>): void => {
    const next = { ...form, ...changes };
    setForm(next);
    const run = search.get('run');
    setSearch(
      { ...paramsOf(next), ...(run === null ? {} : { run }) },
      { replace: true, preventScrollReset: true },
    );
  };
  return { form, set };
}
