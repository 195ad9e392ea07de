import { extname } from 'node:path';
import type { ApiRequest } from './api-call.js';
import type { Random } from './credentials.js';
import { newId } from './platform.js';

/** A file that a platform was given. */
export interface MediaFile {
  /** With its ending, as it was uploaded. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a platform takes as one type of media. */
export interface MediaLimit {
  readonly largestBytes: number;
  /** Endings of names, lower case; absent = any. */
  readonly endings?: readonly string[];
}

export const megabyte = 1024 * 1024;

/** Whether a name's ending is one of those that a platform takes. */
export const hasEnding = (name: string, { endings }: MediaLimit): boolean =>
  endings === undefined || endings.includes(extname(name).slice(1).toLowerCase());

/** Files by the id that the platform gave them. */
export class MediaStore {
  readonly #random: Random;
  readonly #idPrefix: string;
  readonly #lifetimeMs: number;
  readonly #files = new Map<string, { readonly file: MediaFile; readonly until: number }>();

  /** `lifetimeMs`: for how long an id can be sent; for ever when absent. */
  constructor(random: Random, options: { readonly idPrefix?: string; readonly lifetimeMs?: number } = {}) {
    this.#random = random;
    this.#idPrefix = options.idPrefix ?? '';
    this.#lifetimeMs = options.lifetimeMs ?? Number.POSITIVE_INFINITY;
  }

  add(file: MediaFile, now: Date): string {
    const id = `${this.#idPrefix}${newId(this.#random)}`;
    this.#files.set(id, { file, until: now.getTime() + this.#lifetimeMs });
    return id;
  }

  /** A file that can be sent now. */
  sendable(id: string, now: Date): MediaFile | undefined {
    const kept = this.#files.get(id);
    return kept !== undefined && now.getTime() < kept.until ? kept.file : undefined;
  }

  /** A file that was shown: people can open it also when its id can be sent no more. */
  shown(id: string): MediaFile | undefined {
    return this.#files.get(id)?.file;
  }
}

/** The form of an upload; `undefined` when it is no `multipart/form-data` or is broken. */
export const readForm = async ({ headers, bytes }: ApiRequest): Promise<FormData | undefined> => {
  const type = headers['content-type'];
  if (typeof type !== 'string' || !/^multipart\/form-data\s*;/i.test(type)) return undefined;
  try {
    const request = new Request('http://upload.invalid', {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(bytes),
    });
    return await request.formData();
  } catch {
    return undefined;
  }
};

/** The file of the field `media`; a field without a file name is none. */
export const mediaOf = async (form: FormData): Promise<MediaFile | undefined> => {
  const field = form.get('media');
  if (field === null || typeof field === 'string') return undefined;
  return { name: field.name, bytes: new Uint8Array(await field.arrayBuffer()) };
};
