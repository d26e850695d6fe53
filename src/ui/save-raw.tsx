import { useState } from 'preact/hooks';
import { ask } from './ask';
import { Button } from './button';
import { download } from './download';
import { Notice } from './notice';
import { errorText } from './text';

/** Saves what lies on disk as it is, sealed, whether it can be read or not. */
export function SaveRaw({ label }: { readonly label: string }) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      const { name, file } = await ask('exportRaw', {});
      download(name, file);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button busy={busy} onClick={() => void save()}>
        {label}
      </Button>
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
    </>
  );
}
