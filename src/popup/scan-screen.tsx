import type { Replies } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { ImportSaved } from '../ui/import-saved';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { showStatus } from '../ui/status';
import { errorText, t, tn } from '../ui/text';
import { isPanel } from '../ui/toolbar-popup';
import { AddScreen } from './add-screen';
import { ConfirmMoved } from './confirm-moved';
import { ConfirmTexts } from './confirm-texts';
import { FrozenPicture } from './frozen-picture';
import { ScanCamera } from './scan-camera';
import { ScanMove } from './scan-move';
import { ScanSaved } from './scan-saved';
import { ScanSources } from './scan-sources';
import './scan.css';
import { type KeptParts, type Scan, type ScanStart, useScan } from './use-scan';

interface Props {
  readonly start: ScanStart;
  /** Closes the window, or leaves for the screen before. */
  readonly onDone: () => void;
  readonly hasBack?: boolean;
  /** Parts of an export that were read before, where they outlive this screen: in the panel each scan is a new one. */
  readonly kept?: KeptParts;
}

/**
 * From a picture to accounts: shows what was found in it, lets the person frame a part or take another picture, confirm,
 * and see the result.
 */
export function ScanScreen({ start, onDone: leave, hasBack = false, kept }: Props) {
  const scan = useScan(start, kept);
  const { step, setStep, toSources, place, marks } = scan;
  const fail = (error: unknown): void => setStep({ is: 'failed', error });
  const openCamera = async (): Promise<void> => {
    if (await canAskForCamera()) setStep({ is: 'camera' });
    else await ask('showPage', { page: 'sources' });
  };
  const onDone = (): void => {
    scan.dropParts();
    leave();
  };
  const showSaved = (added: Replies['add']): void => {
    scan.dropParts();
    const { ids } = added;
    const text = ids.length > 0 ? tn('accountsSaved', ids.length) : t('verdictSaved');
    showStatus(ids.length > 0 ? t('statusSaved') : text);
    setStep({ is: 'saved', added, text });
  };
  const frozen = scan.picture && <ScannedPicture image={scan.picture.image} scan={scan} />;

  switch (step.is) {
    case 'sources':
      return (
        <ScanSources
          onFiles={scan.readPictures}
          onCamera={() => void openCamera().catch(fail)}
          onScreen={scan.readScreen}
          onPage={() => void ask('scanPage', {}).catch(fail)}
          onBack={hasBack ? onDone : undefined}
        />
      );
    case 'camera':
      return <ScanCamera onRead={scan.takeFromCamera} onBack={toSources} />;
    case 'moving':
      return (
        <ScanMove
          stream={step.stream}
          onMoved={(moved) => setStep({ is: 'moved', moved })}
          onBack={toSources}
        />
      );
    case 'moved':
      return (
        <ConfirmMoved
          moved={step.moved}
          onAdded={(added) => setStep({ is: 'move-saved', added })}
          onCancel={toSources}
        />
      );
    case 'move-saved':
      return <ImportSaved added={step.added} onDone={onDone} />;
    case 'found': {
      const { texts, pasted, unread } = step;
      const read = place.pageHost === '' ? 'picture' : 'scan';
      return (
        <ConfirmTexts
          texts={texts}
          pageOrigin={place.pageOrigin}
          pageHost={place.pageHost}
          source={pasted ? 'paste' : read}
          others={pasted?.others ?? 0}
          unread={unread ?? []}
          picture={frozen}
          numbered={marks.length > 1 ? marks.length : 0}
          onAdded={showSaved}
          onCancel={onDone}
          hasBack={hasBack}
          onNextPart={() => scan.toNextPart(texts)}
        />
      );
    }
    case 'saved':
      return (
        <ScanSaved
          added={step.added}
          text={step.text}
          target={place.target}
          onUndone={() => {
            showStatus(t('addUndone'));
            toSources();
          }}
          onDone={onDone}
        />
      );
    case 'by-hand':
      return <AddScreen onDone={showSaved} onBack={onDone} />;
    case 'reading':
    case 'failed': {
      const whileReading = (
        <div class="scan-late">
          <Button onClick={toSources}>{t('otherPicture')}</Button>
          <Button onClick={onDone}>{t('close')}</Button>
        </div>
      );
      const failure = (
        <>
          <Button kind="primary" onClick={toSources}>
            {t('otherPicture')}
          </Button>
          <Button onClick={() => setStep({ is: 'by-hand' })}>{t('addByHand')}</Button>
          <Button onClick={onDone}>{t('close')}</Button>
        </>
      );
      return (
        <Page
          title={t(step.is === 'failed' ? 'scanNothing' : 'scanReading')}
          actions={step.is === 'failed' ? failure : whileReading}
        >
          {step.is === 'failed' && scan.partError === null && (
            <Notice kind="error">{errorText(step.error)}</Notice>
          )}
          {frozen}
        </Page>
      );
    }
  }
}

/** Over the panel beside a page the browser asks nothing: the first time the camera needs a window. */
async function canAskForCamera(): Promise<boolean> {
  if (!(await isPanel())) return true;
  const name = 'camera' as PermissionName;
  const asked = await navigator.permissions.query({ name }).catch(() => null);
  return asked?.state === 'granted';
}

interface PictureProps {
  readonly image: ImageData;
  readonly scan: Pick<Scan, 'marks' | 'readRegion' | 'showWhole' | 'partError'>;
}

/** The picture that was read, of which a part can be framed. */
function ScannedPicture({ image, scan: { marks, readRegion, showWhole, partError } }: PictureProps) {
  return (
    <>
      <FrozenPicture image={image} marks={marks} onRegion={readRegion} />
      {showWhole && (
        <Button kind="quiet" onClick={showWhole}>
          {t('allCodes')}
        </Button>
      )}
      {partError !== null && <Notice kind="error">{errorText(partError)}</Notice>}
    </>
  );
}
