import { useState } from 'react';
import { useName } from '../api/queries';
import type { Kind, Reference, WhatIfAnswer } from '../api/types';
import { country } from '../format/text';
import { countries } from '../forms/countries';
import { EntityPicker } from '../forms/EntityPicker';
import { ChipSelect } from '../ui/Filters';
import { Icon } from '../ui/Icon';
import { refName } from '../ui/Ref';
import { type Parts, somebody } from './scenario';

const removable: readonly Kind[] = ['partner', 'offering', 'component', 'product', 'roadmap_item', 'person'];

type Props = { parts: Parts; answer: WhatIfAnswer | undefined; onChange: (next: Parts) => void };

/** What the scenario supposes, each part as a chip that can be dropped, and the ways to add more. */
export function ScenarioBar({ parts, answer, onChange }: Props) {
  const known = [...(answer?.removed ?? []), ...(answer?.added ?? [])];
  const name = (id: string) => known.find((r) => r.id === id);
  return (
    <search className="bar scenario" aria-label="Scenario">
      <span className="muted">Remove</span>
      {parts.remove.map((id) => (
        <Chip
          key={id}
          id={id}
          known={name(id)}
          onDrop={() => onChange({ ...parts, remove: parts.remove.filter((x) => x !== id) })}
        />
      ))}
      {parts.countries.map((c) => (
        <Dropped
          key={c}
          text={country(c)}
          onDrop={() => onChange({ ...parts, countries: parts.countries.filter((x) => x !== c) })}
        />
      ))}
      <span className="pick-wide">
        <EntityPicker
          label="Partner, offering or component that fails"
          placeholder="partner, offering, component"
          kinds={removable}
          value={null}
          onChange={(r) => r && onChange({ ...parts, remove: [...parts.remove, r.id] })}
        />
      </span>
      <ChipSelect
        label="Country that fails"
        value={undefined}
        all="none"
        choices={countries()}
        onChange={(c) => c && onChange({ ...parts, countries: [...parts.countries, c] })}
      />
      <span className="muted gap">Add</span>
      {parts.add.map((a) => (
        <Added
          key={`${a.component}~${a.maker}`}
          component={a.component}
          maker={a.maker}
          onDrop={() => onChange({ ...parts, add: parts.add.filter((x) => x !== a) })}
        />
      ))}
      <NewSource
        onAdd={(component, maker) => onChange({ ...parts, add: [...parts.add, { component, maker }] })}
      />
      <span className="muted gap">Delay</span>
      {parts.delay.map((d) => (
        <Chip
          key={d.id}
          id={d.id}
          known={name(d.id)}
          after={`, ${d.days} days`}
          onDrop={() => onChange({ ...parts, delay: parts.delay.filter((x) => x !== d) })}
        />
      ))}
      <NewDelay
        onAdd={(id, days) =>
          onChange({ ...parts, delay: [...parts.delay.filter((d) => d.id !== id), { id, days }] })
        }
      />
    </search>
  );
}

function Chip({
  id,
  known,
  after,
  onDrop,
}: {
  id: string;
  known: Reference | undefined;
  after?: string;
  onDrop: () => void;
}) {
  const { data } = useName(known ? undefined : id);
  const ref = known ?? data;
  return <Dropped text={`${ref ? refName(ref) : id.slice(0, 8)}${after ?? ''}`} onDrop={onDrop} />;
}

function Dropped({ text, onDrop }: { text: string; onDrop: () => void }) {
  return (
    <button type="button" className="chip on" aria-label={`Drop ${text}`} onClick={onDrop}>
      <b>{text}</b>
      <Icon id="x" />
    </button>
  );
}

function Added({ component, maker, onDrop }: { component: string; maker: string; onDrop: () => void }) {
  const what = useName(component).data;
  const who = useName(maker === somebody ? undefined : maker).data;
  const from = maker === somebody ? 'somebody independent' : who ? refName(who) : maker.slice(0, 8);
  return <Dropped text={`${what ? refName(what) : component.slice(0, 8)} from ${from}`} onDrop={onDrop} />;
}

/** A source that is not there yet: of a component, from a partner or from somebody independent. */
function NewSource({ onAdd }: { onAdd: (component: string, maker: string) => void }) {
  const [component, setComponent] = useState<Reference | null | undefined>();
  if (component === undefined) {
    return (
      <button type="button" className="chip" onClick={() => setComponent(null)}>
        another source
      </button>
    );
  }
  if (component === null) {
    return (
      <span className="pick-wide">
        <EntityPicker
          label="Component with another source"
          kinds={['component']}
          value={null}
          onChange={setComponent}
        />
      </span>
    );
  }
  const done = (maker: string) => {
    onAdd(component.id, maker);
    setComponent(undefined);
  };
  return (
    <span className="pick-wide row">
      <span className="quiet">{refName(component)} from</span>
      <EntityPicker
        label="Partner that makes it"
        kinds={['partner']}
        value={null}
        onChange={(p) => p && done(p.id)}
      />
      <button type="button" className="chip" onClick={() => done(somebody)}>
        somebody independent
      </button>
    </span>
  );
}

function NewDelay({ onAdd }: { onAdd: (id: string, days: number) => void }) {
  const [what, setWhat] = useState<Reference | null | undefined>();
  const [days, setDays] = useState('30');
  if (what === undefined) {
    return (
      <button type="button" className="chip" onClick={() => setWhat(null)}>
        something by days
      </button>
    );
  }
  if (what === null) {
    return (
      <span className="pick-wide">
        <EntityPicker
          label="Item or component that comes later"
          kinds={['roadmap_item', 'component']}
          value={null}
          onChange={setWhat}
        />
      </span>
    );
  }
  const n = Number(days);
  const good = Number.isInteger(n) && n > 0 && n <= 36_500;
  return (
    <form
      className="pick-wide row"
      onSubmit={(e) => {
        e.preventDefault();
        if (!good) return;
        onAdd(what.id, n);
        setWhat(undefined);
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
      />
      <button type="submit" className="chip" disabled={!good}>
        days
      </button>
    </form>
  );
}
