import { DropdownMenu } from 'radix-ui';
import { useSearchParams } from 'react-router';
import { DropDown } from '../../../components/drop-down.tsx';
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
    <DropDown name="Columns" className="max-lg:hidden" width="w-44">
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
    </DropDown>
  );
}
