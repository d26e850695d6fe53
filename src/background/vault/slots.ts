import { LIMITS } from '../../core/account';
import type { Command } from '../../core/command-types';
import { applyCommand } from '../../core/commands';
import { UserError } from '../../core/errors';
import { hostForPeople } from '../../core/match';
import { cleanText } from '../../core/outside-text';
import { heldLock, type PassphraseStrength } from '../../core/policy';
import { formatRecoveryKey } from '../../core/recovery-key';
import { readSettings } from '../../core/settings';
import type { SlotInfo, VaultContent } from '../../core/vault-content';
import * as vaultFile from '../../core/vault-file';
import type { Arguments, Credential, Replies, SecurityKey, SlotView } from '../../messages';
import type { Host } from '../../platform/host';
import { keepQuickWay } from '../lock/pin';
import { exchangeKey, readLastLock } from '../lock/session-key';
import { policyOf } from '../policy';
import { replaceAll, writeStored } from '../store/vault-store';
import { authenticated } from './authenticate';
import { readPrfSecret, wiping } from './credential';
import { dueSkip } from './recovery';
import { passphraseInfo, requireLength } from './unlocking';
import { changeOpen, exchanging, type OpenVault, openCurrent, readPresent, saveOpen } from './vault';

/** The ways into the vault: passphrase, security keys, recovery key. Every change of them asks for one of them first. */
const RECOVERY_KEY_BYTES = 16;

async function slotsOf(file: string): Promise<readonly vaultFile.SlotView[]> {
  const found = await vaultFile.inspectVault(file);
  if (!found.ok) throw new UserError(found.code);
  return found.slots;
}

const TYPES = ['passphrase', 'webauthn-prf', 'recovery'] as const;

/** The slots as the settings show them. */
async function viewSlots(host: Host, { content, stored }: OpenVault): Promise<SlotView[]> {
  const info = new Map(content.slotsInfo.map((one) => [one.slotId, one]));
  return (await slotsOf(stored.file)).map(({ id, type }) => ({
    slotId: id,
    type: TYPES.find((known) => known === type) ?? 'other',
    label: info.get(id)?.label ?? '',
    createdAt: info.get(id)?.createdAt ?? null,
    isElsewhere: (info.get(id)?.origin ?? host.origin) !== host.origin,
  }));
}

/** What the browser needs to ask for a security key of this vault; it is no secret. @throws UserError no-vault … */
export async function securityKeys(host: Host): Promise<SecurityKey[]> {
  const present = await readPresent(host);
  const slots = await slotsOf(present.candidates[0].file);
  return slots.flatMap(({ id, credentialId, prfSalt }) =>
    credentialId === undefined || prfSalt === undefined ? [] : [{ slotId: id, credentialId, prfSalt }],
  );
}

interface Change {
  readonly remove?: readonly string[];
  readonly add?: readonly vaultFile.NewSlot[];
  readonly infos?: readonly SlotInfo[];
}

function noted(host: Host, content: VaultContent, { remove = [], infos = [] }: Change): VaultContent {
  const command: Command = { type: 'slots-info', remove: [...remove], add: [...infos] };
  return applyCommand(content, crypto.randomUUID(), command, host.now()).content;
}

/** What follows writes past `saveOpen`: codes that are due to be skipped are skipped in a save of their own before. */
async function skipDue(host: Host, open: OpenVault): Promise<OpenVault> {
  if ((await dueSkip(host)) === 0) return open;
  await saveOpen(host, open, (content) => content);
  return openCurrent(host);
}

/**
 * Where ways in go, older files still hold them: they are all overwritten then, and the history with them.
 * @returns whether that is not done yet (`replaceAll`)
 */
