import type { Context, Middleware } from 'koa';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/** Only the page's own files and its own API; nothing from elsewhere, nothing inline. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const hostName = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();

/** Set by browsers; a page of another site cannot leave it out or change it. */
const isFromElsewhere = (context: Context): boolean => {
  const origin = context.get('Origin');
  const site = context.get('Sec-Fetch-Site');
  return (
    (origin !== '' && origin !== `${context.protocol}://${context.get('Host')}`) ||
    (site !== '' && site !== 'same-origin' && site !== 'none')
  );
};

/** Answers in the form of every refusal under `/demo`: `hint` is for the person at the page. */
export const refuse = (context: Context, status: number, error: string, hint: string): void => {
  context.status = status;
  context.type = 'application/json';
  context.body = JSON.stringify({ error, hint });
};

/**
 * Lets only the demo's own page in. The Host is checked because a name of another site can be pointed at
 * this machine (DNS rebinding); Origin and Sec-Fetch-Site because any site can make a browser send a request.
 */
export const demoGuard = (hosts: readonly string[]): Middleware => {
  const allowed = [...loopback, ...hosts].map((host) => host.toLowerCase());
  return async function guardDemo(context, next) {
    if (context.path !== '/demo' && !context.path.startsWith('/demo/')) return next();
    context.set({
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    });
    if (!allowed.includes(hostName(context.get('Host')))) {
      return refuse(context, 403, 'demo.wrong_host', '请用启动时给出的地址打开演示页面。');
    }
    // Opening the page by a link of another site is harmless; its API is not for other sites.
    if (context.path.startsWith('/demo/api/') && isFromElsewhere(context)) {
      return refuse(context, 403, 'demo.other_site', '演示接口只给演示页面使用。');
    }
    if (context.method === 'POST' && context.is('application/json') !== 'application/json') {
      return refuse(context, 415, 'demo.not_json', '请求的内容应是 JSON（application/json）。');
    }
    return next();
  };
};
