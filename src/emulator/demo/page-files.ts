import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Middleware } from 'koa';
import { refuse } from './guard.js';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Plain names separated by `/`: no `..`, no hidden file, nothing encoded, so nothing outside the folder. */
const safePath = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

const read = async (file: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
};

/** Serves the built page from `pageDir` below `/demo/`. Files in `assets/` have their hash in the name. */
export const pageFiles = (pageDir: string): Middleware =>
  async function servePageFile(context, next) {
    if (context.path === '/demo') return context.redirect('/demo/');
    if (!context.path.startsWith('/demo/')) return next();
    if (context.method !== 'GET' && context.method !== 'HEAD') {
      return refuse(context, 405, 'demo.wrong_method', '这个地址不接受这种请求。');
    }
    const name = context.path.slice('/demo/'.length) || 'index.html';
    const type = contentTypes[extname(name)];
    const content = type !== undefined && safePath.test(name) ? await read(join(pageDir, name)) : undefined;
    if (type === undefined || content === undefined) {
      const hint = name === 'index.html' ? '演示页面还没有构建，请先运行 npm run build。' : '没有这个页面。';
      return refuse(context, 404, 'demo.not_found', hint);
    }
    context.set(
      'Cache-Control',
      name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    context.type = type;
    context.body = content;
  };
