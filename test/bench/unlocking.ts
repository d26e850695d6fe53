/** From Enter under the passphrase to the first painted code: the whole, and what is left without the derivation. */
import { awaitUntil } from '../e2e/harness/await-until.ts';
import { cdpKey } from '../e2e/harness/cdp-keys.ts';
import { isRendered } from '../e2e/harness/page-function.ts';
import type { Browser, Package } from './browser.ts';
import type { Session } from './cdp-pipe.ts';
import { ask, evaluate } from './evaluate.ts';
import { PASSPHRASE } from './fill-vault.ts';
import { watchFirstCode } from './first-code.ts';
import { type Figures, inTurn, type Rounds } from './rounds.ts';
import { plainRow, type Row } from './rows.ts';

/** Milliseconds besides the derivation, Enter to the first painted code. */
const GOAL_BESIDES_MS = 100;
const PASSPHRASE_FIELD = 'input[type=password]';

/**
 * Runs in the worker, before the unlock. Argon2id alone cannot be timed at another moment (it takes a third of a
 * second and varies by more than all the rest takes), so the very derivation of the measured unlock is: two stamps in
 * the worker, one when the WebAssembly of hash-wasm is instantiated, one when its result is handed to WebCrypto as a
 * key for HKDF. What a browser with an Argon2id of its own does is stamped by its own import.
 */
function stampDerivation(): void {
  const stamps = { from: 0, to: 0 };
  if (!('benchStamps' in globalThis)) {
    const { instantiate } = WebAssembly;
    const { importKey } = SubtleCrypto.prototype;
    const stamped = () => Reflect.get(globalThis, 'benchStamps') as typeof stamps;
    Object.assign(WebAssembly, {
      instantiate: (...args: Parameters<typeof instantiate>) => {
        stamped().from ||= performance.now();
        return instantiate(...args);
      },
    });
    Object.assign(SubtleCrypto.prototype, {
      importKey(this: SubtleCrypto, ...args: Parameters<typeof importKey>) {
        if (args[2] === 'HKDF' && stamped().from) stamped().to ||= performance.now();
        else if (`${args[2]}` === 'Argon2id') stamped().from ||= performance.now();
        return Reflect.apply(importKey, this, args);
      },
    });
  }
  Object.assign(globalThis, { benchStamps: stamps });
}

function derivationMs(): number {
  const { from, to } = Reflect.get(globalThis, 'benchStamps') as { from: number; to: number };
  if (!from || !to)
    throw new Error('The derivation was not seen: look at kdf.ts and slots.ts of the vault file');
  return to - from;
}

async function typePassphrase(page: Session): Promise<void> {
  await awaitUntil('the passphrase field', () => evaluate(page, isRendered, PASSPHRASE_FIELD));
  await evaluate(page, (field) => document.querySelector<HTMLElement>(field)?.focus(), PASSPHRASE_FIELD);
  await page.send('Input.insertText', { text: PASSPHRASE });
}

async function unlockOnce(browser: Browser, of: Package): Promise<Figures> {
  const worker = await browser.worker(of);
  const tab = await browser.newTab();
  await tab.send('Page.enable');
  await tab.send('Page.navigate', { url: browser.address(of) });
  await awaitUntil('our page', () => ask(tab, 'lock', {}).then(() => true));
  const { painted } = await watchFirstCode(tab);
  await tab.send('Page.reload');
  await typePassphrase(tab);
  await evaluate(worker, stampDerivation);
  await tab.send('Input.dispatchKeyEvent', { type: 'keyDown', ...cdpKey('Enter') });
  const { paintedAt, enterAt, late } = await painted;
  if (late || enterAt === 0) throw new Error('A code was painted before Enter: the vault was not locked');
  const wholeMs = paintedAt - enterAt;
  const derived = await evaluate(worker, derivationMs);
  await tab.close();
  return { wholeMs, derivedMs: derived, besidesMs: wholeMs - derived };
}

export async function measureUnlocking(
  browser: Browser,
  packages: readonly Package[],
  { accounts, rounds }: { readonly accounts: number; readonly rounds: Rounds },
): Promise<Row[]> {
  const part = `Enter → first code painted, ${accounts} accounts`;
  const runs = await inTurn(packages, rounds, (of) => unlockOnce(browser, of));
  return [
    plainRow({ part, name: 'whole', unit: 'ms' }, runs, 'wholeMs'),
    plainRow({ part, name: 'the key derivation in it', unit: 'ms' }, runs, 'derivedMs'),
    plainRow({ part, name: 'besides', unit: 'ms' }, runs, 'besidesMs', GOAL_BESIDES_MS),
  ];
}
