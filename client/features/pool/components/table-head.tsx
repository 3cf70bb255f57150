import { Link, useSearchParams } from 'react-router';
import { Icon } from '../../../components/icons.tsx';
import { addressOf } from '../../../lib/urls.ts';
import { nextOrder, orderAt, type PoolColumn } from '../columns.ts';
import { COLUMNS } from './question-row.tsx';

/** Names of the columns; those that the rows can be put in order by say so, and do it. */
export function TableHead({ columns }: { columns: readonly PoolColumn[] }) {
  const [search] = useSearchParams();
  const order = orderAt(search);
  return (
    <tr className={`${COLUMNS} h-8 border-b border-line text-left text-12 text-muted *:font-medium`}>
      <th scope="col">Question</th>
      {columns.map(({ name, title, sort, isNumber, isFirst }) => {
        const isSorted = sort !== null && order.sort === sort;
        return (
          <th
            key={name}
            scope="col"
            aria-sort={isSorted ? (order.desc ? 'descending' : 'ascending') : undefined}
            className={`${isFirst ? '' : 'max-lg:hidden'} ${isNumber ? 'text-right' : ''}`}
          >
            {sort === null ? (
              title
            ) : (
              <Link
                to={addressOf('/pool', { ...Object.fromEntries(search), ...nextOrder(sort, order) })}
                replace
                title={`Sort by ${title.toLowerCase()}`}
                className={`inline-flex items-center gap-1 hover:text-ink ${isNumber ? 'flex-row-reverse' : ''} ${isSorted ? 'text-ink' : ''}`}
              >
                {title}
                {isSorted && <Icon name={order.desc ? 'down' : 'up'} size={10} />}
              </Link>
            )}
          </th>
        );
      })}
    </tr>
  );
}
