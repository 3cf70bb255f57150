import { expect, test } from 'vitest';
import { type Planned, plan } from '../http/pool-with-run.ts';
import { openPage, serveWorkbench, withBrowser } from './browser.ts';

withBrowser();

const HOSTILE = [
  '<script>window.broken = 1</script> <img src=x onerror="window.broken = 1"> <svg onload="window.broken = 1">',
  '[click](javascript:window.broken=1) ![x](https://evil.example/pixel.png) <a href="javascript:window.broken=1">x</a>',
  '$\\href{javascript:window.broken=1}{x}$ and $\\url{javascript:window.broken=1}$ and $\\includegraphics{https://evil.example/p.png}$',
  '$\\htmlId{root}{x} \\htmlStyle{position:fixed;inset:0}{y} \\htmlData{a=b}{z} \\htmlClass{fixed}{w}$',
  '$\\def\\a{\\a\\a}\\a$ and $\\newcommand{\\b}{\\b}\\b$ and $\\gdef\\frac{broken}$',
  `$${'{'.repeat(1500)}x${'}'.repeat(1500)}$`,
  `$${'\\sqrt{'.repeat(600)}x${'}'.repeat(600)}$`,
  '$\\rule{100000em}{100000em}$ $\\kern{99999em}$ $\\hspace{-99999em}x$',
  '</span></div></body><h1>broken</h1><style>*{display:none}</style>',
  `$x$ ${'$y^{y^{y}}$ '.repeat(600)}`,
  '\u202Edesrever\u202C and \u200B\u200B\u200B zero width',
  '{{constructor.constructor("window.broken=1")()}} <%= window.broken=1 %>',
];

const planned = HOSTILE.map(
  (text): Planned => ({
    ...(plan(3)[2] as Planned),
    text,
    source: 'orchard',
    evidence: { note: '<img src=x onerror="window.broken=1">' },
  }),
);

test('hostile questions do nothing: no script, link, picture, request, style or freeze', async () => {
  const { url, ids } = await serveWorkbench(planned);
  const { page, complaints } = await openPage();
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) strangers.push(request.url());
  });
  await page.goto(`${url}/pool`);
  await page.locator('.katex').first().waitFor();
  for (const [i, id] of ids.entries()) {
    await page.goto(`${url}/pool/${id}`);
    const drawer = page.getByRole('complementary', { name: 'Question' });
    const started = Date.now();
    await drawer.getByText('Where it comes from').waitFor();
    await page.waitForTimeout(120); // for whatever a load or an error would have set off
    expect({ i, slow: Date.now() - started > 5000 }).toEqual({ i, slow: false });
    expect({
      i,
      marks: await drawer
        .locator('article header :is(a, img, script, iframe, h1, style, [onerror], [onload], #root)')
        .count(),
    }).toEqual({ i, marks: 0 });
    expect(await page.evaluate(() => 'broken' in window)).toBe(false);
    expect({ i, wide: await page.evaluate(() => document.documentElement.scrollWidth > innerWidth) }).toEqual(
      { i, wide: false },
    );
  }
  expect(strangers).toEqual([]);
  expect(complaints).toEqual([]);
});

test('what would turn the direction of a text is shown by its number, and the text keeps its order', async () => {
  const { url, ids } = await serveWorkbench(planned);
  const { page } = await openPage();
  await page.goto(`${url}/pool/${ids[10]}`);
  const words = page.getByRole('complementary', { name: 'Question' }).locator('article header');
  await expect.poll(() => words.innerText()).toContain('U+202EdesreverU+202C and');
});

test('what KaTeX can not read or does not trust stays as it was written', async () => {
  const { url, ids } = await serveWorkbench(planned);
  const { page } = await openPage();
  await page.goto(`${url}/pool/${ids[4]}`);
  const words = page.getByRole('complementary', { name: 'Question' }).locator('article header');
  await expect.poll(() => words.innerText()).toContain('$\\def\\a{\\a\\a}\\a$');
});

test('a name of a source or an id with markup or a path in it is text and leads nowhere', async () => {
  const source = '"><img src=x onerror=window.broken=1>/../../etc';
  const { url } = await serveWorkbench([{ ...(planned[0] as Planned), source, domain: '<b>x</b>' }]);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/`);
  await page
    .getByRole('heading', { name: /median|pool is/ })
    .first()
    .waitFor();
  await page.goto(`${url}/pool?source=${encodeURIComponent(source)}&run=${encodeURIComponent('run-1')}`);
  await page.getByRole('row').nth(1).waitFor();
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);
  expect(complaints).toEqual([]);
});
