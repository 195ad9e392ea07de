/**
 * The one error class of the service. `code` is stable and documented, `hint` is the sentence a person
 * reads (Chinese where staff or administrators see it): what is wrong and what to do next. Neither ever
 * holds a secret.
 */
export class TongbaoError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, hint: string, options: { cause?: unknown } = {}) {
    super(`${code}: ${hint}`, options);
    this.name = 'TongbaoError';
    this.code = code;
    this.hint = hint;
  }
}
