import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the service counts; `text()` is the answer of /metrics. */
export interface Metrics {
  readonly callbacks: Counter<'channel' | 'outcome'>;
  readonly callbackSeconds: Histogram<'channel'>;
  readonly oldestWaiting: Gauge<'queue'>;
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** A registry of its own: two services in one process (tests, the demo) do not share counters. */
export const createMetrics = (): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  return {
    callbacks: new Counter({
      name: 'tongbao_callbacks_total',
      help: 'Callbacks received, by channel and what became of them',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    callbackSeconds: new Histogram({
      name: 'tongbao_callback_seconds',
      help: 'Time from a callback to its HTTP response',
      labelNames: ['channel'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    oldestWaiting: new Gauge({
      name: 'tongbao_oldest_waiting_seconds',
      help: 'Age of the oldest entry that waits, by queue (inbox, outbox)',
      labelNames: ['queue'],
      registers,
    }),
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
};
