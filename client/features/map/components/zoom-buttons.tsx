const BUTTONS = [
  { says: 'Zoom in', sign: '+', factor: 1.6 },
  { says: 'Zoom out', sign: '−', factor: 1 / 1.6 },
  { says: 'Show all', sign: '⤢', factor: null },
] as const;

/** Zooming without wheel or keys. @param onZoom by a factor; null shows all */
export function ZoomButtons({ onZoom }: { onZoom: (factor: number | null) => void }) {
  return (
    <div className="absolute top-3 right-3 flex flex-col gap-1 lg:top-auto lg:bottom-3">
      {BUTTONS.map(({ says, sign, factor }) => (
        <button
          key={says}
          type="button"
          aria-label={says}
          title={says}
          onClick={() => onZoom(factor)}
          className="flex size-8 items-center justify-center rounded-ui border border-line bg-raised text-16 text-muted hover:border-line-strong hover:text-ink"
        >
          <span aria-hidden="true">{sign}</span>
        </button>
      ))}
    </div>
  );
}
