import { findDuplicates } from '../core/manage';
import { findRecoveryCodes } from '../core/recovery-code-text';
import { findAccount, listedAccounts } from '../core/vault-accounts';
import type { Arguments, Replies, RequestName } from '../messages';
import type { Host } from '../platform/host';
import { showPage } from '../platform/surfaces';
import { previewCandidates } from './candidates';
import { codeCopied } from './clipboard';
import { codeTime, dropJump, findOffset, setOffset, viewClock } from './clock';
import { dropDraft, loadDraft, saveDraft } from './draft';
import { expand, forgetParts } from './export-parts';
import { nextHotpCode } from './hotp';
import { lock } from './lock/session-key';
import { codesOf, openReply, picturesOf, searchTextsOf } from './open';
import { readPatch } from './patch';
import { policyOf } from './policy';
import { lookAtFront } from './site/automatic';
import { scanActivePage, takeCapture } from './site/capture';
import { fill } from './site/fill';
import { dropExpected, expectGrant, removeGrant, turnOn, viewGrants } from './site/grants';
import { offerSeen } from './site/offer';
import { takePendingFill } from './site/pending';
import { explainPage, hasPrompt, promptStands } from './site/prompt';
import { fillRecoveryCode } from './site/recovery-fill';
import { takeSelection } from './site/selection';
import { readSiteClock } from './site/site-clock';
import { summaryOf } from './summary';
import { syncNow } from './sync/engine';
import { settle, unsettle } from './sync/settle';
import { leaveOthersOut, turnOffSync, turnOnSync } from './sync/switch';
import { viewSync } from './sync/view';
import { addAccounts } from './vault/add';
import {
  automaticBackup,
  backupHealth,
  exportBackup,
  mergeBackup,
  readBackup,
  remindLater,
  replaceByBackup,
} from './vault/backups';
import { mergeFolderFile, readFolderFile } from './vault/folder';
import { viewHealth } from './vault/health';
import { exportRaw, history, readHistoryFile, startOver } from './vault/on-disk';
import { dropNotice } from './vault/recovery';
import { changeRecoveryCodes, showRecoveryCodes, unstrikeCode } from './vault/recovery-codes';
import { exportAccounts, exportCodes, showSecret } from './vault/secret';
import { changeSettings, setAutomaticBackups, setPin } from './vault/settings';
import {
  addSecurityKey,
  changePassphrase,
  issueRecoveryKey,
  notePassphrase,
  removeSlot,
  securityKeys,
  viewSecurity,
} from './vault/slots';
import { purge, viewTrash } from './vault/trash';
import { createVault, restoreVault, unlock } from './vault/unlocking';
import { changeVault, readVault } from './vault/vault';

/** Who asks: a page of ours in the popup or in a tab. Everything else never gets here. */
export interface Asker {
  readonly isInTab: boolean;
}

type Handlers = {
  readonly [N in RequestName]: (host: Host, args: Arguments<N>, asker: Asker) => Promise<Replies[N]>;
};

async function patch(host: Host, { opId, id, base, fields }: Arguments<'patch'>): Promise<Replies['patch']> {
  // The type of an account never changes, so it may be read before its turn.
  const { type } = findAccount(await readVault(host), id);
  const command = {
    type: 'patch',
    id,
    base: readPatch(type, base),
    fields: readPatch(type, fields),
  } as const;
  await changeVault(host, opId, command);
  return summaryOf(findAccount(await readVault(host), id));
}

/** For requests that answer nothing but that they were carried out. */
const done =
  <A extends readonly unknown[]>(task: (...args: A) => Promise<void>) =>
  async (...args: A): Promise<null> => {
    await task(...args);
    return null;
  };

