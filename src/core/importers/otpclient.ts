import { UserError } from '../errors';
import type { Importer } from './importer';
import { beginsWith } from './reading/source';

const MAGIC = [...'OTPClient'].map((letter) => letter.charCodeAt(0));

/** OTPClient's own database. Its layout changes with the app, which writes plain lists for others. */
export const otpClient: Importer = {
  format: 'otpclient',
  recognise: (source) => beginsWith(source, ...MAGIC),
  read: () => {
    throw new UserError('unsupported-kdf');
  },
};
