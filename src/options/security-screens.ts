import type { ComponentChild } from 'preact';
import { useContext } from 'preact/hooks';
import { OverScreen } from './over-screen';

interface SectionScreens {
  readonly show: (screen: ComponentChild) => void;
  readonly back: (status?: string) => void;
}

/** Screens over the settings that lead back to the section that they were opened from. */
export function useSectionScreens(section: string): SectionScreens {
  const { show, close } = useContext(OverScreen);
  const back = (status?: string): void => {
    // The section looks at the address when it is drawn again, and takes the focus.
    history.replaceState(null, '', `#${section}`);
    close(status);
  };
  return { show, back };
}
