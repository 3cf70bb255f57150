import { setImmediate } from 'node:timers/promises';
import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import type { FlagCodeItem, PolicyOutlooks } from '../../../shared/schemas/compliance.ts';
import { FLAGS } from '../../../shared/vocabulary/flags.ts';
import { POLICIES, POLICY_NAMES } from '../../../shared/vocabulary/policies.ts';
import { effectOf } from '../../comply/policy.ts';
import type { Shipped } from '../../comply/shipped.ts';
import { instrumentOf } from '../../comply/terms.ts';
import { termsItems } from '../../comply/terms-list.ts';
import type { Workspace } from '../../db/workspace.ts';
import { concludeLicence, listLicences } from '../../intake/licences.ts';
import { gateOutlook } from '../../release/gate.ts';
import { gateFactsOf } from '../../release/run-look.ts';
import { revokeWaiver, waive } from '../../release/waive.ts';
import { waiverItem } from '../../release/waiver-item.ts';
import { bind } from '../bind.ts';
import { pageOfArray } from '../cursor.ts';
import { runOf, type Service } from '../service.ts';
import { speakerOf } from '../speaker.ts';

/** Flags, what policies make of them, and what people say about licences and flags. */
export function complianceRoutes({ workspace }: Pick<Service, 'workspace'>, shipped: Shipped): Router {
  const router = Router();
  bind(router, ROUTES.flagCodes, () => ({ items: flagCodes(workspace, shipped) }));
  bind(router, ROUTES.flags, ({ query: { code, subject, state, ...page } }) => {
    const filter = { ...(code === undefined ? {} : { code }), ...(subject === undefined ? {} : { subject }) };
    const { items, nextCursor } = pageOfArray(
      [...workspace.flags.each(filter)].filter((flag) => state === undefined || flag.state === state),
      page,
    );
    return { items: items.map((flag) => ({ ...flag, termsRefs: [...flag.termsRefs] })), nextCursor };
  });
  bind(router, ROUTES.policyOutlooks, outlooks(workspace, shipped));
  bind(router, ROUTES.terms, ({ query }) => {
    const page = pageOfArray(termsItems(shipped.terms, workspace.now().toISOString()), query);
    return {
      ...page,
      items: page.items.map((item) => ({ ...item, captured: captured(workspace, item.id) })),
    };
  });
  bind(router, ROUTES.licences, ({ query }) => pageOfArray(listLicences(workspace, shipped.licences), query));
  bind(router, ROUTES.conclude, ({ body, caller }) => {
    const made = concludeLicence(workspace, shipped.licences, { ...body, by: speakerOf(caller, body.by) });
    const { source, spdx, by, questions, resolved, raised } = made;
    return { source, spdx, by, questions, resolved, raised };
  });
  bind(router, ROUTES.waivers, ({ query }) => {
    const page = pageOfArray(workspace.waivers.all(), query);
    return { ...page, items: page.items.map((one) => waiverItem(workspace, one)) };
  });
  bind(router, ROUTES.waive, ({ body: { runId, days, by, evidence = [], ...words }, caller }) =>
    waive(workspace, shipped, {
      ...words,
      run: runOf(workspace, runId),
      by: speakerOf(caller, by),
      expires: days,
      evidence: evidence.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') })),
      actor: caller.actor,
    }),
  );
  bind(router, ROUTES.revokeWaiver, ({ params, caller }) =>
    revokeWaiver(workspace, params.id, { by: null, actor: caller.actor }),
  );
  return router;
}

function flagCodes({ flags }: Workspace, { policies }: Shipped): FlagCodeItem[] {
  return flags.totals().map(({ code, ...counts }) => ({
    code,
    says: FLAGS[code].says,
    effects: {
      strict: effectOf(policies.strict, code),
      'research-only': effectOf(policies['research-only'], code),
      internal: effectOf(policies.internal, code),
    },
    ...counts,
  }));
}

function captured({ captures }: Workspace, id: string): { at: string; sha256: string } | null {
  const last = captures.latest(instrumentOf(id));
  return last === undefined ? null : { at: last.capturedAt, sha256: last.sha256 };
}

/** Looked at anew when anything in the workspace has changed; others get their turn between two policies. */
function outlooks(workspace: Workspace, shipped: Shipped) {
  let known: { key: string; said: PolicyOutlooks } | undefined;
  return async ({ params }: { params: { id: string } }): Promise<PolicyOutlooks> => {
    const run = runOf(workspace, params.id);
    const key = `${run.report.runId} ${workspace.stamp()}`;
    if (known?.key === key) return known.said;
    const facts = workspace.read(() => gateFactsOf(workspace, run, shipped));
    const items: PolicyOutlooks['items'] = [];
    for (const policy of POLICY_NAMES) {
      await setImmediate();
      const gate = gateOutlook(workspace, facts, shipped.policies[policy]);
      const { distribution, passes, effects, waived, refusals, review, recipe = null, licence } = gate;
      items.push({
        ...{ policy, says: POLICIES[policy], distribution, passes, effects, waived, refusals, review },
        recipe: recipe === null ? null : { met: recipe.met, says: recipe.says },
        rows: facts.choice.rows.length,
        licence: licence.unknown === 0 ? licence.licence : null,
      });
    }
    const said = { runId: run.report.runId, wanted: run.report.selected, items };
    known = { key, said };
    return said;
  };
}
