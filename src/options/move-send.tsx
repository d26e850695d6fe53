import { useEffect, useMemo, useState } from 'preact/hooks';
import type { SealedMove } from '../core/transfer';
import { filmOf } from '../core/transfer/frames/film';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import { QrCode } from '../ui/qr-code';
import { t } from '../ui/text';
import { useShownFor } from '../ui/use-shown-for';
import './move-send.css';

interface Props {
  readonly move: SealedMove;
  readonly onDone: () => void;
}

/** Between two pictures. Where a person wants less motion it is slow enough to look at. */
const USUAL = { paceMs: 100, text: 'moveFlicker' } as const;
const REDUCED = { paceMs: 1000, text: 'moveSlow' } as const;

const motion = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? REDUCED : USUAL);

/**
 * The series of QR codes for another browser, and the code that opens it: never both at once, so that no picture of this
 * screen has both. Nothing flickers before the person starts it.
 */
export function MoveSend({ move, onDone }: Props) {
  const [isCodeShown, setCodeShown] = useState(false);
  const [number, setNumber] = useState(0);
  useShownFor(onDone);
  return (
    <Page
      title={t('moveTitle')}
      actions={
        <>
          <Button onClick={() => setCodeShown(!isCodeShown)}>
            {t(isCodeShown ? 'moveShowAgain' : 'moveShowCode')}
          </Button>
          <Button onClick={onDone}>{t('done')}</Button>
        </>
      }
    >
      {isCodeShown ? (
        <MoveCode code={move.code} />
      ) : (
        <Pictures sealed={move.sealed} number={number} onNext={() => setNumber((before) => before + 1)} />
      )}
    </Page>
  );
}

function MoveCode({ code }: Pick<SealedMove, 'code'>) {
  return (
    <section class="card move-code">
      <h2>{t('moveCode')}</h2>
      <bdi dir="ltr">{code}</bdi>
      <p class="muted">{t('moveCodeKeep')}</p>
    </section>
  );
}

interface PicturesProps {
  readonly sealed: SealedMove['sealed'];
  readonly number: number;
  readonly onNext: () => void;
}

function Pictures({ sealed, number, onNext }: PicturesProps) {
  const film = useMemo(() => filmOf(sealed), [sealed]);
  const [isRunning, setRunning] = useState(false);
  const { paceMs, text } = motion();

  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => {
      if (!document.hidden) onNext();
    }, paceMs);
    return () => clearInterval(timer);
  }, [isRunning, paceMs]);

  return (
    <div class="move-pictures">
      <p>{t('moveHow', t('addAccount'), t('scanOther'))}</p>
      <QrCode text={film.frame(number)} label={t('moveTitle')} />
      <div class="move-actions">
        <Button kind="primary" onClick={() => setRunning(!isRunning)}>
          {t(isRunning ? 'movePause' : 'moveStart')}
        </Button>
        {!isRunning && <Button onClick={onNext}>{t('nextPart')}</Button>}
      </div>
      <p class="muted small">{t(text)}</p>
    </div>
  );
}
