import { useEffect } from 'preact/hooks';
import { onOtherPage, standAsPanel, windowOfPage } from '../platform/panel';
import { onAnnouncement } from '../ui/announcements';
import { isPanel } from '../ui/toolbar-popup';

interface Beside {
  /** Another page came to the front. */
  readonly onPage: () => void;
  /** A picture was taken that is to be shown here. */
  readonly onCapture: () => void;
}

/** Where this page is the panel beside the pages of a window, it follows what happens there. */
export function usePanel({ onPage, onCapture }: Beside): void {
  useEffect(() => {
    const stops: (() => void)[] = [];
    const follow = async (): Promise<void> => {
      if (!(await isPanel())) return;
      const here = await windowOfPage();
      if (here === undefined) return;
      standAsPanel(here);
      stops.push(onOtherPage(here, onPage));
      stops.push(
        onAnnouncement((announced) => {
          if (announced.type === 'captured' && announced.windowId === here) onCapture();
        }),
      );
    };
    // A browser without such panels has nothing to follow.
    follow().catch(() => undefined);
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}
