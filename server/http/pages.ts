import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';
import { WinnowError } from '../../shared/error.ts';

/**
 * The built pages. Files under /assets carry their hash in the name, so they may be kept for ever; any
 * other path is a view of the one page, which finds its way by itself.
 * @param folder `dist/client`
 */
export function pages(folder: string): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.use('/assets', () => {
    throw new WinnowError('not-found', 'This file belongs to another version of the page; reload it.');
  });
  router.use(express.static(folder, { index: false, redirect: false, cacheControl: false }));
  router.get('/{*path}', (_request, response) => {
    if (!existsSync(join(folder, 'index.html')))
      throw new WinnowError('failed', 'The pages are not built; run "npm run build" and reload.');
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: folder });
  });
  return router;
}
