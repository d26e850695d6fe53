import { useEffect, useState } from 'preact/hooks';
import { ask } from './ask';
import { browserHasSecurityKeys } from './security-key';
import { isToolbarPopup } from './toolbar-popup';

export interface OtherWays {
  /** The toolbar popup would be gone with the first dialog of the browser: there a key is asked for in a tab. */
  readonly securityKey: 'here' | 'in-a-tab' | null;
  readonly recoveryKey: boolean;
}

/** The ways into the open vault besides its passphrase. */
export function useOtherWays(): OtherWays {
  const [ways, setWays] = useState<OtherWays>({ securityKey: null, recoveryKey: false });
  useEffect(() => {
    const find = async (): Promise<void> => {
      const [{ slots }, isPopup] = await Promise.all([ask('security', {}), isToolbarPopup()]);
      const has = (type: string) => slots.some((slot) => slot.type === type);
      const place = isPopup ? 'in-a-tab' : 'here';
      setWays({
        securityKey: browserHasSecurityKeys && has('webauthn-prf') ? place : null,
        recoveryKey: has('recovery'),
      });
    };
    // Without an answer there is still the passphrase, and what is wrong is said when it is tried.
    find().catch(() => {});
  }, []);
  return ways;
}
