import { useEffect, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import type { FillTarget } from '../messages';
import { ask } from '../ui/ask';
import { turnOnAutomaticFill } from '../ui/automatic-fill';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { usePolicy } from '../ui/policy';
import { hostOf } from '../ui/site-address';
import { errorText, t } from '../ui/text';
import { copyInstead } from './copy-instead';

interface Props {
  readonly account: AccountSummary;
  /** The page that showed the QR code. */
  readonly target: FillTarget;
  readonly onVerified: () => void;
}

type Step = 'ready' | 'filling' | 'filled' | 'verified';

/** How often the page is asked whether it went on, while this screen stands. */
const ASK_EVERY_MS = 1_000;

/** The first code goes where the site asks for it; when the site took it, the account is known to work. */
export function ConfirmAtSite({ account, target, onVerified }: Props) {
  const { id, sites, type } = account;
  const host = hostOf(target.origin);
  const isSaved = sites.some(({ origin }) => origin === target.origin);
  const [step, setStep] = useState<Step>(account.verifiedAt === undefined ? 'ready' : 'verified');
  const [said, setSaid] = useState<string>();
  const [isAnswered, setAnswered] = useState(false);
  const isHidden = usePolicy().hideFeatures.includes('automatic-fill');
  const isOffered = isSaved && type !== 'hotp' && !isAnswered && !isHidden;

  async function fill(): Promise<void> {
    setStep('filling');
    setSaid(undefined);
    try {
      // The button names the host, and the secret came from this very page: the press is the answer.
      await ask('fill', { id, target, answer: 'once' });
      setStep('filled');
    } catch (failure) {
      setStep('ready');
      setSaid(await copyInstead(account, failure).catch(errorText));
    }
  }
  async function verify(): Promise<void> {
    await ask('verified', { opId: crypto.randomUUID(), id });
    setStep('verified');
    onVerified();
  }
  async function automatic(): Promise<void> {
    const isOn = await turnOnAutomaticFill(id, target.origin);
    setAnswered(true);
    if (isOn) setSaid(t('statusAutomatic', host));
  }
  const orSay = (task: Promise<void>) => void task.catch((failure) => setSaid(errorText(failure)));

  useEffect(() => {
    if (step !== 'filled') return;
    let timer: ReturnType<typeof setTimeout>;
    let wasGone = false;
    const look = async (): Promise<void> => {
      const { prompt } = await ask('promptStands', { target });
      if (prompt === 'gone' && wasGone) return verify();
      // Gone for a moment it may be on its way to "wrong code"; a page out of reach may come back.
      wasGone = prompt === 'gone';
      timer = setTimeout(() => orSay(look()), ASK_EVERY_MS);
    };
    timer = setTimeout(() => orSay(look()), ASK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [step]);

  return (
    <>
      {(step === 'ready' || step === 'filling') && (
        <Button busy={step === 'filling'} onClick={() => void fill()}>
          {t('fillConfirmation', host)}
        </Button>
      )}
      {step === 'filled' && (
        <>
          <p aria-live="polite">{t('confirmationFilled', host)}</p>
          <Button onClick={() => orSay(verify())}>{t('confirmationTaken')}</Button>
        </>
      )}
      {step === 'verified' && <Notice kind="info">{t('confirmationVerified')}</Notice>}
      {isOffered && step !== 'filling' && (
        <Button onClick={() => orSay(automatic())}>{t('automaticYes', host)}</Button>
      )}
      {said !== undefined && <p aria-live="polite">{said}</p>}
    </>
  );
}
