import type { ReactNode } from 'react';

/** A part of a life: its name over it. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-12 font-medium text-muted">{title}</h3>
      {children}
    </section>
  );
}
