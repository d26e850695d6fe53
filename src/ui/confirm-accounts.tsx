import type { ComponentChildren } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Arguments, Candidate, Credential, Replies } from '../messages';
import { ask } from './ask';
import { Button } from './button';
import './confirm.css';
import { useChoices } from './confirm-choices';
import { ConfirmMany, preselected, toggled } from './confirm-many';
import { ConfirmOne, isPinMissing } from './confirm-one';
import { usePreview } from './confirm-preview';
import { hasNamesake, isAddable, isReplacing } from './confirm-row';
import { CredentialForm } from './credential-form';
import { CheckBox } from './field';
import { ImportSums, type LostDetails } from './import-sums';
import { Notice } from './notice';
import { Page } from './page';
import type { Rename } from './rename-fields';
import { errorText, t } from './text';

type Source = Arguments<'add'>['source'];

interface Props {
  readonly candidates: readonly Candidate[];
  /** Where they were scanned; null where there is no page. */
  readonly pageOrigin: string | null;
  readonly pageHost: string;
  readonly source: Source;
  readonly onAdded: (result: Replies['add']) => void;
  readonly onCancel: () => void;
  /** Whether a way back leads to where the person came from (not in a window of its own). */
  readonly hasBack?: boolean;
  /** The number of each candidate in the picture that stands above, where there are several. */
  readonly numbers?: readonly (number | undefined)[];
  /** They belong together, as those of a file do: all that is new is chosen. */
  readonly isOneList?: boolean;
  /** Where they come from, where that is not what the source says. */
  readonly lead?: string;
  /** Positions of those that lie in the trash of another app: nobody ticks them for the person. */
  readonly trashed?: ReadonlySet<number>;
  /** What of a file could not be taken along. */
  readonly lost?: LostDetails;
  /** What they were read from. */
  readonly picture?: ComponentChildren;
  /** What belongs under the accounts, such as the entries of a file that were left out. */
  readonly children?: ComponentChildren;
}

const NO_POSITIONS: ReadonlySet<number> = new Set();
const NOTHING_LOST: LostDetails = { icons: 0, notes: 0, tags: 0 };

function leadText(source: Source): string {
  if (source === 'import') return t('confirmLeadImport');
  if (source === 'picture') return t('confirmLeadPicture');
  return source === 'scan' ? t('confirmLeadScan') : t('confirmLeadPaste');
}