/** One entry for each request of `messages`. */
export const handlers: Handlers = {
  open: (host, args, { isInTab }) => openReply(host, args, isInTab),
  createVault: (host, { passphrase, strength }) => createVault(host, passphrase, strength),
  unlock: done(async (host, { credential }) => {
    await unlock(host, credential);
    void lookAtFront(host);
  }),
  lock: done((host) => lock(host, 'quick')),
  security: (host) => viewSecurity(host),
  securityKeys: (host) => securityKeys(host),
  changePassphrase: (host, args) => changePassphrase(host, args),
  passphraseJudged: done((host, { strength }) => notePassphrase(host, strength)),
  newRecoveryKey: (host, { credential }) => issueRecoveryKey(host, credential),
  addSecurityKey: done((host, args) => addSecurityKey(host, args)),
  removeSlot: (host, { credential, slotId }) => removeSlot(host, credential, slotId),
  setPin: done((host, { credential, pin }) => setPin(host, credential, pin)),
  changeSettings: done((host, args) => changeSettings(host, args)),
  secret: (host, args) => showSecret(host, args),
  exportCodes: (host, args) => exportCodes(host, args),
  exportAccounts: (host, args) => exportAccounts(host, args),
  codeCopied: done((host, { id }) => codeCopied(host, id)),
  codes: async (host, { ids }) => {
    const wanted = new Set(ids);
    const { accounts } = await readVault(host);
    const now = await codeTime(host);
    return {
      codes: codesOf(
        accounts.filter(({ id }) => wanted.has(id)),
        now,
      ),
      now,
    };
  },
  account: async (host, { id }) => summaryOf(findAccount(await readVault(host), id)),
  pictures: async (host, { ids }) => {
    const wanted = new Set(ids);
    return picturesOf((await readVault(host)).accounts.filter(({ id }) => wanted.has(id)));
  },
  accounts: async (host) => listedAccounts(await readVault(host)).map(summaryOf),
  searchTexts: async (host) => ({ texts: searchTextsOf(listedAccounts(await readVault(host))) }),
  expand: (host, { texts }) => expand(host, texts),
  preview: async (host, { candidates, pageOrigin, source }) => {
    const [content, policy, now] = await Promise.all([readVault(host), policyOf(host), codeTime(host)]);
    return { items: previewCandidates(candidates, content, { now, pageOrigin, source, policy }), now };
  },
  add: addAccounts,
  patch,
  trash: done(async (host, { opId, ids, restore }) => {
    await changeVault(host, opId, { type: 'trash', ids, restore });
    await forgetParts(host, ids);
  }),
  restore: done(
    async (host, { opId, ids }) => void (await changeVault(host, opId, { type: 'restore', ids })),
  ),
  reorder: done(
    async (host, { opId, ids }) => void (await changeVault(host, opId, { type: 'reorder', ids })),
  ),
  tag: done(
    async (host, { opId, changes }) => void (await changeVault(host, opId, { type: 'tag', changes })),
  ),
  pin: done(
    async (host, { opId, ids, pinned }) => void (await changeVault(host, opId, { type: 'pin', ids, pinned })),
  ),
  trashed: (host) => viewTrash(host),
  duplicates: async (host) => findDuplicates(listedAccounts(await readVault(host))),
  unite: done(
    async (host, { opId, groups }) => void (await changeVault(host, opId, { type: 'unite', groups })),
  ),
  separate: done(
    async (host, { opId, of }) => void (await changeVault(host, opId, { type: 'separate', of })),
  ),
  purge: done((host, args) => purge(host, args)),
  nextHotpCode: async (host, { opId, id }) => ({ code: await nextHotpCode(host, opId, id) }),
  saveDraft: done((host, { form, draft }) => saveDraft(host, form, draft)),
  loadDraft: async (host, { form }) => ({ draft: await loadDraft(host, form) }),
  dropDraft: done((host, { form }) => dropDraft(host, form)),
  findPrompt: async (_host, { target }) => ({ prompt: await hasPrompt(target) }),
  fill: (host, args) => fill(host, args),
  explainPage: async (_host, { target }) => ({ report: await explainPage(target) }),
  expectGrant: done((host, { id, origin }) => expectGrant(host, id, origin)),
  dropGrant: done((host) => dropExpected(host)),
  turnOnAutomatic: done((host, { opId, id, origin }) => turnOn(host, opId, id, origin)),
  offerSeen: done((host, { opId, id, origin }) => offerSeen(host, opId, { id, origin })),
  grants: (host) => viewGrants(host),
  removeGrant: done((host, { pattern }) => removeGrant(host, pattern)),
  promptStands: async (_host, { target }) => ({ prompt: await promptStands(target) }),
  verified: done(
    async (host, { opId, id }) => void (await changeVault(host, opId, { type: 'verified', id })),
  ),
  dropPending: done(async (host, { target }) => void (await takePendingFill(host, target))),
  // A page of ours in a tab stands over no other: it would be its own picture.
  scanPage: done((host, _args, { isInTab }) => (isInTab ? showPage('sources') : scanActivePage(host))),
  takeCapture: (host) => takeCapture(host),
  restoreVault: (host, { file, credential }) => restoreVault(host, file, credential),
  exportBackup: (host, args) => exportBackup(host, args),
  automaticBackup: (host) => automaticBackup(host),
  readFolderFile: (host, { file }) => readFolderFile(host, file),
  mergeFolderFile: (host, { file }) => mergeFolderFile(host, file),
  setAutomaticBackups: done((host, args) => setAutomaticBackups(host, args)),
  backedUp: done(
    async (host, { opId, changes }) => void (await changeVault(host, opId, { type: 'backed-up', changes })),
  ),
  remindLater: done((host, { opId }) => remindLater(host, opId)),
  health: async (host) => viewHealth(host, await viewGrants(host)),
  backupHealth: (host) => backupHealth(host),
  readBackup: (host, args) => readBackup(host, args),
  mergeBackup: (host, args) => mergeBackup(host, args),
  replaceByBackup: (host, args) => replaceByBackup(host, args),
  history: (host) => history(host),
  historyFile: (host, { key }) => readHistoryFile(host, key),
  exportRaw: (host) => exportRaw(host),
  startOver: done((host) => startOver(host)),
  dropNotice: done((host) => dropNotice(host)),
  recoveryCodes: (host, args) => showRecoveryCodes(host, args),
  findRecoveryCodes: async (_host, { text }) => findRecoveryCodes(text),
  changeRecoveryCodes: (host, args) => changeRecoveryCodes(host, args),
  fillRecoveryCode: (host, args) => fillRecoveryCode(host, args),
  takeBackRecoveryCode: done((host, args) => unstrikeCode(host, args)),
  takeSelection: (host) => takeSelection(host),
  clock: (host) => viewClock(host),
  findOffset: (host, args) => findOffset(host, args),
  siteClock: (host, { target }) => readSiteClock(host, target),
  setClockOffset: done((host, args) => setOffset(host, args)),
  dropClockJump: done((host) => dropJump(host)),
  sync: (host) => viewSync(host),
  turnOnSync: (host, args) => turnOnSync(host, args),
  turnOffSync: (host) => turnOffSync(host),
  leaveOthersOut: (host, args) => leaveOthersOut(host, args),
  syncNow: done((host) => syncNow(host)),
  settleConflict: (host, args) => settle(host, args),
  unsettleConflict: (host, args) => unsettle(host, args),
  showPage: done((_host, { page }) => showPage(page)),
};
