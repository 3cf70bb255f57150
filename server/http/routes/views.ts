import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import { CURATING } from '../../../shared/vocabulary/roles.ts';
import { bind } from '../bind.ts';
import type { Caller } from '../callers.ts';
import { pageOfArray } from '../cursor.ts';
import type { Service } from '../service.ts';

/** Saved filters of the pool. */
export function viewRoutes({ workspace }: Pick<Service, 'workspace'>): Router {
  const router = Router();
  const { savedViews } = workspace;
  const mayChange = (savedBy: string, { actor, role }: Caller): boolean =>
    savedBy === actor || CURATING.includes(role);
  bind(router, ROUTES.views, ({ query }) => pageOfArray(savedViews.all(), query));
  bind(router, ROUTES.saveView, ({ body, caller }) => {
    const name = body.name.trim();
    return workspace.write('view', () => {
      const known = savedViews.all().find((one) => one.name === name);
      if (known !== undefined && !mayChange(known.savedBy, caller))
        throw new WinnowError('conflict', `Somebody else saved a view "${name}"; take another name.`);
      const view = {
        id: known?.id ?? `view-${workspace.randomHex(5)}`,
        name,
        address: body.address,
        savedBy: caller.actor,
        savedAt: workspace.now().toISOString(),
      };
      savedViews.put(view);
      return view;
    });
  });
  bind(router, ROUTES.removeView, ({ params: { id }, caller }) =>
    workspace.write('view', () => {
      const known = savedViews.all().find((one) => one.id === id);
      if (known === undefined)
        throw new WinnowError(
          'not-found',
          `There is no view ${id.slice(0, 80)}; GET /api/v1/views lists them.`,
        );
      if (!mayChange(known.savedBy, caller))
        throw new WinnowError(
          'forbidden',
          'Somebody else saved this view; owners and curators may remove it.',
        );
      savedViews.remove(id);
      return { id };
    }),
  );
  return router;
}
