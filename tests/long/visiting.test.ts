import { test } from 'vitest';
import { ROLE_NAMES } from '../../shared/vocabulary/roles.ts';
import { withBrowser } from '../browser/browser.ts';
import { visitAs } from '../browser/visiting.ts';

withBrowser();

test.each(ROLE_NAMES)('as %s no page asks for what is refused to that role', visitAs);
