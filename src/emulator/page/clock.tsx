import { useState } from 'preact/hooks';
import type { ClockRequest } from '../api.ts';
import { moveClock } from './client.ts';
import { longTime } from './time.ts';

const hour = 60;

/** The demo's clock, and ways to move it forward. */
export const DemoClock = ({ now, nextReminder }: { now: string; nextReminder: string | undefined }) => {
  const [moving, setMoving] = useState(false);
  const [fault, setFault] = useState<string>();
  const move = async (request: ClockRequest): Promise<void> => {
    setMoving(true);
    setFault(undefined);
    try {
      await moveClock(request);
    } catch (error) {
      setFault(error instanceof Error ? error.message : '时间没有拨动，请再试一次。');
    } finally {
      setMoving(false);
    }
  };
  return (
    <section class="clock" aria-label="演示时间">
      <p>
        演示时间 <time dateTime={now}>{longTime(now)}</time>
      </p>
      <div class="clock-buttons">
        <button type="button" disabled={moving} onClick={() => void move({ byMinutes: hour })}>
          过1小时
        </button>
        <button type="button" disabled={moving} onClick={() => void move({ byMinutes: 24 * hour })}>
          过1天
        </button>
        <button
          type="button"
          class="to-reminder"
          disabled={moving || nextReminder === undefined}
          onClick={() => void move({ toNextReminder: true })}
        >
          到下一次提醒{nextReminder === undefined ? '' : `（${longTime(nextReminder)}）`}
        </button>
      </div>
      {fault !== undefined && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </section>
  );
};
