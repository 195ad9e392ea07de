import { TongbaoError } from '../domain/error.js';
import { type ChatView, type EmulatedPlatform, World, type WorldPerson } from './api.js';

/** Display name of the bot on both platforms. */
export const botName = '通报助手';

/** Id of a person's direct chat with the bot. */
export const directChatId = (platform: EmulatedPlatform, userId: string): string =>
  `${platform}:direct:${userId}`;

/** Who and what there is in the emulated organisation. */
export interface Organisation {
  readonly people: readonly WorldPerson[];
  /** All direct chats and groups. */
  readonly chats: readonly ChatView[];
  /** A person with an account on the platform. User ids of WeCom are case-insensitive (wecom-protocol 5). */
  person(platform: EmulatedPlatform, userId: string): WorldPerson | undefined;
  chat(id: string): ChatView | undefined;
  /** The group that a webhook channel posts into. */
  webhookChat(channel: string): ChatView | undefined;
}

const badWorld = (hint: string): TongbaoError => new TongbaoError('emulator.bad_world', hint);

const firstRepeated = (values: readonly string[]): string | undefined =>
  values.find((value, at) => values.indexOf(value) !== at);

const sameUser = (platform: EmulatedPlatform, one: string, other: string): boolean =>
  platform === 'wecom' ? one.toLowerCase() === other.toLowerCase() : one === other;

const checkNames = ({ people, groups }: World): void => {
  const person = firstRepeated(people.map(({ userId }) => userId.toLowerCase()));
  if (person !== undefined) throw badWorld(`模拟环境里有两个人的账号都是“${person}”。请改掉一个。`);
  const group = firstRepeated(groups.map(({ chatId }) => chatId));
  if (group !== undefined) throw badWorld(`模拟环境里有两个群的编号都是“${group}”。请改掉一个。`);
  const hook = firstRepeated(groups.flatMap(({ webhookChannel }) => webhookChannel ?? []));
  if (hook !== undefined) throw badWorld(`群机器人“${hook}”写在了两个群里。一个群机器人只属于一个群。`);
};

const checkMembers = ({ people, groups }: World): void => {
  for (const { name, platform, members } of groups) {
    const stranger = members.find(
      (member) => !people.some(({ userId, platforms }) => userId === member && platforms.includes(platform)),
    );
    if (stranger !== undefined) {
      throw badWorld(`“${name}”的成员“${stranger}”没有该平台的账号。请补上这个人，或从群里去掉。`);
    }
  }
};

/**
 * Checks a world and makes its people and chats findable.
 * @throws TongbaoError `emulator.bad_world`
 */
export const createOrganisation = (input: unknown): Organisation => {
  const parsed = World.safeParse(input);
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path.join('.') ?? '';
    throw badWorld(`模拟环境的人员和群组文件有误，位置：${at}。请对照说明改正。`);
  }
  const world = parsed.data;
  checkNames(world);
  checkMembers(world);
  const { people, groups } = world;
  const direct = people.flatMap(({ userId, platforms }) =>
    platforms.map(
      (platform): ChatView => ({
        id: directChatId(platform, userId),
        platform,
        kind: 'direct',
        name: botName,
        members: [userId],
      }),
    ),
  );
  const chats = [
    ...direct,
    ...groups.map(
      ({ chatId, platform, name, members }): ChatView => ({
        id: chatId,
        platform,
        kind: 'group',
        name,
        members,
      }),
    ),
  ];
  const chatById = new Map(chats.map((chat) => [chat.id, chat]));
  const chatIdByWebhook = new Map(groups.map(({ webhookChannel, chatId }) => [webhookChannel, chatId]));
  return {
    people,
    chats,
    person: (platform, wanted) =>
      people.find(
        ({ userId, platforms }) => platforms.includes(platform) && sameUser(platform, userId, wanted),
      ),
    chat: (id) => chatById.get(id),
    webhookChat: (channel) => chatById.get(chatIdByWebhook.get(channel) ?? ''),
  };
};
