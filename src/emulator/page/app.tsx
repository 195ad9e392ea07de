import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { DemoState, ReadingView } from '../api.ts';
import { Chat } from './chat.tsx';
import { ChatList, PersonPicker } from './chat-list.tsx';
import { base64Of, follow, loadState, say, withMessage } from './client.ts';
import { DemoClock } from './clock.tsx';

/** Who and where one is at first: a contact of 中原区 in the unit's own group. */
const firstPerson = 'zhongyuan';
const firstChat = 'wrZhongyuanGroup01';

/** Where the list and a chat stand side by side; see the style sheet. */
const isWide = (): boolean => !window.matchMedia('(max-width: 44rem)').matches;

/** The demo's chat page: who I am, my chats on both platforms, and the clock. */
export const App = () => {
  const [state, setState] = useState<DemoState>();
  const [fault, setFault] = useState<string>();
  const [reading, setReading] = useState<ReadingView>();
  const [me, setMe] = useState(firstPerson);
  const [opened, setOpened] = useState<string>();
  const [read, setRead] = useState<Readonly<Record<string, number>>>({});

  const load = useCallback(() => {
    loadState().then(
      (loaded) => {
        setState(loaded);
        setFault(undefined);
        if (isWide()) setOpened((before) => before ?? firstChat);
      },
      (error: unknown) => setFault(error instanceof Error ? error.message : '页面没有读到数据。'),
    );
  }, []);

  useEffect(() => {
    load();
    return follow((event) => {
      if (event.type === 'reading') {
        setReading(event.reading);
        return;
      }
      setState((before) => {
        if (before === undefined) return before;
        if (event.type === 'message')
          return { ...before, messages: withMessage(before.messages, event.message) };
        const { nextReminder: _, ...rest } = before;
        return {
          ...rest,
          now: event.now,
          ...(event.nextReminder === undefined ? {} : { nextReminder: event.nextReminder }),
        };
      });
    }, load);
  }, [load]);

  const chats = useMemo(
    () => (state?.chats ?? []).filter(({ members }) => members.includes(me)),
    [state?.chats, me],
  );
  const chat = chats.find(({ id }) => id === opened);
  const messages = useMemo(
    () => (state?.messages ?? []).filter(({ chatId }) => chatId === chat?.id),
    [state?.messages, chat?.id],
  );
  const lastSeq = messages.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (chat !== undefined) setRead((before) => ({ ...before, [`${me}/${chat.id}`]: lastSeq }));
  }, [me, chat, lastSeq]);

  if (fault !== undefined && state === undefined) return <p class="fault page-fault">{fault}</p>;
  if (state === undefined) return <p class="loading">正在打开……</p>;

  const unread = (chatId: string): number =>
    state.messages.filter(
      (message) =>
        message.chatId === chatId &&
        message.seq > (read[`${me}/${chatId}`] ?? 0) &&
        !(message.from.kind === 'person' && message.from.userId === me),
    ).length;

  return (
    <div class={`page ${chat === undefined ? 'at-list' : 'at-chat'}`}>
      <aside>
        <PersonPicker
          people={state.people}
          current={me}
          onChoose={(userId) => {
            setMe(userId);
            setOpened(undefined);
          }}
        />
        <DemoClock now={state.now} nextReminder={state.nextReminder} />
        <ChatList chats={chats} current={chat?.id} unread={unread} onOpen={setOpened} />
        <p class="disclaimer">演示：人物、群和“示例”单位均为虚构；消息不会发到任何真实平台。</p>
      </aside>
      {chat === undefined ? (
        <main class="nothing-open">
          <p>选一个聊天，问一句“我单位排名”。</p>
        </main>
      ) : (
        <Chat
          chat={chat}
          messages={messages}
          reading={reading}
          me={me}
          onBack={() => setOpened(undefined)}
          onSay={async (text, mentionBot, files) => {
            const pictures = await Promise.all(files.map(base64Of));
            await say({ chatId: chat.id, userId: me, text, mentionBot, pictures });
          }}
        />
      )}
    </div>
  );
};
