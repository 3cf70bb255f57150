import type { AuditMatchItem } from '../../../shared/schemas/audit.ts';

/** Every row of the tables that an audit shows, each with the question and the table that it stands in. */
export const rowsOf = (matches: readonly AuditMatchItem[]): object[] =>
  matches.flatMap(
    ({ question, decisions, otherTraces, trace, grades, reviews, flags, waivers, releases, events }) => {
      const tables = {
        decisions,
        traces: trace === null ? otherTraces : [trace, ...otherTraces],
        grades,
        reviews,
        flags,
        waivers,
        releases,
        events,
      };
      const { questionId } = question;
      return Object.entries(tables).flatMap(([table, rows]: [string, readonly object[]]) =>
        rows.map((row) => ({ questionId, table, ...row })),
      );
    },
  );
