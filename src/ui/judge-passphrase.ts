import { ask } from './ask';

/**
 * Judges the passphrase that has just opened the vault, for an organisation that asks for a strong one, and says it to
 * the background. Nothing waits for it; where the page closes meanwhile, the next unlocking does it.
 */
export async function judgePassphrase(passphrase: string): Promise<void> {
  const { strengthOf } = await import('./passphrase-advice');
  const judged = strengthOf(passphrase);
  await ask('passphraseJudged', { strength: judged === 'common' ? 'weak' : judged }).catch(() => undefined);
}
