import { Icon } from '../../../components/icons.tsx';

/** Settings that belong together, folded until they are asked for. */
export function Group({
  title,
  note,
  children,
}: {
  title: string;
  note?: string;
  children: React.ReactNode;
}) {
  return (
    <details className="group border-t border-line">
      <summary className="flex h-10 cursor-pointer list-none items-center gap-2 text-13 font-medium">
        <span className="-rotate-90 text-muted group-open:rotate-0">
          <Icon name="down" size={12} />
        </span>
        {title}
      </summary>
      <div className="pb-3">
        {note !== undefined && <p className="pb-1 pl-3 text-12 text-muted">{note}</p>}
        {children}
      </div>
    </details>
  );
}
