import { useState } from 'preact/hooks';
import type { Site } from '../messages';
import { Button } from './button';
import { CheckBox } from './check-box';
import { Field } from './field';
import { IconButton } from './icon-button';
import { OutsideText } from './outside-text';
import { hostOf, originOf } from './site-address';
import './site.css';
import { t } from './text';

interface Props {
  readonly sites: readonly Site[];
  readonly onInput: (sites: readonly Site[]) => void;
}

/** As `LIMITS.sites` of the core, which pages may not load. */
const MOST_SITES = 16;

function SiteLine({ site, onInput, onRemove }: SiteLineProps) {
  const host = hostOf(site.origin);
  return (
    <li class="site-line">
      <div>
        <div class="site-host">
          <OutsideText text={site.origin.startsWith('http:') ? site.origin : host} />
        </div>
        {site.automatic && <p class="small muted">{t('fillsByItself')}</p>}
        <CheckBox
          label={t('subdomainsToo')}
          checked={site.subdomains}
          onInput={(subdomains) => onInput({ ...site, subdomains })}
        />
      </div>
      <IconButton icon="trash" label={t('removeSite', host)} onClick={onRemove} />
    </li>
  );
}

interface SiteLineProps {
  readonly site: Site;
  readonly onInput: (site: Site) => void;
  readonly onRemove: () => void;
}

/** Where an account's code may be filled without a question. */
export function SiteList({ sites, onInput }: Props) {
  const [address, setAddress] = useState('');
  const [isWrong, setWrong] = useState(false);

  function add(): void {
    const origin = originOf(address);
    setWrong(origin === null);
    if (origin === null) return;
    setAddress('');
    if (!sites.some((site) => site.origin === origin)) onInput([...sites, { origin, subdomains: false }]);
  }

  /** Enter in the address adds it, and does not save the form around it. */
  function addOnEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (event.target.type === 'text') add();
  }

  const replace = (changed: Site): void =>
    onInput(sites.map((site) => (site.origin === changed.origin ? changed : site)));
  const without = (origin: string): readonly Site[] => sites.filter((site) => site.origin !== origin);

  return (
    <fieldset class="site-list" onKeyDown={addOnEnter}>
      <legend>{t('fillsOn')}</legend>
      {sites.length === 0 && <p class="muted">{t('fillsNowhere')}</p>}
      <ul>
        {sites.map((site) => (
          <SiteLine
            key={site.origin}
            site={site}
            onInput={replace}
            onRemove={() => onInput(without(site.origin))}
          />
        ))}
      </ul>
      {sites.length < MOST_SITES && (
        <div class="site-add">
          <Field
            label={t('siteAddress')}
            value={address}
            inputMode="url"
            onInput={setAddress}
            error={isWrong ? t('siteAddressWrong') : undefined}
          />
          <Button onClick={add}>{t('addSite')}</Button>
        </div>
      )}
    </fieldset>
  );
}
