import { useMemo, useState } from 'preact/hooks';
import type { TypedAccount } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { copyCode, copyPicture } from '../ui/copy-code';
import { download } from '../ui/download';
import { Notice } from '../ui/notice';
import { usePolicy } from '../ui/policy';
import { showStatus } from '../ui/status';
import { t } from '../ui/text';
import { type Action, useAction } from '../ui/use-action';
import { BuilderLogo } from './builder-logo';
import { HeldButton } from './held-button';
import type { Logo, QrPicture } from './qr-picture';
import { useQrPicture } from './use-qr-picture';

interface Props {
  readonly form: TypedAccount;
  /** Null while the form makes none. */
  readonly uri: string | null;
  readonly isNamed: boolean;
}

const FILE = 'qr-code';

/** The key URI as a picture to hand out, checked by reading it, and the way of the account into the vault. */
export function BuilderQr({ form, uri, isNamed }: Props) {
  const [logo, setLogo] = useState<Logo | null>(null);
  const action = useAction();
  const isHeld = usePolicy().hideFeatures.includes('add-by-hand');
  const drawn = useQrPicture(uri, logo, action.fail);
  const picture = drawn?.picture ?? null;
  return (
    <section class="card section" aria-labelledby="builder-qr">
      <h2 id="builder-qr">{t('builderQr')}</h2>
      {!isNamed && <p class="muted">{t('builderUnnamed')}</p>}
      {picture && (
        <img
          class={drawn?.isCurrent ? 'qr-code' : 'qr-code builder-old'}
          src={picture.url}
          alt={t('setUpCode')}
        />
      )}
      <div aria-live="polite">
        {drawn?.isCurrent && (picture ? <Check picture={picture} /> : <p>{t('qrTooLong')}</p>)}
      </div>
      <BuilderLogo logo={logo} onLogo={setLogo} />
      {picture && <Takes picture={picture} disabled={!drawn?.isCurrent} action={action} />}
      {isHeld ? (
        <HeldButton>{t('builderAdd')}</HeldButton>
      ) : (
        <AddToVault form={form} disabled={uri === null} action={action} />
      )}
      {action.error && <Notice kind="error">{action.error}</Notice>}
    </section>
  );
}

const LOGO_TEXTS = {
  none: 'builderReads',
  whole: 'builderReadsLogo',
  smaller: 'builderLogoSmaller',
  'left-out': 'builderLogoLeftOut',
} as const;

/** What the decoder said of the picture. */
function Check({ picture: { logo, isRead } }: { readonly picture: QrPicture }) {
  if (!isRead) return <Notice kind="warning">{t('builderUnread')}</Notice>;
  if (logo === 'left-out') return <Notice kind="warning">{t(LOGO_TEXTS[logo])}</Notice>;
  return <p class="small muted">{t(LOGO_TEXTS[logo])}</p>;
}

interface TakesProps {
  readonly picture: QrPicture;
  readonly disabled: boolean;
  readonly action: Action;
}

function Takes({ picture: { png, svg }, disabled, action: { run } }: TakesProps) {
  const copied = async (copying: Promise<void>) => {
    await copying;
    showStatus(t('statusCopied'));
  };
  const savePng = async () => download(`${FILE}.png`, new Uint8Array(await png.arrayBuffer()), 'image/png');
  const saveSvg = async () => download(`${FILE}.svg`, svg, 'image/svg+xml');
  const takes = [
    { label: t('builderSavePng'), take: savePng },
    { label: t('builderSaveSvg'), take: saveSvg },
    { label: t('builderCopyPng'), take: () => copied(copyPicture(png)) },
    { label: t('builderCopySvg'), take: () => copied(copyCode(svg)) },
  ];
  return (
    <div class="builder-takes">
      {takes.map(({ label, take }) => (
        <Button key={label} disabled={disabled} onClick={() => run(take)}>
          {label}
        </Button>
      ))}
    </div>
  );
}

interface AddProps {
  readonly form: TypedAccount;
  readonly disabled: boolean;
  readonly action: Action;
}

/** One click, and one way back. */
function AddToVault({ form, disabled, action: { run, fail } }: AddProps) {
  const [times, setTimes] = useState(0);
  // A retry after a lost answer adds nothing twice; what is added, undone and added again is another request.
  const opId = useMemo(() => crypto.randomUUID(), [form, times]);
  const undo = (ids: readonly string[]) => {
    ask('trash', { opId: crypto.randomUUID(), ids: [...ids] }).then(() => showStatus(t('addUndone')), fail);
  };
  const add = async () => {
    const { ids } = await ask('add', { opId, candidates: [{ typed: form }], source: 'manual' });
    setTimes(times + 1);
    if (ids.length === 0) showStatus(t('verdictSaved'));
    else showStatus(t('statusSaved'), { label: t('undo'), run: () => undo(ids) });
  };
  return (
    <Button kind="primary" disabled={disabled} onClick={() => run(add)}>
      {t('builderAdd')}
    </Button>
  );
}
