import { useEffect, useState } from 'preact/hooks';
import { browser } from '../platform/browser';
import { CheckBox } from '../ui/field';
import { Notice } from '../ui/notice';
import { t } from '../ui/text';
import { useSettingsChange } from './lock-change';

interface Props {
  readonly isOn: boolean;
}

/** The browser is asked for its permission in the click itself, or it would refuse to ask the person. */
export function ClipboardSetting({ isOn }: Props) {
  const [isRefused, setRefused] = useState(false);
  const [isChecked, setChecked] = useState(isOn);
  useEffect(() => setChecked(isOn), [isOn]);
  const { change, error, run } = useSettingsChange(() => setChecked(isOn));

  const choose = (wanted: boolean): void => {
    const granted = wanted
      ? browser.permissions.request({ permissions: ['clipboardWrite'] })
      : Promise.resolve(true);
    setChecked(wanted);
    run(async () => {
      const isGranted = await granted;
      setRefused(!isGranted);
      setChecked(wanted && isGranted);
      if (isGranted) change({ clearClipboard: wanted });
    });
  };
  return (
    <>
      <CheckBox
        label={t('clearClipboard')}
        hint={t('clearClipboardHint')}
        checked={isChecked}
        onInput={choose}
      />
      {isRefused && <Notice kind="warning">{t('clearClipboardRefused')}</Notice>}
      {error && <Notice kind="error">{error}</Notice>}
    </>
  );
}
