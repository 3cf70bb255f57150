import { type ReactNode, useEffect, useRef } from 'react';

/**
 * Something that opens over the page and holds the focus until it is closed: the browser's own dialog, which needs no
 * style that the page's policy would refuse.
 */
export function Modal({
  name,
  onClose,
  className,
  children,
}: {
  name: string;
  onClose: () => void;
  className: string;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const own = dialog.current;
    if (own?.open === false) own.showModal();
    return () => own?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, by the browser itself
    <dialog
      ref={dialog}
      aria-label={name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose(); // beside it: what is in it lies over it
      }}
      className={`fade-in mx-auto mt-[12vh] max-w-[calc(100vw-16px)] rounded-ui bg-raised p-0 text-ink shadow-float backdrop:bg-ink/20 ${className}`}
    >
      {children}
    </dialog>
  );
}
