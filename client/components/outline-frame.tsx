import type { ReactNode } from 'react';

/** The outline of a long text: beside it where there is room, folded over it where there is not. */
export function OutlineFrame({
  title,
  heading: Heading,
  children,
}: {
  title: string;
  /** Of the level that follows in the page. */
  heading: 'h2' | 'h3';
  children: ReactNode;
}) {
  return (
    <>
      <nav
        aria-label="Outline"
        className="max-h-[calc(100dvh-10rem)] self-start overflow-y-auto text-12 max-lg:hidden lg:sticky lg:top-4"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        tabIndex={0}
      >
        <Heading className="mb-1.5 text-12 font-medium text-muted">{title}</Heading>
        {children}
      </nav>
      <details className="text-13 lg:hidden">
        <summary className="cursor-pointer text-muted">{title}</summary>
        <div className="mt-2 max-h-72 overflow-y-auto">{children}</div>
      </details>
    </>
  );
}
