import { Sheet } from '../ui/Sheet';
import { change, useSettings } from './settings';

const keys: [string[], string][] = [
  [['Ctrl', 'K'], 'search, or jump to any entity or screen'],
  [['/'], 'filter the rows of this page'],
  [['j'], 'next row'],
  [['k'], 'previous row'],
  [['Enter'], 'open the row'],
  [['Space'], 'open or close the proof of the row'],
  [['↑', '↓', '←', '→'], 'in the lanes: the next entity; Enter puts it into the middle'],
  [['?'], 'this sheet'],
  [['Esc'], 'close, and back to where the focus was'],
];

export function Help({ onClose }: { onClose: () => void }) {
  const s = useSettings();
  return (
    <Sheet title="Keys and settings" onClose={onClose}>
      <dl className="facts">
        {keys.map(([k, what]) => (
          <div key={what}>
            <dt>
              {k.map((x) => (
                <kbd key={x}>{x}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="row">
        <label className="check">
          <input type="checkbox" checked={s.keys} onChange={(e) => change({ keys: e.target.checked })} />
          Single keys act
        </label>
      </p>
      <p className="row">
        <label className="inline-field">
          Theme
          <span className="select-box">
            <select
              className="input"
              value={s.theme}
              onChange={(e) => change({ theme: e.target.value as typeof s.theme })}
            >
              <option value="system">as the system</option>
              <option value="light">light</option>
              <option value="dark">dark</option>
            </select>
          </span>
        </label>
      </p>
    </Sheet>
  );
}
