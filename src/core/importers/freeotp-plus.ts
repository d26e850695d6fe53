import { isRecord } from '../check';
import { UserError } from '../errors';
import type { Importer } from './importer';
import { Entries } from './reading/entries';
import { freeOtpKey, freeOtpName, inTokenOrder, readFreeOtpToken } from './reading/freeotp-token';
import { Pictures } from './reading/pictures';

/** The JSON export of FreeOTP+; its export of key URIs is a list like any other. */
export const freeOtpPlus: Importer = {
  format: 'freeotp-plus',
  recognise: ({ json }) =>
    isRecord(json) && Object.hasOwn(json, 'tokens') && Object.hasOwn(json, 'tokenOrder'),
  read: ({ json }) => {
    if (!isRecord(json) || !Array.isArray(json.tokens)) throw new UserError('bad-content');
    const tokens = json.tokens.map(
      (token: unknown) => [isRecord(token) ? freeOtpKey(token) : '', token] as const,
    );
    const entries = new Entries();
    const pictures = new Pictures();
    for (const [index, [, token]] of inTokenOrder(tokens, json.tokenOrder).entries())
      entries.take(freeOtpName(isRecord(token) ? token : {}, index), () => readFreeOtpToken(token, pictures));
    return entries.finish(freeOtpPlus.format);
  },
};
