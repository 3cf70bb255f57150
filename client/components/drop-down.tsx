import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';

/** A button that opens a list of choices under it. */
export function DropDown({
  name,
  label,
  className = '',
  width,
  children,
}: {
  /** What the button shows. */
  name: ReactNode;
  /** What it is called where that is not enough. */
  label?: string;
  className?: string;
  /** Classes of the list. */
  width: string;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={`control ${className}`} aria-label={label}>
        {name}
        <span className="text-muted">
          <Icon name="down" size={12} />
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className={`fade-in z-40 max-h-[60vh] max-w-[calc(100vw-16px)] overflow-y-auto rounded-ui bg-raised p-1 shadow-float ${width}`}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
