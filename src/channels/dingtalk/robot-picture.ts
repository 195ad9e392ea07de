import { z } from 'zod';
import type { ChannelConfigOf } from '../../../config/settings.js';
import type { FetchedPicture } from '../../delivery/channel.js';
import { asPicture, fetchFrom } from '../fetch-picture.js';
import type { Http } from '../http.js';
import { type AccessTokens, callWithToken } from '../tokens.js';
import { type CallResult, callApi, urlBelow } from './api.js';
import { classify } from './errors.js';

/** Where DingTalk keeps what robots receive; not documented, seen by others. */
const knownHosts = ['*.dingtalk.com', '*.aliyuncs.com'];

const Given = z.object({ downloadUrl: z.string().max(4096) });

const isTokenRefused = (result: CallResult): boolean =>
  result.kind === 'denied' && classify(result.code).errorClass === 'refresh_token';

/**
 * A picture in a message to the robot (download-the-file-content-of-the-robot-receiving-message): the code in the
 * message gives an address, which is good for a short while.
 */
export const fetchByCode = async (
  http: Http,
  tokens: AccessTokens,
  code: string,
  config: ChannelConfigOf<'dingtalk_robot'>,
): Promise<FetchedPicture> => {
  const { apiBaseUrl, oapiBaseUrl, appKey, robotCode = appKey, pictureHosts = [] } = config;
  const called = await callWithToken(tokens, isTokenRefused, (token) =>
    callApi(http, {
      url: urlBelow(apiBaseUrl, '/v1.0/robot/messageFiles/download'),
      token,
      json: { downloadCode: code, robotCode },
    }),
  );
  if ('failure' in called) return { fault: 'unavailable', detail: called.failure.code };
  const { result } = called;
  if (result.kind === 'denied') {
    const expired = result.code === 'invalidParameter.downloadCode';
    return { fault: expired ? 'expired' : 'unavailable', detail: result.code };
  }
  const given = result.kind === 'accepted' ? Given.safeParse(result.answer).data : undefined;
  if (given === undefined) return { fault: 'unavailable', detail: 'no_address' };
  const hosts = { baseUrls: [apiBaseUrl, oapiBaseUrl], hosts: [...knownHosts, ...pictureHosts] };
  const got = await fetchFrom(http, given.downloadUrl, hosts);
  return 'fault' in got ? got : asPicture(got.bytes);
};
