import { useState } from 'react';
import type { Run } from '../../../../shared/schemas/decision.ts';
import { Figure } from '../../../components/figure.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { counted } from '../../../lib/format.ts';
import { labelOf, reasonName } from '../../../lib/stages.ts';
import type { Table } from '../../../lib/table.ts';
import { funnelFinding } from '../findings.ts';
import { funnelRows, type Scale } from '../funnel-rows.ts';
import { FunnelStageRow, PoolRow } from './funnel-row.tsx';

/** Where every question of the pool went: one bar a stage, its width true to the counts, reasons as branches. */
export function Funnel({ run }: { run: Run }) {
  const [scale, setScale] = useState<Scale>('linear');
  return (
    <Figure
      title={funnelFinding(run)}
      note={`Questions left after each stage of ${counted(run.pool, 'question')}; ${scale === 'log' ? 'log scale' : 'bars true to the counts'}`}
      table={tableOf(run)}
      controls={
        <Segmented
          name="scale"
          label="Scale"
          value={scale}
          onChange={setScale}
          options={[
            { value: 'linear', label: 'Linear' },
            { value: 'log', label: 'Log' },
          ]}
        />
      }
    >
      <ol className="flex flex-col">
        <PoolRow run={run} />
        {funnelRows(run, scale).map((row, i) => (
          <FunnelStageRow key={row.stage} row={row} runId={run.runId} isLast={i === run.funnel.length - 1} />
        ))}
      </ol>
    </Figure>
  );
}

const tableOf = ({ funnel }: Run): Table => ({
  head: ['Stage', 'Outcome', 'Questions'],
  rows: funnel.flatMap(({ stage, label, kept, dropped, applied }) => [
    ...Object.entries(dropped).map(([reason, fell]) => [labelOf({ stage, label }), reasonName(reason), fell]),
    [labelOf({ stage, label }), applied ? 'let through' : 'let through (not applied)', kept],
  ]),
});
