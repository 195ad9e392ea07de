/**
 * Serves the pipelines of `pipeline.ts`: `node … koa|durable|raw PORT [FILE]`, credentials as JSON in the environment.
 * `koa` and `raw` (node:http) keep nothing; `durable` is `koa` with each answer behind an append to FILE.
 */
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import Koa from 'koa';
import Router from 'koa-router';
import type { Credentials } from '../src/emulator/credentials.js';
import { Appender } from './appender.js';
import { createPipelines, type PipelineAnswer, type PipelineRequest } from './pipeline.js';

const [kind, port = '0', file = ''] = process.argv.slice(2);
const credentials: Credentials = JSON.parse(process.env.BENCH_CREDENTIALS ?? '');
const pipelines = createPipelines(credentials);

/** Keeps what was asked and answered: the least that durability costs. */
type Keep = (request: PipelineRequest, answer: PipelineAnswer) => Promise<void>;

const keptIn = async (file: string): Promise<Keep> => {
  const appender = new Appender(await open(file, 'w'));
  return ({ path, body }, answer) =>
    appender.append(`${JSON.stringify({ path, body: body.toString(), answer: answer.body })}\n`);
};

const onKoa = (keep?: Keep): void => {
  const router = new Router();
  for (const [path, pipeline] of pipelines) {
    router.post(path, async (context) => {
      const body = await buffer(context.req);
      const query = new URLSearchParams(context.querystring);
      const request = { path, query, headers: context.headers, body };
      const answer = pipeline(request);
      await keep?.(request, answer);
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
else if (kind === 'durable') onKoa(await keptIn(file));
else onNodeHttp();
process.on('SIGTERM', () => process.exit(0));
