import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Asked, startServer } from './server.ts';

const json = { 'Content-Type': 'application/json' };
const refusal = (message: string) => ({ error: 'forbidden', message, details: null });
const FOREIGN_HOST = refusal('This server does not answer to that Host; use its own address.');
const FOREIGN_ORIGIN = refusal('A write from another origin is refused.');
const NO_TOKEN = refusal('A write with a cookie needs the X-CSRF-Token of GET /api/v1/session.');

describe('a foreign Host', () => {
  test.each([
    'evil.example',
    'evil.example:4321',
    '127.0.0.1.evil.example',
    'localhost.',
    '127.0.0.1@evil.example',
    '[::1',
    '10.0.0.5',
  ])('"%s" is refused, whatever is asked', async (host) => {
    const { ask } = await startServer();
    const requests: [string, Asked][] = [
      ['/', {}],
      ['/api/v1/health', {}],
      ['/api/v1/nothing', {}],
      ['/api/v1/runs', { method: 'POST', body: 'not json', headers: { 'Content-Type': 'text/plain' } }],
      ['/%', {}],
    ];
    for (const [path, asked] of requests) {
      const { status, body } = await ask(path, { ...asked, headers: { ...asked.headers, Host: host } });
      expect({ path, status, body }).toEqual({ path, status: 403, body: FOREIGN_HOST });
    }
  });

  test.each(['127.0.0.1', 'localhost', 'LOCALHOST:9', '[::1]:4321', '127.0.0.1:65535'])(
    '"%s" is no foreign one',
    async (host) => {
      const { api } = await startServer();
      expect((await api('/health', { headers: { Host: host } })).status).toBe(200);
    },
  );
});

test('a request of old without any Host is refused, too', async () => {
  const { port } = await startServer();
  const answer = await new Promise<string>((done, fail) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => void socket.write('GET /api/v1/health HTTP/1.0\r\n\r\n'));
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('end', () => done(text)).on('error', fail);
  });
  expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 403 Forbidden');
});

describe('a write', () => {
  test.each([
    'https://evil.example',
    'null',
    'http://localhost:1',
    'http://127.0.0.1',
    'http://127.0.0.1:80.evil.example',
    '',
  ])('from the origin "%s" is refused before its body is looked at', async (origin) => {
    const { api } = await startServer();
    const { status, body } = await api('/runs', {
      method: 'POST',
      headers: { Origin: origin, 'Content-Type': 'text/plain' },
      body: '{',
    });
    expect({ status, body }).toEqual({ status: 403, body: FOREIGN_ORIGIN });
  });

  test('that says it is of another site is refused without an Origin, too', async () => {
    const { api } = await startServer();
    const { body } = await api('/runs', { method: 'DELETE', headers: { 'Sec-Fetch-Site': 'cross-site' } });
    expect(body).toEqual(FOREIGN_ORIGIN);
  });

  test('from its own origin, or from a program without one, is looked at', async () => {
    const { api, port } = await startServer();
    for (const headers of [{}, { Origin: `http://127.0.0.1:${port}` }]) {
      const { status } = await api('/runs', { method: 'POST', headers: { ...json, ...headers }, body: '{}' });
      expect(status).toBe(400);
    }
  });

  test('with a cookie needs the token of the session', async () => {
    const { api } = await startServer();
    const { csrfToken } = (await api('/session')).body as { csrfToken: string };
    const post = (headers: Record<string, string>) =>
      api('/runs', { method: 'POST', headers: { ...json, Cookie: 'other=1', ...headers }, body: '{}' });
    expect((await post({})).body).toEqual(NO_TOKEN);
    expect((await post({ 'X-CSRF-Token': `${csrfToken.slice(0, -1)}x` })).body).toEqual(NO_TOKEN);
    expect((await post({ 'X-CSRF-Token': csrfToken })).status).toBe(400);
  });

  test('of anything but JSON is 415, over 5 MB 413, of broken JSON 400, each in the one shape', async () => {
    const { api } = await startServer();
    const big = JSON.stringify('x'.repeat(5 * 1024 * 1024));
    const answers = [
      await api('/runs', {
        method: 'POST',
        body: 'a=b',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      }),
      await api('/runs', { method: 'POST', body: '{}' }),
      await api('/runs', {
        method: 'POST',
        body: '{}',
        headers: { 'Content-Type': 'application/json; charset=latin1' },
      }),
      await api('/runs', { method: 'POST', body: big, headers: json }),
      await api('/runs', {
        method: 'POST',
        body: gzipSync(big),
        headers: { ...json, 'Content-Encoding': 'gzip' },
      }),
      await api('/runs', { method: 'POST', body: '{"a":', headers: json }),
    ];
    expect(answers.map(({ status, body }) => ({ status, error: (body as { error: string }).error }))).toEqual(
      [
        { status: 415, error: 'wrong-type' },
        { status: 415, error: 'wrong-type' },
        { status: 415, error: 'wrong-type' },
        { status: 413, error: 'too-large' },
        { status: 413, error: 'too-large' },
        { status: 400, error: 'bad-usage' },
      ],
    );
    for (const { body } of answers)
      expect(Object.keys(body as object)).toEqual(['error', 'message', 'details']);
  });
});

test('every reply, refusals too, carries the headers that keep a page safe', async () => {
  const { ask } = await startServer();
  for (const [path, headers] of [
    ['/', {}],
    ['/api/v1/health', {}],
    ['/api/v1/nothing', {}],
    ['/', { Host: 'evil.example' }],
  ] as const) {
    const answer = await ask(path, { headers });
    const policy = String(answer.headers['content-security-policy']);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['strict-transport-security']).toBeUndefined();
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy.replace(/style-src[^;]*;/g, '')).not.toContain('unsafe-inline');
    expect(policy).not.toContain('upgrade-insecure-requests');
  }
});

test('no other origin is let in by CORS', async () => {
  const { api } = await startServer();
  const { headers } = await api('/session', { headers: { Origin: 'https://evil.example' } });
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect(headers['cross-origin-resource-policy']).toBe('same-origin');
});
