import { Notice } from '../ui/Notice';
import { useAway } from './away';

const said = {
  server: {
    title: 'The server cannot be reached',
    seen: 'You see what it answered last. Work that it had begun goes on when it is there again',
  },
  database: {
    title: 'The database is starting, or cannot be reached',
    seen: 'What is stored is safe. Work that was begun goes on when it is there again',
  },
};

/** While the server or its database cannot be reached: what is seen is old, nothing is lost, nothing has to be done here. */
export function Away() {
  const lack = useAway();
  return (
    <div className="banner away" role="status">
      {lack && (
        <Notice tone="unknown" title={said[lack].title}>
          <p>{said[lack].seen}, and so does this page, by itself.</p>
        </Notice>
      )}
    </div>
  );
}
