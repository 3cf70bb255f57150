import type { ReactNode } from 'react';

/** The one button of a form that does it; while something holds it back it stays in reach and says why. */
export function HeldButton({
  isHeld,
  isPending,
  whyId,
  onPress,
  children,
}: {
  isHeld: boolean;
  isPending: boolean;
  /** Id of the line that says what holds it back. */
  whyId: string;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-disabled={isHeld || isPending}
      aria-describedby={whyId}
      onClick={() => {
        if (!isHeld && !isPending) onPress();
      }}
      className={`inline-flex h-8 items-center rounded-ui px-3 text-13 font-medium ${isHeld ? 'cursor-not-allowed bg-behind text-muted' : 'bg-accent text-on-accent hover:opacity-90'}`}
    >
      {children}
    </button>
  );
}
