import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { parseSettings } from '../../config/load.js';
import { realOutside, startService } from '../../src/app.js';
import type { HttpAnswer } from '../../src/channels/http.js';
import { commandServer } from '../../src/cli/hand-over.js';
import { randomCredentials } from '../../src/emulator/index.js';
import { serviceSettings } from '../../src/emulator/service-settings.js';
import { silentLogger } from '../../src/log/logger.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const apiBaseUrl = 'http://127.0.0.1:9';
const at = '2023-12-04T01:00:00.000Z';

test('a service is there for people before a platform has given out what they sent before the stop', async () => {
  const dataDir = await temporaryDirectory();
  const { file, env } = serviceSettings(randomCredentials(randomBytes), {
    apiBaseUrl,
    dataDir,
    port: 0,
    adminPort: 0,
  });
  const pictureAddress = `${apiBaseUrl}/picture`;
  let asked = 0;
  let giveOut = (_: HttpAnswer): void => undefined;
  const picture = new Promise<HttpAnswer>((resolve) => {
    giveOut = resolve;
  });
  const outside = realOutside(silentLogger());
  const service = await startService(
    await parseSettings(file, { base: dataDir, env }),
    {
      ...outside,
      http: async ({ url }) => {
        if (url !== pictureAddress) return { status: 503, body: '' };
        asked += 1;
        return await picture;
      },
    },
    {
      commands: commandServer({ env: {} }),
      prepare: ({ store }) =>
        store.transaction(async (tx) => {
          await tx.put('units', { id: '示例区', kind: 'county', aliases: [] });
          await tx.put('members', {
            id: 'wecom:admin',
            platform: 'wecom',
            userId: 'admin',
            personId: 'p',
            unitIds: ['示例区'],
            role: 'unit_admin',
            boundBy: 'operator',
            boundAt: at,
          });
          await tx.put('inbox', {
            id: 'helper/m1',
            receivedAt: at,
            state: 'received',
            event: {
              channel: 'helper',
              platform: 'wecom',
              key: 'm1',
              kind: 'message',
              chat: { kind: 'direct', id: 'admin' },
              sender: { userId: 'admin' },
              text: '',
              format: 'image',
              pictures: [{ kind: 'sealed_url', url: pictureAddress }],
              replyDestinations: [],
            },
          });
        }),
    },
  );
  try {
    const { store } = service.house;
    await vi.waitUntil(() => asked === 1, { interval: 5 });
    expect(await store.get('inbox', 'helper/m1')).toMatchObject({ state: 'received' });
    giveOut({ status: 403, body: '' });
    await service.house.inbox.drain();
    expect(await store.get('inbox', 'helper/m1')).toMatchObject({ state: 'answered' });
  } finally {
    giveOut({ status: 403, body: '' });
    await service.stop();
    await outside.close();
  }
});