/** Nothing scanned, pasted or imported is saved before the person has seen it here. */
export function ConfirmAccounts({ candidates, pageOrigin, pageHost, source, ...rest }: Props) {
  const { onAdded, onCancel, hasBack, numbers, isOneList = source === 'import' } = rest;
  const { trashed = NO_POSITIONS, lost = NOTHING_LOST, lead = leadText(source), picture, children } = rest;
  const [choices, choose] = useChoices(candidates);
  const { renames, pins, touched, replacing, fillTouched } = choices;
  const [isAdding, setAdding] = useState(false);
  const [addError, setAddError] = useState<unknown>(null);
  /** A saved secret gives way: first the person shows who they are. */
  const [isGuarded, setGuarded] = useState(false);
  // One id for one request: a retry after a lost answer adds nothing twice, another choice is another request.
  const opId = useMemo(() => crypto.randomUUID(), [candidates, choices]);
  const named = useMemo(
    () =>
      candidates.map((candidate, index) => {
        const pin = pins.get(index);
        return { ...candidate, ...renames.get(index), ...(pin ? { pin } : {}) };
      }),
    [candidates, renames, pins],
  );
  const { items, error } = usePreview(named, { of: candidates, pageOrigin, source });
  useLayoutEffect(() => setAddError(null), [candidates]);

  const rename = useCallback(
    (position: number, written: Rename) =>
      choose(({ renames }) => ({ renames: new Map(renames).set(position, written) })),
    [choose],
  );
  const givePin = useCallback(
    (position: number, written: string) =>
      choose(({ pins }) => ({ pins: new Map(pins).set(position, written) })),
    [choose],
  );
  const setReplacing = (replacing: ReadonlySet<number>) => choose(() => ({ replacing }));

  const isOne = candidates.length === 1;
  const [only] = items ?? [];
  const replaces = (index: number): boolean => {
    const item = items?.[index];
    return item !== undefined && (isReplacing(item) || (hasNamesake(item) && replacing.has(index)));
  };
  const isReplacement = isOne && replaces(0);
  const chosen =
    touched ?? (isReplacement ? new Set([0]) : preselected(items ?? [], isOneList || isOne, trashed));
  const isWebPage = pageOrigin !== null && /^https?:/u.test(pageOrigin) && pageHost !== '';
  // A code of another service than the page names is filled there only if the person says so.
  const differs = only?.kind === 'account' && only.warnings.includes('issuer-differs');
  const isFillChosen = fillTouched ?? (isOne && !differs);
  // The page shows a list of accounts that are asked for elsewhere.
  const isFillOffered = isWebPage && !isOneList;

  async function add(credential?: Credential): Promise<void> {
    const site = isFillOffered && isFillChosen ? { site: pageOrigin } : {};
    const shown = credential ? { credential } : {};
    const marked = named.map((one, index) => (replaces(index) ? { ...one, replaces: true } : one));
    const picked = marked.filter((_, index) => chosen.has(index));
    onAdded(await ask('add', { opId, candidates: picked, source, ...site, ...shown }));
  }

  async function tryToAdd(): Promise<void> {
    setAdding(true);
    setAddError(null);
    try {
      await add();
    } catch (failure) {
      if (failure instanceof UserError && failure.code === 'credential-required') setGuarded(true);
      else setAddError(failure);
    } finally {
      setAdding(false);
    }
  }

  const isPinAsked = pins.size > 0 || (items?.some(isPinMissing) ?? false);
  const hasAccounts =
    isPinAsked || renames.size > 0 || (items?.some((item) => item.kind === 'account') ?? false);
  const canAdd = items?.some(isAddable) ?? false;
  const isEditable = isOne && canAdd && renames.size === 0;
  const actions = (
    <>
      {!isOne && canAdd && (
        <p class="confirm-count" aria-live="polite">
          {t('chosenOf', chosen.size, items?.filter(isAddable).length ?? 0)}
        </p>
      )}
      {hasAccounts && (
        <Button kind="primary" busy={isAdding} disabled={chosen.size === 0} onClick={() => void tryToAdd()}>
          {t(isReplacement ? 'replace' : 'add')}
        </Button>
      )}
      {isEditable && only?.kind === 'account' && (
        <Button kind="quiet" onClick={() => rename(0, { issuer: only.issuer, name: only.name })}>
          {t('editFirst')}
        </Button>
      )}
      {!canAdd && (items !== null || error !== null) && (
        <Button kind="quiet" onClick={onCancel}>
          {t('close')}
        </Button>
      )}
    </>
  );

  const title = t(isOne ? 'addAccount' : 'addAccounts');
  if (isGuarded) {
    const leave = () => setGuarded(false);
    return (
      <Page title={title} onBack={leave}>
        <CredentialForm why={t('replaceGuard')} onCredential={add} onCancel={leave} />
      </Page>
    );
  }
  return (
    <Page title={title} {...(hasBack ? { onBack: onCancel } : {})} actions={actions}>
      {picture}
      {canAdd && !isReplacement && <p class="confirm-lead">{lead}</p>}
      {isOne && only && (
        <ConfirmOne
          item={only}
          rename={renames.get(0) ?? null}
          onRename={(written) => rename(0, written)}
          pin={isPinAsked ? (pins.get(0) ?? '') : null}
          onPin={(written) => givePin(0, written)}
          isReplacing={replaces(0)}
        />
      )}
      {isOne && trashed.has(0) && <Notice kind="info">{t('remarkInTrash')}</Notice>}
      {isOne && only && hasNamesake(only) && (
        <CheckBox
          label={t('replaceNamesake')}
          checked={replacing.has(0)}
          onInput={() => setReplacing(toggled(replacing, 0))}
        />
      )}
      {items && source === 'import' && (!isOne || lost.icons + lost.notes + lost.tags > 0) && (
        <ImportSums items={items} lost={lost} />
      )}
      {!isOne && items && (
        <ConfirmMany
          items={items}
          numbers={numbers}
          trashed={trashed}
          chosen={chosen}
          onChosen={(touched) => choose(() => ({ touched }))}
          replacing={replacing}
          onReplacing={setReplacing}
          renames={renames}
          onRename={rename}
          pins={pins}
          onPin={givePin}
        />
      )}
      {canAdd && isFillOffered && (
        <CheckBox
          label={t('fillOnHost', pageHost)}
          hint={t('fillOnHostHint')}
          checked={isFillChosen}
          onInput={(fillTouched) => choose(() => ({ fillTouched }))}
        />
      )}
      {!isFillOffered && pageHost !== '' && <p class="muted">{t('scannedOn', pageHost)}</p>}
      {children}
      {(error !== null || addError !== null) && <Notice kind="error">{errorText(addError ?? error)}</Notice>}
    </Page>
  );
}
