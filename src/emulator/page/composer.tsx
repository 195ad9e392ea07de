import { useRef, useState } from 'preact/hooks';

/** Questions to start with, as a person would type them. */
const examples = ['我单位排名', '前五名有哪些', '逾期留言', '市长信箱收到多少来信'];

/** The line to type in. In a group the bot hears only what mentions it, so that is on at first. */
export const Composer = (props: {
  group: boolean;
  onSay: (text: string, mentionBot: boolean, pictures: readonly File[]) => Promise<void>;
}) => {
  const [text, setText] = useState('');
  const [mentionBot, setMentionBot] = useState(true);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const [pictures, setPictures] = useState<readonly File[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLInputElement>(null);

  const send = async (line: string): Promise<void> => {
    const trimmed = line.trim();
    if ((trimmed === '' && pictures.length === 0) || sending) return;
    setSending(true);
    setFault(undefined);
    setText('');
    setPictures([]);
    try {
      await props.onSay(trimmed, mentionBot, pictures);
    } catch (error) {
      setText(trimmed);
      setPictures(pictures);
      setFault(error instanceof Error ? error.message : '没有发出去，请再试一次。');
    } finally {
      setSending(false);
      input.current?.focus();
    }
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send(text);
      }}
    >
      <div class="examples">
        {examples.map((example) => (
          <button key={example} type="button" disabled={sending} onClick={() => void send(example)}>
            {example}
          </button>
        ))}
      </div>
      {fault !== undefined && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      {pictures.length > 0 && (
        <ul class="attached" aria-label="待发送的图片">
          {pictures.map((picture, at) => (
            <li key={`${picture.name}-${picture.lastModified}`}>
              {picture.name}
              <button
                type="button"
                class="take-off"
                aria-label={`去掉${picture.name}`}
                onClick={() => setPictures(pictures.filter((_, other) => other !== at))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="line">
        {props.group && (
          <label class="mention-bot">
            <input
              type="checkbox"
              checked={mentionBot}
              onChange={({ currentTarget }) => setMentionBot(currentTarget.checked)}
            />
            @通报助手
          </label>
        )}
        <input
          ref={input}
          type="text"
          aria-label="输入消息"
          placeholder={props.group && !mentionBot ? '不@机器人，机器人听不到' : '输入问题，回车发送'}
          maxLength={2000}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <input
          ref={chooser}
          class="chooser"
          type="file"
          aria-label="选择图片"
          tabIndex={-1}
          accept="image/png,image/jpeg,image/gif,image/webp"
          multiple
          onChange={({ currentTarget }) => {
            setPictures([...pictures, ...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
        <button type="button" class="attach" disabled={sending} onClick={() => chooser.current?.click()}>
          图片
        </button>
        <button type="submit" disabled={sending || (text.trim() === '' && pictures.length === 0)}>
          {sending ? '发送中' : '发送'}
        </button>
      </div>
    </form>
  );
};
