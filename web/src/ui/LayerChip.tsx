import { layerNames, layers } from '../format/kinds';
import { ChipSelect } from './Filters';

const choices = layers.map((id) => ({ id, name: layerNames[id].toLowerCase() }));

type Props = { value: string | undefined; onChange: (layer: string | undefined) => void };

/** "Layer: all", one of the five. */
export function LayerChip(props: Props) {
  return <ChipSelect label="Layer" choices={choices} {...props} />;
}
