import { useForgetMapping, useSavedMappings } from '../api/imports';
import type { Import } from '../api/types';
import { instant, list } from '../format/text';
import { Failed } from '../ui/Notice';

/** The earlier file whose mapping this one began with, and the way to have no later file begin with it. */
export function Remembered({ i, may }: { i: Import; may: boolean }) {
  const r = i.remembered;
  const saved = useSavedMappings(!!r);
  const forget = useForgetMapping();
  if (!r) return null;
  const kept = saved.data?.items.some((m) => m.id === r.id);
  return (
    <>
      <p className="quiet say">
        The columns mean what they meant in {r.file}, used {instant(r.usedAt)} by {r.usedBy}.
        {r.new.length > 0 && ` It did not have ${list(r.new)}.`}
        {saved.data && !kept && ' That mapping is forgotten: the next such file begins without it.'}{' '}
        {kept && may && (
          <button
            type="button"
            className="as-link"
            disabled={forget.isPending}
            onClick={() => forget.mutate(r.id)}
          >
            Forget it
          </button>
        )}
      </p>
      {forget.error && <Failed error={forget.error} what="The mapping is still remembered." />}
    </>
  );
}
