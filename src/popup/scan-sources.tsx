import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from '../ui/icon';
import { Page } from '../ui/page';
import { usePolicy } from '../ui/policy';
import { t } from '../ui/text';
import { isPanel } from '../ui/toolbar-popup';
import './scan-sources.css';

interface Props {
  readonly onFiles: (files: readonly File[]) => void;
  readonly onCamera: () => void;
  readonly onScreen: () => void;
  /** The page in front, where this stands beside it. */
  readonly onPage: () => void;
  readonly onBack?: (() => void) | undefined;
}

/** Phones have no other windows to look at. */
const hasScreens = 'getDisplayMedia' in (navigator.mediaDevices ?? {});

/** Where a code may be besides the page in front. Pasting and dropping work on every screen of the scan. */
export function ScanSources({ onFiles, onCamera, onScreen, onPage, onBack }: Props) {
  const [isBeside, setBeside] = useState(false);
  useEffect(() => {
    isPanel().then(setBeside, () => undefined);
  }, []);
  const input = useRef<HTMLInputElement>(null);
  const { hideFeatures } = usePolicy();
  return (
    <Page title={t('sources')} onBack={onBack}>
      <div class="sources">
        <input
          ref={input}
          type="file"
          accept="image/*"
          multiple
          hidden
          aria-label={t('sourceFile')}
          onInput={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            if (files.length > 0) onFiles(files);
          }}
        />
        {isBeside && <Source icon="scan" title="scanPage" text="commandScan" onClick={onPage} />}
        <Source
          icon="picture"
          title="sourceFile"
          text="sourceFileText"
          onClick={() => input.current?.click()}
        />
        {!hideFeatures.includes('camera') && (
          <Source icon="camera" title="sourceCamera" text="sourceCameraText" onClick={onCamera} />
        )}
        {!hideFeatures.includes('screen') && hasScreens && (
          <Source icon="screen" title="sourceScreen" text="sourceScreenText" onClick={onScreen} />
        )}
      </div>
      <p class="sources-drop muted">{t('sourceDrop')}</p>
      {(hideFeatures.includes('camera') || hideFeatures.includes('screen')) && (
        <p class="small muted">{t('managedTitle')}</p>
      )}
    </Page>
  );
}

interface SourceProps {
  readonly icon: IconName;
  readonly title: 'scanPage' | 'sourceFile' | 'sourceCamera' | 'sourceScreen';
  readonly text: 'commandScan' | 'sourceFileText' | 'sourceCameraText' | 'sourceScreenText';
  readonly onClick: () => void;
}

function Source({ icon, title, text, onClick }: SourceProps) {
  return (
    <button type="button" class="source" onClick={onClick}>
      <Icon name={icon} />
      <span>
        <b>{t(title)}</b>
        <span class="small muted">{t(text)}</span>
      </span>
    </button>
  );
}
