import { conversation as phrases } from '../../config/phrases/conversation.js';
import type { Answer, Asker, Place } from '../../handlers/handler.js';
import type { DeliveryRoute } from '../delivery/records.js';
import { type Channels, routesToPerson } from '../delivery/routes.js';
import { forGroup, message, paragraph } from '../message/build.js';
import type { MessageDocument } from '../message/document.js';

/** Where an answer goes: into the chat it was asked in, and perhaps into the asker's direct chat. */
export interface Placed {
  readonly chat: MessageDocument;
  readonly direct?: { readonly document: MessageDocument; readonly routes: readonly DeliveryRoute[] };
}

/** Whether what is only for some may be shown where it was asked. */
export const mayShowHere = (reach: Answer['reach'], place: Place): boolean => {
  if (place.kind === 'direct' || reach.kind === 'public') return true;
  return reach.kind === 'unit' && place.kind === 'unit_group' && place.unit.id === reach.unitId;
};

/**
 * Keeps what is not for everybody out of groups: the group sees that it was answered privately, or, where
 * the platform has no way to the person, how to open the direct chat. Never what the answer was about.
 */
export const placeAnswer = (answer: Answer, asker: Asker, place: Place, channels: Channels): Placed => {
  if (mayShowHere(answer.reach, place)) {
    return { chat: place.kind === 'direct' ? answer.document : forGroup(answer.document) };
  }
  const routes =
    asker.userId === undefined
      ? []
      : routesToPerson({ platform: asker.platform, userId: asker.userId }, channels);
  if (routes.length === 0) {
    return { chat: message(phrases.titles.hint, [paragraph(phrases.openDirectChat[asker.platform])]) };
  }
  return {
    chat: message(phrases.titles.redirect, [
      paragraph(phrases.answeredPrivately),
      paragraph(phrases.notReceived[asker.platform]),
    ]),
    direct: { document: answer.document, routes },
  };
};
