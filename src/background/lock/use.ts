import type { RequestName } from '../../messages';
import type { Request } from '../requests';

/** What pages ask by themselves, with nobody at the keys: it does not put off the locking. */
const NO_USE: readonly RequestName[] = [
  'codes',
  'pictures',
  'clock',
  'accounts',
  'trashed',
  'duplicates',
  'preview',
  'automaticBackup',
  'readFolderFile',
  'mergeFolderFile',
  'backupHealth',
  'backedUp',
  'lock',
  'findPrompt',
  'promptStands',
  'offerSeen',
  'grants',
  'sync',
  'security',
  'health',
  'passphraseJudged',
];

/** Whether a request says that a person is there. */
export function isUse(request: Request<RequestName>): boolean {
  if (request.name === 'open') return !('again' in request.args && request.args.again);
  return !NO_USE.includes(request.name);
}
