import type { ChatView, WorldPerson } from '../api.ts';

const platformNames = { wecom: '企业微信', dingtalk: '钉钉' } as const;

/** Chooses who is typing. */
export const PersonPicker = (props: {
  people: readonly WorldPerson[];
  current: string;
  onChoose: (userId: string) => void;
}) => {
  const chosen = props.people.find(({ userId }) => userId === props.current);
  return (
    <div class="asker">
      <label for="person">我是</label>
      <select
        id="person"
        value={props.current}
        onChange={({ currentTarget }) => props.onChoose(currentTarget.value)}
      >
        {props.people.map(({ userId, name }) => (
          <option key={userId} value={userId}>
            {name}
          </option>
        ))}
      </select>
      <p class="about">{chosen?.about}</p>
    </div>
  );
};

/** The chats of the person, both platforms below each other. */
export const ChatList = (props: {
  chats: readonly ChatView[];
  current: string | undefined;
  unread: (chatId: string) => number;
  onOpen: (chatId: string) => void;
}) => (
  <nav class="chats" aria-label="聊天列表">
    {(['wecom', 'dingtalk'] as const).map((platform) => (
      <section key={platform} class={platform}>
        <h2>{platformNames[platform]}</h2>
        <ul>
          {props.chats
            .filter((chat) => chat.platform === platform)
            .map((chat) => {
              const unread = props.unread(chat.id);
              return (
                <li key={chat.id}>
                  <button
                    type="button"
                    class="chat-entry"
                    aria-current={chat.id === props.current ? 'true' : undefined}
                    data-chat={chat.id}
                    onClick={() => props.onOpen(chat.id)}
                  >
                    <span class={`avatar ${chat.kind}`} aria-hidden="true">
                      {chat.kind === 'group' ? '群' : '通'}
                    </span>
                    <span class="chat-name">{chat.name}</span>
                    {unread > 0 && (
                      <span class="unread" role="img" aria-label={`${unread}条未读`}>
                        {unread}
                      </span>
                    )}
                  </button>
                </li>
              );
            })}
        </ul>
      </section>
    ))}
  </nav>
);