async function changeSlots(host: Host, open: OpenVault, change: Change): Promise<boolean> {
  const { remove = [], add = [] } = change;
  const { content, stored, key } = await skipDue(host, open);
  const next = noted(host, content, change);
  const { text } = await vaultFile.changeSlots(stored.file, key.vaultKey, next, { remove, add });
  const outcome =
    remove.length > 0 ? await replaceAll(host, stored, text) : await writeStored(host, stored, text);
  host.announce({ type: 'changed' });
  return outcome === 'pending';
}

interface NewKey {
  readonly slot: vaultFile.NewSlot;
  /** Its bytes, which the caller overwrites (`wiping`). */
  readonly secret: Uint8Array;
  readonly info: SlotInfo;
  /** For the sheet that is printed; shown once. */
  readonly text: string;
}

function newRecoveryKey(now: number): NewKey {
  const secret = crypto.getRandomValues(new Uint8Array(RECOVERY_KEY_BYTES));
  const id = vaultFile.newSlotId();
  const text = formatRecoveryKey(secret);
  const info = { slotId: id, label: '', createdAt: now };
  return { slot: { id, type: 'recovery', secret }, secret, info, text };
}

async function idsOfType(file: string, wanted: SlotView['type']): Promise<string[]> {
  return (await slotsOf(file)).filter(({ type }) => type === wanted).map(({ id }) => id);
}

/** @throws UserError those of `authenticated`, too-many-slots, not-saved, storage-full */
export async function issueRecoveryKey(
  host: Host,
  credential: Credential,
): Promise<Replies['newRecoveryKey']> {
  return authenticated(host, credential, async (open) => {
    const remove = await idsOfType(open.stored.file, 'recovery');
    const { slot, secret, info, text } = newRecoveryKey(host.now());
    const change = { remove, add: [slot], infos: [info] };
    const earlierLeft = await wiping([secret], () => changeSlots(host, open, change));
    return { recoveryKey: text, earlierLeft };
  });
}

/** @throws UserError as `issueRecoveryKey` */
export async function addSecurityKey(host: Host, args: Arguments<'addSecurityKey'>): Promise<void> {
  const { credential, credentialId, prfSalt } = args;
  const secret = readPrfSecret(args.secret);
  const label = cleanText(args.label, LIMITS.labelCodePoints);
  const add = (open: OpenVault) => {
    const id = vaultFile.newSlotId();
    const info = { slotId: id, label, createdAt: host.now(), origin: host.origin };
    const slot = { id, type: 'webauthn-prf', credentialId, prfSalt, secret } as const;
    return changeSlots(host, open, { add: [slot], infos: [info] });
  };
  await wiping([secret], () => authenticated(host, credential, add));
}

/** @throws UserError as `issueRecoveryKey`; slot-gone, last-passphrase */
export async function removeSlot(
  host: Host,
  credential: Credential,
  slotId: string,
): Promise<Replies['removeSlot']> {
  return authenticated(host, credential, async (open) => ({
    earlierLeft: await changeSlots(host, open, { remove: [slotId] }),
  }));
}

/** A security key that was touched. */
interface Touched {
  readonly slotId: string;
  readonly secret: Uint8Array;
}

/** The security keys that were touched, as slots of the new vault key; each must open its old slot first. */
async function keptKeys(
  open: OpenVault,
  keys: readonly Touched[],
): Promise<{ slots: vaultFile.NewSlot[]; infos: SlotInfo[] }> {
  const { content, stored } = open;
  const old = new Map((await slotsOf(stored.file)).map((slot) => [slot.id, slot]));
  const slots: vaultFile.NewSlot[] = [];
  const infos: SlotInfo[] = [];
  for (const { slotId, secret } of keys) {
    const { credentialId, prfSalt } = old.get(slotId) ?? {};
    if (credentialId === undefined || prfSalt === undefined) throw new UserError('slot-gone');
    await vaultFile.openVault(stored.file, { type: 'webauthn-prf', slotId, secret });
    const id = vaultFile.newSlotId();
    const info = content.slotsInfo.find((one) => one.slotId === slotId);
    slots.push({ id, type: 'webauthn-prf', credentialId, prfSalt, secret });
    infos.push({ ...(info ?? { label: '', createdAt: 0 }), slotId: id });
  }
  return { slots, infos };
}

