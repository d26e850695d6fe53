import { type ErrorCode, UserError } from '../core/errors';
import type { HealthSources } from '../core/health';
import {
  type Feature,
  heldLock,
  isLockForbidden,
  isStrongEnough,
  type PassphraseStrength,
  type Policy,
  readPolicy,
  STRENGTHS,
} from '../core/policy';
import { readSettings, type Settings } from '../core/settings';
import type { VaultContent } from '../core/vault-content';
import type { Arguments, RequestName } from '../messages';
import type { Host } from '../platform/host';
import type { Request } from './requests';

/**
 * The policy of the organisation. It is read where it is needed and never kept, so that a change of it holds from the
 * next request on; the browser has it in memory.
 */
export const policyOf = async (host: Host): Promise<Policy> => readPolicy(await host.managed());

export const isHidden = async (host: Host, feature: Feature): Promise<boolean> =>
  (await policyOf(host)).hideFeatures.includes(feature);

/** When this vault locks: as the person wants it, and as the policy holds it. */
export const lockOf = async (host: Host, content: VaultContent): Promise<Settings['lock']> =>
  heldLock(await policyOf(host), readSettings(content).lock);

/** @throws UserError set-by-organisation */
export async function refuseLooserLock(
  host: Host,
  before: Settings['lock'],
  after: Settings['lock'],
): Promise<void> {
  if (isLockForbidden(await policyOf(host), before, after)) throw new UserError('set-by-organisation');
}

const judged = ({ slotsInfo }: VaultContent): PassphraseStrength[] =>
  slotsInfo.flatMap((info) => STRENGTHS.find((known) => known === info.strength) ?? []);

/** Whether the passphrase is known to be weaker than the policy asks for; one that nobody has judged is not. */
export const hasWeakPassphrase = (policy: Policy, content: VaultContent): boolean =>
  judged(content).some((strength) => !isStrongEnough(policy, strength));

/** How strong the passphrase is, as it was judged: the weakest, where there are more; undefined where nobody has. */
export function passphraseStrength(content: VaultContent): PassphraseStrength | undefined {
  const all = judged(content);
  return STRENGTHS.find((strength) => all.includes(strength));
}

/** What is known of the passphrase. */
export function passphraseHealth(policy: Policy, content: VaultContent): HealthSources['passphrase'] {
  const strength = passphraseStrength(content);
  if (strength === undefined) return 'unknown';
  if (hasWeakPassphrase(policy, content)) return 'below-policy';
  return strength === 'weak' ? 'weak' : 'good';
}

type Refusal<N extends RequestName> = (args: Arguments<N>, policy: Policy) => ErrorCode | false;

const isOff = (feature: Feature, { hideFeatures }: Policy): ErrorCode | false =>
  hideFeatures.includes(feature) && 'set-by-organisation';

const isSecret = (_args: unknown, { forbidPlainExport }: Policy): ErrorCode | false =>
  forbidPlainExport && 'set-by-organisation';

const isWeak = (args: { readonly strength?: PassphraseStrength }, policy: Policy): ErrorCode | false =>
  !isStrongEnough(policy, args.strength) && 'passphrase-too-weak';

/** Striking changes no code. Where none may be added none is removed either: it could not be taken back. */
function changesCodes({ base, codes }: Arguments<'changeRecoveryCodes'>): boolean {
  const before = new Set(base.map(({ code }) => code));
  const after = new Set(codes.map(({ code }) => code));
  return before.size !== after.size || [...after].some((code) => !before.has(code));
}

/** Every request that a policy may refuse, whatever the screens show. */
const REFUSALS: { readonly [N in RequestName]?: Refusal<N> } = {
  createVault: isWeak,
  changePassphrase: isWeak,
  exportBackup: (args, policy) => args.passphrase !== undefined && isWeak(args, policy),
  secret: isSecret,
  exportCodes: isSecret,
  exportAccounts: (args, policy) => !args.sealed && isSecret(args, policy),
  setPin: ({ pin }, policy) => pin !== null && isOff('pin', policy),
  // The passphrase is asked for then, as after too many wrong tries.
  unlock: ({ credential }, policy) => credential.type === 'pin' && isOff('pin', policy) && 'pin-gone',
  turnOnSync: (_args, policy) => isOff('sync', policy),
  addSecurityKey: (_args, policy) => isOff('security-keys', policy),
  setAutomaticBackups: ({ credential }, policy) =>
    credential !== undefined && isOff('automatic-backups', policy),
  expectGrant: (_args, policy) => isOff('automatic-fill', policy),
  turnOnAutomatic: (_args, policy) => isOff('automatic-fill', policy),
  findRecoveryCodes: (_args, policy) => isOff('recovery-codes', policy),
  takeSelection: (_args, policy) => isOff('recovery-codes', policy),
  changeRecoveryCodes: (args, policy) => changesCodes(args) && isOff('recovery-codes', policy),
  add: ({ source }, policy) => source === 'manual' && isOff('add-by-hand', policy),
};

/** @throws UserError set-by-organisation, passphrase-too-weak, pin-gone */
export async function refuseByPolicy<N extends RequestName>(
  host: Host,
  { name, args }: Request<N>,
): Promise<void> {
  const refusal: Refusal<N> | undefined = REFUSALS[name];
  const code = refusal?.(args, await policyOf(host)) ?? false;
  if (code) throw new UserError(code);
}
