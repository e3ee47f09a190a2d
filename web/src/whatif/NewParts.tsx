import { useState } from 'react';
import type { Reference } from '../api/types';
import { EntityPicker } from '../forms/EntityPicker';
import { refName } from '../ui/Ref';
import { somebody } from './scenario';

/** A source that is not there yet: of a component, from a partner or from somebody independent. */
export function NewSource({ onAdd }: { onAdd: (component: string, maker: string) => void }) {
  const [component, setComponent] = useState<Reference | null>(null);
  if (!component) {
    return (
      <EntityPicker
        key="component"
        label="Component with another source"
        kinds={['component']}
        value={null}
        onChange={setComponent}
        focused
      />
    );
  }
  return (
    <>
      <span className="quiet">{refName(component)} from</span>
      <EntityPicker
        key="maker"
        label="Partner that makes it"
        kinds={['partner']}
        value={null}
        onChange={(p) => p && onAdd(component.id, p.id)}
        focused
      />
      <button type="button" className="chip" onClick={() => onAdd(component.id, somebody)}>
        somebody independent
      </button>
    </>
  );
}

/** What comes later, and by how many days. */
export function NewDelay({ onAdd }: { onAdd: (id: string, days: number) => void }) {
  const [what, setWhat] = useState<Reference | null>(null);
  const [days, setDays] = useState('30');
  if (!what) {
    return (
      <EntityPicker
        label="Item or component that comes later"
        kinds={['roadmap_item', 'component']}
        value={null}
        onChange={setWhat}
        focused
      />
    );
  }
  const n = Number(days);
  const good = Number.isInteger(n) && n > 0 && n <= 36_500;
  return (
    <form
      className="row"
      onSubmit={(e) => {
        e.preventDefault();
        if (good) onAdd(what.id, n);
      }}
    >
      <span className="quiet">{refName(what)} by</span>
      <input
        className="input short"
        inputMode="numeric"
        aria-label="Days later"
        aria-invalid={!good || undefined}
        value={days}
        onChange={(e) => setDays(e.target.value)}
        onFocus={(e) => e.target.select()}
        // biome-ignore lint/a11y/noAutofocus: it stands where the focus was
        autoFocus
      />
      <button type="submit" className="chip" disabled={!good}>
        days
      </button>
    </form>
  );
}
