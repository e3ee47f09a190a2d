import type { ReactNode } from 'react';
import type { Effect, Layer, Verdict } from '../api/types';
import { layerNames, layers } from '../format/kinds';
import { word } from '../format/text';
import { Icon } from './Icon';

/** Verdicts, effects and layers: always a glyph and a word, never colour alone. */
export function VerdictMark({ verdict, children }: { verdict: Verdict; children?: ReactNode }) {
  return (
    <span className={`verdict ${verdict}`}>
      <Icon id={`v-${verdict}`} />
      {children ?? word(verdict)}
    </span>
  );
}

export function LayerMark({ layer }: { layer: Layer }) {
  return (
    <span className="layer">
      <Icon id={`l-${layers.indexOf(layer)}`} className="" />
      {layerNames[layer] ?? layer}
    </span>
  );
}

const words = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** One of two, one of three, one of 12. */
export function oneOf(n: number | undefined): string {
  return n && n > 1 ? `One of ${words[n] ?? n}` : 'One of several';
}

export function EffectMark({ effect, of }: { effect: Effect; of?: number | null }) {
  switch (effect) {
    case 'stops':
      return <Mark name="stops" icon="e-stops" text="Stops" />;
    case 'delays':
      return <Mark name="delays" icon="e-delays" text="Delays" />;
    case 'one_of_k':
      return <Mark name="oneof" icon={of === 2 ? 'e-half' : 'e-more'} text={oneOf(of ?? undefined)} />;
    default:
      return <Mark name="involved" icon="e-involved" text="Involved" />;
  }
}

function Mark({ name, icon, text }: { name: string; icon: string; text: string }) {
  return (
    <span className={`effect ${name}`}>
      <Icon id={icon} />
      {text}
    </span>
  );
}

export function Missing({ children = 'not recorded' }: { children?: ReactNode }) {
  return <span className="muted missing">{children}</span>;
}
