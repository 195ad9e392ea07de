import type { ClockRequest, DemoEvent, DemoState, MessageView, SayRequest } from '../api.ts';

/** What a refused request says: `hint` is for the person at the page. */
interface Refusal {
  readonly hint?: string;
}

const post = async (path: string, body: SayRequest | ClockRequest): Promise<void> => {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.ok) return;
  const refusal: Refusal = await answer.json().catch(() => ({}));
  throw new Error(refusal.hint ?? '没有成功，请稍后再试。');
};

export const loadState = async (): Promise<DemoState> => {
  const answer = await fetch('/demo/api/state');
  if (!answer.ok) throw new Error('演示服务没有回应，请确认它还在运行。');
  const state: DemoState = await answer.json();
  return state;
};

export const say = (request: SayRequest): Promise<void> => post('/demo/api/messages', request);

export const moveClock = (request: ClockRequest): Promise<void> => post('/demo/api/clock', request);

/** What a file holds, as it is sent. */
export const base64Of = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  // An argument list has a limit.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  }
  return btoa(pieces.join(''));
};

/** Follows what happens; `onGap` is called when the stream was interrupted and the state is to be read anew. */
export const follow = (onEvent: (event: DemoEvent) => void, onGap: () => void): (() => void) => {
  const source = new EventSource('/demo/api/events');
  let interrupted = false;
  source.onmessage = ({ data }: MessageEvent<string>) => onEvent(JSON.parse(data));
  source.onerror = () => {
    interrupted = true;
  };
  source.onopen = () => {
    if (interrupted) onGap();
    interrupted = false;
  };
  return () => source.close();
};

/** A message list with one more, by sequence; a message that is there already is not added twice. */
export const withMessage = (
  messages: readonly MessageView[],
  message: MessageView,
): readonly MessageView[] =>
  messages.some(({ seq }) => seq === message.seq) ? messages : [...messages, message];
