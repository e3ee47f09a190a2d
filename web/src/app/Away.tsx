import { Notice } from '../ui/Notice';
import { useAway } from './away';

/** While the server cannot be reached: what is seen is old, nothing is lost, nothing has to be done here. */
export function Away() {
  const away = useAway();
  return (
    <div className="banner away" role="status">
      {away && (
        <Notice tone="unknown" title="The server cannot be reached">
          <p>
            You see what it answered last. Work that it had begun goes on when it is there again, and so does
            this page, by itself.
          </p>
        </Notice>
      )}
    </div>
  );
}
