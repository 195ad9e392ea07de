import { useEffect, useRef } from 'preact/hooks';
import type { ChatView, MessageView, ReadingView } from '../api.ts';
import { Composer } from './composer.tsx';
import { type Dialect, Markdown } from './markdown/blocks.tsx';
import { Readings } from './readings.tsx';
import { shortTime } from './time.ts';

const platformNames = { wecom: '企业微信', dingtalk: '钉钉' } as const;

/** WeCom shows a bot's answers in another markdown than what applications and group robots push. */
const dialectOf = (chat: ChatView, message: MessageView): Dialect => {
  if (chat.platform === 'dingtalk') return 'dingtalk';
  return chat.kind === 'group' && message.via !== 'push' ? 'wecomBot' : 'wecom';
};

const howItCame = (message: MessageView): string => {
  const took = message.tookMs === undefined ? '' : `，用时${(message.tookMs / 1000).toFixed(2)}秒`;
  switch (message.via) {
    case 'response':
      return `应答${took}`;
    case 'reply':
      return `稍后应答${took}`;
    case 'push':
      return '主动推送';
    default:
      return '';
  }
};

const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const FileLink = ({ id, name, sizeBytes }: NonNullable<MessageView['file']>) => (
  <a class="file" href={`/demo/api/file?${new URLSearchParams({ id })}`} download={name}>
    <span class="file-type" aria-hidden="true">
      {name.split('.').at(-1)}
    </span>
    <span class="file-name">{name}</span>
    <span class="file-size">{sizeOf(sizeBytes)}，点击下载</span>
  </a>
);

const Content = ({ chat, message }: { chat: ChatView; message: MessageView }) => {
  if (message.file !== undefined) return <FileLink {...message.file} />;
  if (message.format === 'picture')
    return <img class="picture" src={message.picture} alt={message.content} />;
  return message.format === 'markdown' ? (
    <Markdown content={message.content} dialect={dialectOf(chat, message)} />
  ) : (
    <p class="plain">{message.content}</p>
  );
};

const Bubble = ({ chat, message, me }: { chat: ChatView; message: MessageView; me: string }) => {
  if (message.format === 'system') {
    return (
      <li class="system" data-seq={message.seq}>
        {message.content}
      </li>
    );
  }
  const mine = message.from.kind === 'person' && message.from.userId === me;
  const notified = message.mentions.includes('@all') || message.mentions.includes(me);
  const how = howItCame(message);
  return (
    <li class={`message ${mine ? 'mine' : 'theirs'} ${message.from.kind}`} data-seq={message.seq}>
      <p class="who">
        {message.from.name}
        {message.from.kind === 'bot' && <span class="robot-tag">机器人</span>}
        <time dateTime={message.at}>{shortTime(message.at)}</time>
        {how !== '' && <span class="how">{how}</span>}
        {notified && <span class="notified">提到了我</span>}
      </p>
      <div class="bubble">
        <Content chat={chat} message={message} />
      </div>
    </li>
  );
};

/** One chat: its messages and the line to type in. */
export const Chat = (props: {
  chat: ChatView;
  messages: readonly MessageView[];
  reading: ReadingView | undefined;
  me: string;
  onBack: () => void;
  onSay: (text: string, mentionBot: boolean, pictures: readonly File[]) => Promise<void>;
}) => {
  const { chat, messages, me } = props;
  const end = useRef<HTMLDivElement>(null);
  const count = messages.length;
  useEffect(() => {
    if (count >= 0) end.current?.scrollIntoView({ block: 'end' });
  }, [count]);
  return (
    <main class={`chat ${chat.platform}`}>
      <header>
        <button type="button" class="back" onClick={props.onBack} aria-label="返回聊天列表">
          ‹
        </button>
        <h1>
          {chat.name}
          {chat.kind === 'group' && <span class="count">（{chat.members.length}）</span>}
        </h1>
        <span class="platform-tag">{platformNames[chat.platform]}</span>
      </header>
      <div class="log" role="log" aria-live="polite" aria-label="消息">
        <ol>
          {messages.map((message) => (
            <Bubble key={message.seq} chat={chat} message={message} me={me} />
          ))}
        </ol>
        {count === 0 && <p class="empty">还没有消息。试着问一句：我单位排名</p>}
        <div ref={end} />
      </div>
      <Readings reading={props.reading} />
      <Composer key={chat.id} group={chat.kind === 'group'} onSay={props.onSay} />
    </main>
  );
};
