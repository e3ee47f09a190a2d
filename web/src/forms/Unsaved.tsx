import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';
import { Sheet } from '../ui/Sheet';

/** Whoever leaves a form with something typed in it is asked first, by a link, Back, reload or closing the window. */
export function useUnsaved(dirty: boolean) {
  const free = useRef(false);
  const blocker = useBlocker({
    shouldBlockFn: () => dirty && !free.current,
    enableBeforeUnload: () => dirty && !free.current,
    withResolver: true,
  });
  return {
    /** From here on leaving is no loss: it was saved. */
    pass: () => {
      free.current = true;
    },
    question: blocker.status === 'blocked' && (
      <Sheet title="Leave without saving?" onClose={blocker.reset} alert>
        <p className="quiet say">What you typed here was not saved.</p>
        <div className="verbs endline">
          <button type="button" className="btn" onClick={blocker.reset}>
            Stay
          </button>
          <button type="button" className="btn danger" onClick={blocker.proceed}>
            Leave
          </button>
        </div>
      </Sheet>
    ),
  };
}
