import { setFlagsFromString } from 'node:v8';
import { loadSettings } from '../../config/load.js';
import { realOutside, startService } from '../app.js';
import { createLogger } from '../log/logger.js';
import type { Register } from './command.js';
import { commandServer } from './hand-over.js';
import { untilSignal } from './signal.js';

/**
 * Has V8 grow the heap to twice what was in use before it collects the whole of it. Left alone, after a quiet time it collects
 * after every 25 MB: 120 ms in which answers take 20 to 40 ms, every ten seconds once it is busy.
 *
 * `npm start` starts Node with `--no-memory-reducer` besides, which has to be said before the program runs: V8 then never
 * collects the whole heap only because there is little to do (30 to 40 ms with 200 MB of data, in which nobody is answered).
 */
const collectLess = (): void => setFlagsFromString('--heap-growing-percent=100');

/** `tongbao serve`: the service, from the settings file, until SIGTERM or SIGINT. */
export const registerServe: Register = (program, context) => {
  program
    .command('serve')
    .description('启动服务（配置见 config/tongbao.yaml 或环境变量 TONGBAO_CONFIG）')
    .action(async () => {
      collectLess();
      const settings = await loadSettings(context.env, context.cwd);
      const log = createLogger(settings.log.level);
      const outside = realOutside(log);
      const service = await startService(settings, outside, { commands: commandServer(context) });
      const paths = service.house.doors.map(({ path }) => path);
      context.out(`通报助手已启动：${service.url}（回调地址 ${paths.join('、') || '未配置通道'}）\n`);
      const connections = service.house.connections.map(({ channel }) => channel);
      if (connections.length > 0) context.out(`长连接：${connections.join('、')}（状态见 /readyz）\n`);
      context.out(`就绪与指标：${service.adminUrl}/readyz、${service.adminUrl}/metrics\n`);
      await untilSignal();
      context.out('正在停止：不再接收新消息，处理完手头的工作……\n');
      await service.stop();
      await outside.close();
    });
};
