import { useEffect, useState } from 'react';
import { problemOf } from '../api/problem';
import { dismissToast, notify, useSaid, useToast } from '../app/announce';
import { Icon } from './Icon';

/** The live region of the page and the toast after a write that worked; the toast leaves after 8 seconds. */
export function Live() {
  const said = useSaid();
  const toast = useToast();
  useEffect(() => {
    if (!toast) return;
    const t = setTimeout(dismissToast, 8000);
    return () => clearTimeout(t);
  }, [toast]);
  return (
    <>
      <div className="vh" role="status" aria-live="polite">
        {said.text}
      </div>
      <div className="toasts" role="status" aria-live="polite">
        {toast && (
          <div className="toast" key={toast.at}>
            <Icon id="v-safe" />
            <span>{toast.text}</span>
            {toast.undo && <Undo undo={toast.undo} />}
            <button type="button" className="btn plain" aria-label="Close message" onClick={dismissToast}>
              <Icon id="x" />
            </button>
          </div>
        )}
      </div>
    </>
  );
}

/** Takes back what the message tells; why it cannot be done is told instead. */
function Undo({ undo }: { undo: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const take = () => {
    setBusy(true);
    undo().catch((e: unknown) => notify(`Not undone: ${problemOf(e).detail || problemOf(e).message}`));
  };
  return (
    <button type="button" className="btn plain" disabled={busy} onClick={take}>
      Undo
    </button>
  );
}
