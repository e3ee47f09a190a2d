import { useName } from '../api/queries';
import type { Kind } from '../api/types';
import { Chip } from '../ui/Filters';
import { refName } from '../ui/Ref';
import { EntityPicker } from './EntityPicker';

type Props = {
  label: string;
  kind: Kind;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
};

/** The filter of what belongs to a partner. */
export function PartnerFilter(props: Pick<Props, 'value' | 'onChange'>) {
  return <EntityFilter label="Partner" kind="partner" {...props} />;
}

/** A filter by an entity: its name is typed, and stands as a chip once it is chosen. */
export function EntityFilter({ label, kind, value, onChange }: Props) {
  const { data } = useName(value);
  if (value)
    return (
      <Chip label={label} onDrop={() => onChange(undefined)}>
        {data ? refName(data) : value}
      </Chip>
    );
  return (
    <EntityPicker
      label={label}
      kinds={[kind]}
      value={null}
      onChange={(r) => r && onChange(r.id)}
      placeholder={`${label}: all`}
    />
  );
}

/** What stops without a person, as skills count it: that leads here, so the chip stands only where it is set. */
export function LeavingChip(props: Pick<Props, 'value' | 'onChange'>) {
  return props.value ? <EntityFilter label="Stops without" kind="person" {...props} /> : null;
}
