/** Serves the pipelines of `pipeline.ts` on Koa or on node:http: `node … koa|raw PORT`, credentials as JSON in the environment. */
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import Koa from 'koa';
import Router from 'koa-router';
import type { Credentials } from '../src/emulator/credentials.js';
import { createPipelines } from './pipeline.js';

const [kind, port = '0'] = process.argv.slice(2);
const credentials: Credentials = JSON.parse(process.env.BENCH_CREDENTIALS ?? '');
const pipelines = createPipelines(credentials);

const onKoa = (): void => {
  const router = new Router();
  for (const [path, pipeline] of pipelines) {
    router.post(path, async (context) => {
      const body = await buffer(context.req);
      const query = new URLSearchParams(context.querystring);
      const answer = pipeline({ path, query, headers: context.headers, body });
      context.status = answer.status;
      context.type = answer.type;
      context.body = answer.body;
    });
  }
  new Koa().use(router.routes()).listen(Number(port), '127.0.0.1');
};

const onNodeHttp = (): void => {
  createServer(async (request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const pipeline = pipelines.get(path);
    if (pipeline === undefined) return response.writeHead(404).end();
    const body = await buffer(request);
    const answer = pipeline({ path, query: new URLSearchParams(query), headers: request.headers, body });
    response
      .writeHead(answer.status, {
        'content-type': answer.type,
        'content-length': Buffer.byteLength(answer.body),
      })
      .end(answer.body);
  }).listen(Number(port), '127.0.0.1');
};

if (kind === 'koa') onKoa();
else onNodeHttp();
process.on('SIGTERM', () => process.exit(0));
