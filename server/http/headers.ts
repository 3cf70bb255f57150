import compression from 'compression';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Headers of every reply. Styles may stand in attributes only (KaTeX sets heights that way), scripts
 * nowhere but in our files; small fonts are part of the style sheet, hence `data:`.
 * Differs from helmet's defaults, which assume https: no upgrade of requests and no HSTS on plain http.
 */
export const securityHeaders = (): RequestHandler =>
  helmet({
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'style-src-attr': ["'unsafe-inline'"],
        'font-src': ["'self'", 'data:'],
        'img-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
  });

/** Packs replies, but for event streams, which must not wait for a full block. */
export const packing = (): RequestHandler =>
  compression({
    filter: (request, response) =>
      !String(response.getHeader('Content-Type')).startsWith('text/event-stream') &&
      compression.filter(request, response),
  });
