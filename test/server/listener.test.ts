import { once } from 'node:events';
import { connect } from 'node:net';
import Koa from 'koa';
import { describe, expect, test } from 'vitest';
import { listen } from '../../src/server/listener.js';

describe('a listener that is closed', () => {
  test.each(['', 'POST /wecom/bot/helper HTTP/1.1\r\nHost: x'])(
    'waits for nobody who connected and sent %j',
    async (sent) => {
      const listener = await listen(new Koa().callback(), '127.0.0.1', 0, 1);
      const client = connect(listener.port, '127.0.0.1');
      client.on('error', () => undefined);
      const gone = new Promise((resolve) => client.on('close', resolve));
      await once(client, 'connect');
      client.write(sent);
      await listener.close();
      await gone;
      expect(client.destroyed).toBe(true);
    },
  );
});
