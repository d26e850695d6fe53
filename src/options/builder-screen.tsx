import { useContext, useEffect, useState } from 'preact/hooks';
import type { TypedAccount } from '../messages';
import { Copyable } from '../ui/copyable';
import { fieldOf } from '../ui/field-errors';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { errorText, t } from '../ui/text';
import { askBuilder } from './ask-builder';
import { BuilderForm } from './builder-form';
import { BuilderQr } from './builder-qr';
import './builder-screen.css';
import { BuilderVerify } from './builder-verify';
import type { SetUp } from './builder-worker';
import { OverScreen } from './over-screen';
import { useSetUp } from './use-set-up';

const EMPTY: TypedAccount = {
  ...{ type: 'totp', issuer: '', name: '', secret: '' },
  ...{ algorithm: 'SHA1', digits: '6', period: '30', counter: '0' },
};

/** Two accounts of the same key have the same codes, so what was tried with one stands for the other. */
const codesKey = ({ account: { issuer: _issuer, name: _name, ...codes } }: SetUp): string =>
  JSON.stringify(codes);

/**
 * The tools of those who build a site's side: a secret, its key URI and QR code, and the judge of codes. The secret is
 * for trials and shown on purpose; it is in no vault until the person adds it, and gone with this screen.
 */
export function BuilderScreen() {
  const over = useContext(OverScreen);
  const [form, setForm] = useState(EMPTY);
  const [isMade, setMade] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { setUp, error } = useSetUp(form);
  const change = (part: Partial<TypedAccount>) => setForm((before) => ({ ...before, ...part }));
  useEffect(() => {
    const show = (secret: string) => {
      change({ secret });
      setMade(true);
    };
    askBuilder({ do: 'make', bytes: 20 }).then(({ secret }) => show(secret), setFailure);
  }, []);
  useEffect(() => {
    if (setUp?.linked) change(setUp.linked);
  }, [setUp]);
  const other = failure ?? (error !== null && fieldOf(error) === null ? error : null);
  return (
    <Page title={t('buildersTitle')} onBack={() => over.close()}>
      <p class="lead">{t('buildersLead')}</p>
      {other !== null && <Notice kind="error">{errorText(other)}</Notice>}
      <div class="builder">
        <div class="builder-part">
          <BuilderForm
            form={form}
            bits={setUp?.bits ?? null}
            error={isMade ? error : null}
            onInput={change}
            onFailure={setFailure}
          />
          {setUp && <Given setUp={setUp} />}
        </div>
        <div class="builder-part">
          <BuilderQr form={form} uri={setUp?.uri ?? null} isNamed={setUp?.uri !== null} />
          {setUp && <BuilderVerify key={codesKey(setUp)} account={setUp.account} />}
        </div>
      </div>
    </Page>
  );
}

/** The same secret in the ways that libraries take it. */
function Given({ setUp: { account, hex, uri } }: { readonly setUp: SetUp }) {
  const inFours = (text: string) => text.match(/.{1,4}/gu)?.join(' ');
  return (
    <>
      <Copyable label={t('secretBase32')} text={account.secret} copyLabel={t('copyBase32')}>
        {inFours(account.secret)}
      </Copyable>
      <Copyable label={t('secretHex')} text={hex} copyLabel={t('copyHex')}>
        {inFours(hex)}
      </Copyable>
      {uri !== null && (
        <Copyable label={t('keyUri')} text={uri} copyLabel={t('copyKeyUri')}>
          {uri}
        </Copyable>
      )}
    </>
  );
}