/**
 * A new passphrase means a new vault key: a copy of an older file with the older passphrase opens nothing of what comes
 * after it. Security keys that were not touched go, and the recovery key is issued anew or goes.
 * @throws UserError those of `authenticated`, passphrase-too-short, slot-gone, not-saved, storage-full
 */
export async function changePassphrase(
  host: Host,
  { credential, passphrase, strength, keys, recoveryKey }: Arguments<'changePassphrase'>,
): Promise<Replies['changePassphrase']> {
  requireLength(passphrase);
  const now = host.now();
  const touched = keys.map(({ slotId, secret }) => ({ slotId, secret: readPrfSecret(secret) }));
  const recovery = recoveryKey ? newRecoveryKey(now) : null;
  const rotate = async (opened: OpenVault) => {
    const open = await skipDue(host, opened);
    const lastLock = await readLastLock(host);
    const slotId = vaultFile.newSlotId();
    const kept = await keptKeys(open, touched);
    const infos = [
      passphraseInfo(slotId, now, strength),
      ...kept.infos,
      ...(recovery ? [recovery.info] : []),
    ];
    const next = noted(host, open.content, {
      remove: open.content.slotsInfo.map((one) => one.slotId),
      infos,
    });
    const rotated = await vaultFile.rotateVault(open.stored.file, open.key.vaultKey, next, [
      { id: slotId, type: 'passphrase', passphrase },
      ...kept.slots,
      ...(recovery ? [recovery.slot] : []),
    ]);
    const session = { ...open.key, vaultKey: rotated.vaultKey, rev: rotated.rev, slotId };
    const [replaced, outcome] = await exchanging(host, async () => [
      await replaceAll(host, open.stored, rotated.text),
      await exchangeKey(host, session, lastLock),
    ]);
    if (outcome === 'open') await keepQuickWay(host, next, session, now);
    host.announce({ type: 'changed' });
    const earlierLeft = replaced === 'pending';
    return { recoveryKey: recovery?.text ?? null, kdf: rotated.kdf, earlierLeft };
  };
  const secrets = [...touched, ...(recovery ? [recovery] : [])].map(({ secret }) => secret);
  return wiping(secrets, () => authenticated(host, credential, rotate));
}

/**
 * Notes how strong the passphrase is that has just opened the vault, so that it can be told where an organisation asks
 * for a stronger one. Only where that is news, and only of the slot that was opened.
 * @throws UserError locked, not-saved
 */
export async function notePassphrase(host: Host, strength: PassphraseStrength): Promise<void> {
  await host.exclusive(async () => {
    const open = await openCurrent(host);
    const { slotId } = open.key;
    const slots = await slotsOf(open.stored.file);
    const info = open.content.slotsInfo.find((one) => one.slotId === slotId);
    if (!info || info.strength === strength) return;
    if (slots.find(({ id }) => id === slotId)?.type !== 'passphrase') return;
    const command = { type: 'slots-info', remove: [], add: [{ ...info, strength }] } as const;
    await changeOpen(host, open, { opId: crypto.randomUUID(), command });
  });
}

/** @throws UserError locked, storage-failed */
export async function viewSecurity(host: Host): Promise<Replies['security']> {
  const open = await openCurrent(host);
  const { lock, pin, clearClipboard, list } = readSettings(open.content);
  const policy = await policyOf(host);
  return {
    slots: await viewSlots(host, open),
    pin: pin !== null,
    ...{ lock, clearClipboard, list },
    heldLock: heldLock(policy, lock),
    presetSites: policy.presetSites.map(({ issuer, sites }) => ({
      issuer,
      hosts: sites.map(({ origin }) => hostForPeople(origin)),
    })),
  };
}
