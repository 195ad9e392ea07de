import type { Transaction } from '../../storage/port.js';
import { TongbaoError } from '../domain/error.js';
import type { MessageDocument } from '../message/document.js';
import type { Delivery, DeliveryRoute } from './records.js';
import { type Channels, takesFiles } from './routes.js';

/** Something to be sent; `key` is unique for ever, so asking twice stores once. */
export interface OutboxRequest {
  /** E.g. `reminder/2026-11-23/示例区/wrShiliquGroup0001`. */
  readonly key: string;
  readonly purpose: Delivery['purpose'];
  /** Whom it is for, as people read it. */
  readonly recipient: string;
  readonly groupId?: string;
  readonly memberId?: string;
  readonly document: MessageDocument;
  /** In order of preference; see `routesToGroup` and `routesToPerson`. */
  readonly routes: readonly DeliveryRoute[];
  readonly dueAt?: Date;
  /** Dropped with a reason if not sent by then. */
  readonly expiresAt?: Date;
}

export interface Outbox {
  /**
   * Stores a delivery with its rendered text inside the caller's transaction; the dispatcher sends it after
   * the commit. A key that is there already stores nothing.
   * @throws TongbaoError `delivery.no_route` when no route leads to a configured channel.
   */
  enqueue(tx: Transaction, request: OutboxRequest, now: Date): Promise<'stored' | 'exists'>;
  /**
   * Whether something to send was stored in this very transaction: then the dispatcher is woken after the commit,
   * instead of finding it within a second.
   */
  hasStored(tx: Transaction): boolean;
}

export const createOutbox = (channels: Channels): Outbox => {
  const withDeliveries = new WeakSet<Transaction>();
  const enqueue: Outbox['enqueue'] = async (tx, request, now) => {
    if ((await tx.get('deliveries', request.key)) !== undefined) return 'exists';
    const needsFiles = (request.document.files ?? []).length > 0;
    const routes = request.routes.filter(({ channel, destination }) => {
      const known = channels.get(channel);
      return known !== undefined && (!needsFiles || takesFiles(known, destination));
    });
    const [first] = routes;
    const channel = first === undefined ? undefined : channels.get(first.channel);
    if (first === undefined || channel === undefined) {
      throw new TongbaoError(
        'delivery.no_route',
        `没有可以发给“${request.recipient}”的通道:请在配置 channels 中设置,并在“群”表的“通道”列写上它的名称。`,
      );
    }
    await tx.put('deliveries', {
      id: request.key,
      purpose: request.purpose,
      recipient: request.recipient,
      ...(request.groupId === undefined ? {} : { groupId: request.groupId }),
      ...(request.memberId === undefined ? {} : { memberId: request.memberId }),
      document: request.document,
      routes,
      routeIndex: 0,
      parts: channel.render(request.document, first.destination),
      nextPart: 0,
      state: 'pending',
      createdAt: now.toISOString(),
      dueAt: (request.dueAt ?? now).toISOString(),
      ...(request.expiresAt === undefined ? {} : { expiresAt: request.expiresAt.toISOString() }),
      attempts: [],
    });
    withDeliveries.add(tx);
    return 'stored';
  };
  return { enqueue, hasStored: (tx) => withDeliveries.has(tx) };
};
