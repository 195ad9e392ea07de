import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttp } from '../../src/channels/http.js';

const size = 100_000;
const visited: string[] = [];

const server = createServer((request, response) => {
  visited.push(request.url ?? '');
  if (request.url === '/elsewhere') return response.writeHead(302, { location: '/inner' }).end();
  if (request.url === '/endless') {
    // No length is told, and it never ends by itself.
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384)));
    };
    response.on('drain', more);
    more();
    return response;
  }
  return response.writeHead(200).end(Buffer.alloc(size, 1));
});

const { http, close } = createHttp();
let base: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  base = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await close();
});

const get = (path: string, fileUpTo: number) =>
  http({ method: 'GET', url: `${base}${path}`, timeoutMs: 5000, fileUpTo });

describe('a file', () => {
  test('comes as bytes', async () => {
    expect((await get('/file', size)).bytes).toEqual(Buffer.alloc(size, 1));
  });

  test('of one byte more than is wanted does not come', async () => {
    expect(await get('/file', size - 1)).toEqual({ status: 200, body: '' });
  });

  test('without an end is left after as much as is wanted', async () => {
    expect(await get('/endless', size)).toEqual({ status: 200, body: '' });
  });

  test('that is said to be elsewhere is not looked for there', async () => {
    expect((await get('/elsewhere', size)).status).toBe(302);
    expect(visited).not.toContain('/inner');
  });
});
