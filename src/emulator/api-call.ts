/** A call that the service makes to an emulated platform API. */
export interface ApiRequest {
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As text; empty for an upload. */
  readonly body: string;
  /** As received. */
  readonly bytes: Buffer;
}

export interface ApiAnswer {
  readonly status: number;
  /** Sent as JSON; a string and a file as they are. */
  readonly body: unknown;
}

/** One path of a platform API. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Bodies of this path hold secrets both ways, so the call log leaves them out. */
  readonly secretBodies?: true;
  /** Takes a file: its body may be large, is no text, and stays out of the call log. */
  readonly isUpload?: true;
  handle(request: ApiRequest): ApiAnswer | Promise<ApiAnswer>;
}

/** An answer in the form of WeCom and of DingTalk's old API: HTTP 200, the code inside. */
export const errcodeAnswer = (errcode: number, errmsg: string, more: object = {}): ApiAnswer => ({
  status: 200,
  body: { errcode, errmsg, ...more },
});

/** `undefined` when the text is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
