import type { ReadingView } from '../api.ts';

const outcome = ({ isCommand, torn, readings }: ReadingView): string => {
  if (isCommand) return '这是一条固定指令，直接执行。';
  if (torn) return '两种读法分不出高下，所以反问。';
  return readings.length === 0 ? '没有读出本系统的业务。' : '按得分最高的读法回答。';
};

const Reading = ({ name, score, words, named, further }: ReadingView['readings'][number]) => (
  <li>
    <span class="reading-name">{further ? `另问：${name}` : name}</span>
    <meter min={0} max={1} value={score} aria-label={`${name}得分`} />
    <span class="reading-score">{score.toFixed(2)}</span>
    <span class="reading-words">
      {words.length > 0 && `依据：${words.map((word) => `“${word}”`).join('')}`}
      {named.length > 0 && ` 读出：${named.join('；')}`}
    </span>
  </li>
);

/** How the last line was read: the readings with their scores, the words that led to them, and the time. */
export const Readings = ({ reading }: { reading: ReadingView | undefined }) => (
  <details class="readings">
    <summary>怎么读懂的</summary>
    {reading === undefined ? (
      <p class="readings-line">机器人还没有听到一句话。</p>
    ) : (
      <>
        <p class="readings-line">
          “{reading.text}”{reading.asked !== undefined && `，接着上一句，读作“${reading.asked}”`}
        </p>
        <ol>
          {reading.readings.map((one) => (
            <Reading key={`${one.name}${one.further}`} {...one} />
          ))}
        </ol>
        <p class="readings-line">
          {outcome(reading)}用时{reading.tookMs.toFixed(2)}毫秒。
        </p>
      </>
    )}
  </details>
);
