import { DropdownMenu } from 'radix-ui';
import { useSearchParams } from 'react-router';
import { Icon } from '../../../components/icons.tsx';
import { columnsAt, columnsFor } from '../columns.ts';

/** Which columns the table has; they stand in the address. */
export function ColumnChooser({ hasRun }: { hasRun: boolean }) {
  const [search, setSearch] = useSearchParams();
  const shown = columnsAt(search, hasRun).map(({ name }) => name);
  const all = columnsFor(hasRun);
  const turn = (name: string, isShown: boolean): void => {
    const next = all
      .map((column) => column.name)
      .filter((one) => (one === name ? isShown : shown.includes(one)));
    const params = new URLSearchParams(search);
    params.set('cols', next.join(' '));
    setSearch(params, { replace: true });
  };
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="control max-lg:hidden">
        Columns
        <span className="text-muted">
          <Icon name="down" size={12} />
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="fade-in z-40 w-44 rounded-ui bg-raised p-1 shadow-float"
        >
          {all.map(({ name, title }) => (
            <DropdownMenu.CheckboxItem
              key={name}
              checked={shown.includes(name)}
              onCheckedChange={(is) => turn(name, is)}
              onSelect={(event) => event.preventDefault()} // several are chosen one after the other
              className="flex h-8 cursor-pointer items-center gap-2 rounded-ui px-2 text-13 outline-none data-highlighted:bg-sunken"
            >
              <span className="size-4 text-accent">
                <DropdownMenu.ItemIndicator>
                  <Icon name="check" />
                </DropdownMenu.ItemIndicator>
              </span>
              {title}
            </DropdownMenu.CheckboxItem>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
