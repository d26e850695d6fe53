import { useState } from 'preact/hooks';
import type { RecoveryCode } from '../core/account';
import { ask } from '../ui/ask';
import { copyCode } from '../ui/copy-code';
import { showStatus } from '../ui/status';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';

type Codes = readonly RecoveryCode[];
type Deed = (code: RecoveryCode) => void;

export interface RecoveryDeeds {
  readonly codes: Codes;
  readonly error: string | undefined;
  readonly copy: Deed;
  readonly strike: Deed;
  readonly unstrike: Deed;
  readonly remove: Deed;
  /** Adds what was typed, or puts it in the place of all. @throws UserError, to be said beside what was typed */
  readonly keep: (typed: readonly string[], how: 'add' | 'replace') => Promise<void>;
}

const struck = (code: RecoveryCode): RecoveryCode => ({ ...code, usedAt: Date.now() });
const unstruck = ({ usedAt: _usedAt, ...code }: RecoveryCode): RecoveryCode => code;

/** The shown list of one account, and what a person does with it: each change is saved at once, with a way back. */
export function useRecoveryCodes(id: string, first: Codes): RecoveryDeeds {
  const [codes, setCodes] = useState(first);
  const { run, error } = useAction();

  const save = async (base: Codes, to: Codes): Promise<Codes> => {
    const args = { opId: crypto.randomUUID(), id, base: [...base], codes: [...to] };
    return (await ask('changeRecoveryCodes', args)).codes;
  };
  /** `base`: what may give way. */
  const change = async (base: Codes, to: Codes, status: string): Promise<void> => {
    const kept = await save(base, to);
    const back = async (): Promise<void> => {
      await save(kept, codes);
      setCodes(codes);
    };
    setCodes(kept);
    showStatus(status, { label: t('undo'), run: () => run(back) });
  };
  const exchange = (code: RecoveryCode, by: RecoveryCode) => codes.map((one) => (one === code ? by : one));

  const keep = async (typed: readonly string[], how: 'add' | 'replace'): Promise<void> => {
    const came = typed.map((code) => ({ code }));
    if (how === 'replace') return change(codes, came, t('recoveryReplaced'));
    const isNew = ({ code }: RecoveryCode) => codes.every((one) => one.code !== code);
    await change(codes, [...codes, ...came.filter(isNew)], t('statusSaved'));
  };
  return {
    codes,
    error,
    keep,
    copy: (code) =>
      run(async () => {
        await copyCode(code.code);
        // It was copied once already, and never pasted, say.
        if (code.usedAt !== undefined) return showStatus(t('statusCopied'));
        await change(codes, exchange(code, struck(code)), t('recoveryCopied'));
      }),
    strike: (code) => run(() => change(codes, exchange(code, struck(code)), t('recoveryStruck'))),
    unstrike: (code) => run(() => change(codes, exchange(code, unstruck(code)), t('recoveryUnstruck'))),
    remove: (code) =>
      run(() =>
        change(
          codes,
          codes.filter((one) => one !== code),
          t('recoveryRemoved'),
        ),
      ),
  };
}
