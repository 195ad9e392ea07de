import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { randomCredentials } from '../../src/emulator/index.js';

describe('random credentials', () => {
  test('have the forms of the platforms and the names of the demo', () => {
    const { wecom, dingtalk } = randomCredentials(randomBytes);
    for (const { token, encodingAesKey } of [wecom.app, wecom.bot]) {
      expect(token).toMatch(/^[A-Za-z0-9]{32}$/);
      expect(encodingAesKey).toMatch(/^[A-Za-z0-9]{43}$/);
      expect(Buffer.from(`${encodingAesKey}=`, 'base64')).toHaveLength(32);
    }
    expect(Object.keys(wecom.webhooks)).toEqual(['zhongyuan-hook', 'shili-hook', 'city-hook']);
    expect(Object.keys(dingtalk.webhooks)).toEqual(['zhongyuan-ding', 'shiliju-ding', 'city-ding']);
    expect(dingtalk.webhooks['city-ding']?.secret).toMatch(/^SEC[0-9a-f]{64}$/);
  });

  test('are different each time', () => {
    const secrets = [randomCredentials(randomBytes), randomCredentials(randomBytes)].flatMap(
      ({ wecom, dingtalk }) => [
        wecom.corpSecret,
        wecom.app.token,
        wecom.app.encodingAesKey,
        wecom.bot.token,
        dingtalk.appSecret,
        ...Object.values(wecom.webhooks),
      ],
    );
    expect(new Set(secrets).size).toBe(secrets.length);
  });
});
