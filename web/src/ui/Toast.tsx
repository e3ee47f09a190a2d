import { useEffect } from 'react';
import { dismissToast, useSaid, useToast } from '../app/announce';
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
            <button type="button" className="btn plain" aria-label="Close message" onClick={dismissToast}>
              <Icon id="x" />
            </button>
          </div>
        )}
      </div>
    </>
  );
}
