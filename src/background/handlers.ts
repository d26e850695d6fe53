import { summarize } from '../core/account';
import { integer, list, open, text } from '../core/check';
import { type AddedAccount, findAccount } from '../core/commands';
import { savableOrigin } from '../core/match';
import type { Arguments, Replies, RequestName } from '../messages';
import type { Host } from '../platform/host';
import { showTab } from '../platform/surfaces';
import { previewCandidate, readCandidate } from './candidates';
import { scanActivePage, takeCapture } from './capture';
import { dropDraft, loadDraft, saveDraft } from './draft';
import { fill, hasPrompt } from './fill';
import { nextHotpCode } from './hotp';
import { codesOf, openReply } from './open';
import { readPatch } from './patch';
import { dropPending } from './pending';
import { lock } from './session-key';
import { changeVault, createVault, readSealed, readVault, restoreVault, unlock } from './vault';

/** Who asks: a page of ours in the popup or in a tab. Everything else never gets here. */
export interface Asker {
  readonly isInTab: boolean;
}

type Handlers = {
  readonly [N in RequestName]: (host: Host, args: Arguments<N>, asker: Asker) => Promise<Replies[N]>;
};

const checkAdded = open({ ids: list(text(64), 2000), alreadySaved: integer(0, 2000) });

async function add(host: Host, args: Arguments<'add'>): Promise<Replies['add']> {
  const site = args.site === undefined ? null : savableOrigin(args.site);
  const scannedOn = site === null ? [] : [{ origin: site, subdomains: false }];
  const accounts = args.candidates.map((candidate): AddedAccount => {
    const account = readCandidate(candidate);
    const sites = account.sites.length > 0 ? account.sites : scannedOn;
    return { ...account, sites, id: crypto.randomUUID() };
  });
  const source = args.source === 'scan' && site !== null ? `scan ${site}` : args.source;
  return checkAdded(await changeVault(host, args.opId, { type: 'add', accounts, source }));
}

async function patch(
  host: Host,
  { opId, id, ifUpdatedAt, fields }: Arguments<'patch'>,
): Promise<Replies['patch']> {
  // The type of an account never changes, so it may be read before its turn.
  const { type } = findAccount(await readVault(host), id);
  await changeVault(host, opId, { type: 'patch', id, ifUpdatedAt, fields: readPatch(type, fields) });
  return summarize(findAccount(await readVault(host), id));
}

/** The date in the file's name is the person's own, so that today's backup says today. */
function backupName(now: number): string {
  const date = new Date(now);
  const two = (part: number) => String(part).padStart(2, '0');
  return `counterfoil-${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}.counterfoil`;
}

/** One entry for each request of `messages.ts`. */
export const handlers: Handlers = {
  open: (host, { first }, { isInTab }) => openReply(host, first, isInTab),
  createVault: (host, { passphrase }) => createVault(host, passphrase),
  restoreVault: (host, { file, passphrase }) => restoreVault(host, file, passphrase),
  unlock: async (host, { passphrase }) => {
    await unlock(host, passphrase);
    return null;
  },
  lock: async (host) => {
    await lock(host);
    return null;
  },
  codes: async (host, { ids }) => {
    const wanted = new Set(ids);
    const { accounts } = await readVault(host);
    const now = host.now();
    return {
      codes: codesOf(
        accounts.filter(({ id }) => wanted.has(id)),
        now,
      ),
      now,
    };
  },
  account: async (host, { id }) => summarize(findAccount(await readVault(host), id)),
  preview: async (host, { candidates, pageOrigin }) => {
    const content = await readVault(host);
    const now = host.now();
    return candidates.map((candidate) => previewCandidate(candidate, content, { now, pageOrigin }));
  },
  add,
  patch,
  trash: async (host, { opId, id }) => {
    await changeVault(host, opId, { type: 'trash', id });
    return null;
  },
  restore: async (host, { opId, id }) => {
    await changeVault(host, opId, { type: 'restore', id });
    return null;
  },
  reorder: async (host, { opId, ids }) => {
    await changeVault(host, opId, { type: 'reorder', ids });
    return null;
  },
  nextHotpCode: async (host, { opId, id }) => ({ code: await nextHotpCode(host, opId, id) }),
  findPrompt: async (_host, { target }) => ({ prompt: await hasPrompt(target) }),
  fill: (host, args) => fill(host, args),
  dropPending: async (host) => {
    await dropPending(host);
    return null;
  },
  scanPage: async (host) => {
    await scanActivePage(host);
    return null;
  },
  takeCapture: (host) => takeCapture(host),
  saveDraft: async (host, { form, draft }) => {
    await saveDraft(host, form, draft);
    return null;
  },
  loadDraft: async (host, { form }) => ({ draft: await loadDraft(host, form) }),
  dropDraft: async (host, { form }) => {
    await dropDraft(host, form);
    return null;
  },
  exportBackup: async (host) => ({ file: await readSealed(host), name: backupName(host.now()) }),
  showPage: async (_host, { page }) => {
    await showTab(page);
    return null;
  },
};
