import { useRef } from 'react';
import { useName } from '../api/queries';
import type { Kind, Reference, WhatIfAnswer } from '../api/types';
import { country } from '../format/text';
import { countries } from '../forms/countries';
import { EntityPicker } from '../forms/EntityPicker';
import { ChipSelect } from '../ui/Filters';
import { Icon } from '../ui/Icon';
import { refName } from '../ui/Ref';
import { NewDelay, NewSource } from './NewParts';
import { Opener } from './Opener';
import { type Parts, somebody } from './scenario';

const removable: readonly Kind[] = ['partner', 'offering', 'component', 'product', 'roadmap_item', 'person'];

type Props = { parts: Parts; answer: WhatIfAnswer | undefined; onChange: (next: Parts) => void };

/** What the scenario supposes, each part as a chip that can be dropped, and the ways to add more. */
export function ScenarioBar({ parts, answer, onChange }: Props) {
  const known = [...(answer?.removed ?? []), ...(answer?.added ?? [])];
  const name = (id: string) => known.find((r) => r.id === id);
  const bar = useRef<HTMLElement>(null);
  const drop = (next: Partial<Parts>) => {
    onChange({ ...parts, ...next });
    bar.current?.querySelector('input')?.focus(); // the chip that had it is gone
  };
  return (
    <search className="bar scenario" aria-label="Scenario" ref={bar}>
      <span className="part">
        <span className="muted">Remove</span>
        {parts.remove.map((id) => (
          <Chip
            key={id}
            id={id}
            known={name(id)}
            onDrop={() => drop({ remove: parts.remove.filter((x) => x !== id) })}
          />
        ))}
        {parts.countries.map((c) => (
          <Dropped
            key={c}
            text={country(c)}
            onDrop={() => drop({ countries: parts.countries.filter((x) => x !== c) })}
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
      </span>
      <span className="part">
        <span className="muted">Add</span>
        {parts.add.map((a) => (
          <Added
            key={`${a.component}~${a.maker}`}
            component={a.component}
            maker={a.maker}
            onDrop={() => drop({ add: parts.add.filter((x) => x !== a) })}
          />
        ))}
        <Opener name="another source">
          {(close) => (
            <NewSource
              onAdd={(component, maker) => {
                onChange({ ...parts, add: [...parts.add, { component, maker }] });
                close();
              }}
            />
          )}
        </Opener>
      </span>
      <span className="part">
        <span className="muted">Delay</span>
        {parts.delay.map((d) => (
          <Chip
            key={d.id}
            id={d.id}
            known={name(d.id)}
            after={`, ${d.days} days`}
            onDrop={() => drop({ delay: parts.delay.filter((x) => x !== d) })}
          />
        ))}
        <Opener name="something by days">
          {(close) => (
            <NewDelay
              onAdd={(id, days) => {
                onChange({ ...parts, delay: [...parts.delay.filter((d) => d.id !== id), { id, days }] });
                close();
              }}
            />
          )}
        </Opener>
      </span>
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
