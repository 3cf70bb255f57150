import type { ReactNode } from 'react';

/** A part of a life: its name over it. @param level of its heading on the page */
export function Part({ title, level = 3, children }: { title: string; level?: 2 | 3; children: ReactNode }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section>
      <Heading className="mb-1.5 text-12 font-medium text-muted">{title}</Heading>
      {children}
    </section>
  );
}
