import type { OutgoingFile } from '../delivery/channel.js';
import type { HttpRequest } from './http.js';

/**
 * One file as `multipart/form-data` in the field `media`, after the other fields. Both platforms want the name
 * in UTF-8 as it is, and the length known beforehand.
 */
export const multipart = async (
  { name, bytes }: OutgoingFile,
  fields: Readonly<Record<string, string>> = {},
): Promise<Required<Pick<HttpRequest, 'headers' | 'body'>>> => {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('media', new File([bytes], name, { type: 'application/octet-stream' }));
  const encoded = new Response(form);
  return {
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    body: new Uint8Array(await encoded.arrayBuffer()),
  };
};
