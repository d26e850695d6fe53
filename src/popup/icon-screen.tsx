import { BRAND_NAMES } from 'virtual:brand-names';
import type { ComponentChild } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { showInTab } from '../platform/surfaces';
import { smallPicture } from '../scan/small-picture';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { errorText, t } from '../ui/text';
import { Tile } from '../ui/tile';
import { isToolbarPopup } from '../ui/toolbar-popup';
import { useHandedData } from '../ui/use-handed-data';
import './icon-screen.css';

interface Props {
  /** Of the account. */
  readonly id: string;
  readonly issuer: string;
  readonly name: string;
  /** What stands for the account where nothing is chosen. */
  readonly automaticIcon: string | undefined;
  /** As the account has it; '' for none of one's own choice. */
  readonly icon: string;
  readonly onChoose: (icon: string) => void;
  readonly onBack: () => void;
}

/** More than a screen of them is searched and not looked through. */
const MOST_SHOWN = 48;

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function found(query: string): readonly (readonly [name: string, title: string])[] {
  const folded = fold(query.trim());
  return BRAND_NAMES.filter(([name, title]) => fold(title).includes(folded) || name.includes(folded));
}

/** What stands for an account in the list: by itself, a letter, a picture of one's own, or a bundled icon. */
export function IconScreen({ id, issuer, name, automaticIcon, icon, onChoose, onBack }: Props) {
  const [query, setQuery] = useState('');
  const [error, setError] = useState<unknown>(null);
  const input = useRef<HTMLInputElement>(null);
  const hits = useMemo(() => found(query), [query]);

  /** The toolbar popup closes under the file dialog. What was typed before waits for the tab as a draft. */
  async function chooseFile(): Promise<void> {
    if (!(await isToolbarPopup())) return input.current?.click();
    await showInTab('icon', id);
    window.close();
  }
  async function take(file: Blob): Promise<void> {
    setError(null);
    await smallPicture(file).then(onChoose, setError);
  }
  useHandedData((data) => {
    const [file] = data.files;
    if (file) void take(file);
    return file !== undefined;
  });

  return (
    <Page title={t('iconField')} onBack={onBack}>
      <div class="icon-ways">
        <Way
          label={t('iconAutomatic')}
          hint={t('iconAutomaticText')}
          isChosen={icon === ''}
          onClick={() => onChoose('')}
        >
          <Tile issuer={issuer} name={name} icon={automaticIcon} />
        </Way>
        <Way label={t('iconLetter')} isChosen={icon === 'letter'} onClick={() => onChoose('letter')}>
          <Tile issuer={issuer} name={name} />
        </Way>
        <Way
          label={t('iconOwn')}
          hint={t('iconOwnText')}
          isChosen={icon.startsWith('data:')}
          onClick={() => void chooseFile().catch(setError)}
        >
          {icon.startsWith('data:') ? (
            <Tile issuer={issuer} name={name} icon={icon} />
          ) : (
            <span class="icon-none">
              <Icon name="picture" />
            </span>
          )}
        </Way>
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          aria-label={t('iconOwn')}
          onInput={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void take(file);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
      <Field label={t('iconSearch')} value={query} onInput={setQuery} />
      {/* biome-ignore lint/a11y/noRedundantRoles: WebKit drops the role of a list without bullets */}
      <ul class="icon-grid" role="list" aria-label={t('iconBundled')}>
        {hits.slice(0, MOST_SHOWN).map(([brand, title]) => (
          <li key={brand}>
            <button
              type="button"
              class="icon-choice"
              aria-pressed={icon === `brand:${brand}`}
              onClick={() => onChoose(`brand:${brand}`)}
            >
              <Tile issuer={title} name="" icon={`brand:${brand}`} />
              <bdi>{title}</bdi>
            </button>
          </li>
        ))}
      </ul>
      <p class="muted small" role="status">
        {hits.length === 0 && t('iconNone')}
        {hits.length > MOST_SHOWN && t('iconMore')}
      </p>
    </Page>
  );
}

interface WayProps {
  readonly label: string;
  readonly hint?: string;
  readonly isChosen: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChild;
}

function Way({ label, hint, isChosen, onClick, children }: WayProps) {
  return (
    <button type="button" class="icon-way" aria-pressed={isChosen} onClick={onClick}>
      {children}
      <span>
        <b>{label}</b>
        {hint !== undefined && <span class="small muted">{hint}</span>}
      </span>
    </button>
  );
}
