import type { ComponentChild } from 'preact';
import type { Ways } from './opened';
import type { KeptParts } from './use-scan';

/** Screens whose code is loaded when they are first needed: it is no part of the first picture. */

type Back = (status?: string) => void;

export async function damagedScreen(onRetry: () => void): Promise<ComponentChild> {
  const { DamagedScreen } = await import('./damaged-screen');
  return <DamagedScreen onRetry={onRetry} />;
}

/** In a window of its own. */
export async function scanScreen(start: 'capture' | 'sources', onDone: () => void): Promise<ComponentChild> {
  const { ScanScreen } = await import('./scan-screen');
  return <ScanScreen start={start} onDone={onDone} />;
}

/** In the panel, over what is there: each picture anew, also where the one before still stands. */
export async function scanOver(onBack: () => void, kept: KeptParts): Promise<ComponentChild> {
  const { ScanScreen } = await import('./scan-screen');
  return <ScanScreen key={crypto.randomUUID()} start="capture" onDone={onBack} hasBack kept={kept} />;
}

export async function welcomeScreen(onDone: Back, onNotice: (text: string) => void): Promise<ComponentChild> {
  const { WelcomeScreen } = await import('./welcome-screen');
  return <WelcomeScreen onDone={onDone} onNotice={onNotice} />;
}

export async function securityKeyScreen(onDone: () => void): Promise<ComponentChild> {
  const { SecurityKeyScreen } = await import('./security-key-screen');
  return <SecurityKeyScreen onDone={onDone} />;
}

/** In a window of its own. */
export async function keepCodesScreen(onDone: () => void): Promise<ComponentChild> {
  const { KeepCodes } = await import('./keep-codes');
  return <KeepCodes onDone={onDone} />;
}

/** The ways from the codes to a screen over them. */
export function loadWays(
  show: (screen: Promise<ComponentChild>) => void,
  back: Back,
): Pick<Ways, 'add' | 'edit' | 'question' | 'secret' | 'recovery' | 'explain' | 'large' | 'keys' | 'clock'> {
  const leave = () => back();
  return {
    add: () =>
      show(
        import('./add-screen').then(({ AddScreen, sayAdded }) => (
          <AddScreen
            onDone={(added) => {
              leave();
              sayAdded(added);
            }}
            onBack={leave}
          />
        )),
      ),
    edit: (id, choosesIcon = false) =>
      show(
        import('./edit-screen').then(({ EditScreen }) => (
          <EditScreen id={id} choosesIcon={choosesIcon} onDone={back} onBack={leave} />
        )),
      ),
    question: (question) =>
      show(
        import('./site-question').then(({ SiteQuestion }) => (
          <SiteQuestion {...question} onDone={back} onBack={leave} />
        )),
      ),
    explain: (target) =>
      show(
        import('./explain-screen').then(({ ExplainScreen }) => (
          <ExplainScreen target={target} onBack={leave} />
        )),
      ),
    large: (row, asked) =>
      show(
        import('./large-code').then(({ LargeCode }) => <LargeCode row={row} asked={asked} onBack={leave} />),
      ),
    clock: ({ id, site }) =>
      show(
        import('../ui/clock-repair').then(({ ClockRepair }) => (
          <ClockRepair id={id} site={site ?? undefined} onDone={leave} onBack={leave} />
        )),
      ),
    keys: () => show(import('./keys-screen').then(({ KeysScreen }) => <KeysScreen onBack={leave} />)),
    recovery: (row) =>
      show(import('./recovery-codes').then(({ RecoveryCodes }) => <RecoveryCodes row={row} onBack={back} />)),
    secret: (row) =>
      show(import('./show-secret').then(({ ShowSecret }) => <ShowSecret row={row} onBack={back} />)),
  };
}
