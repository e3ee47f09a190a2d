import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useSearchHits } from '../api/queries';
import type { Hit } from '../api/types';
import {
  article,
  canFail,
  hasScreen,
  kindNames,
  layerNames,
  lists,
  screens,
  storedKinds,
} from '../format/kinds';
import { fieldName } from '../format/text';
import { Icon } from '../ui/Icon';
import { useRested, useTypeahead } from '../ui/typeahead';
import { places } from './places';
import { useCan } from './roles';

type Row = { key: string; group: string; icon: string; name: string; detail: string; go: () => void };

/** Ctrl K: one input that reaches every entity and every screen. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const rows = useRows(text, onClose);
  const combo = useTypeahead(rows, (r) => r.go(), onClose);
  return (
    <ModalOverlay className="overlay top" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="palette">
        <Dialog aria-label="Search or jump">
          <div className="palette-in">
            <Icon id="k-find" className="mark" />
            <input
              {...combo.input(rows.length > 0)}
              autoFocus
              aria-label="Entity, screen or question"
              placeholder="Name, key, part number or screen"
              value={text}
              onChange={(e) => setText(e.target.value)}
            />
          </div>
          {rows.length > 0 ? (
            <ul {...combo.list} aria-label="Results">
              {rows.map((r, i) => (
                <PaletteRow
                  key={r.key}
                  row={r}
                  head={rows[i - 1]?.group !== r.group}
                  option={combo.option(i)}
                />
              ))}
            </ul>
          ) : (
            <p className="palette-none">Nothing has this name.</p>
          )}
          <div className="palette-foot">
            <span>
              <kbd>↑</kbd> <kbd>↓</kbd> choose
            </span>
            <span>
              <kbd>Enter</kbd> open
            </span>
            <span>
              <kbd>Esc</kbd> close
            </span>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

type Option = ReturnType<ReturnType<typeof useTypeahead<Row>>['option']>;

function PaletteRow({ row, head, option }: { row: Row; head: boolean; option: Option }) {
  return (
    <>
      {head && (
        <li className="grp" role="presentation">
          {row.group}
        </li>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keyboard */}
      <li {...option} onClick={row.go}>
        <Icon id={row.icon} />
        <span>{row.name}</span>
        <span className="muted">{row.detail}</span>
      </li>
    </>
  );
}

function useRows(text: string, onClose: () => void): Row[] {
  const navigate = useNavigate();
  const hits = useSearchHits(useRested(text.trim()));
  const mayEdit = useCan('editor');
  return useMemo(() => {
    const leave = (go: () => unknown) => () => {
      onClose();
      void go();
    };
    const found: Row[] = (hits.data ?? []).flatMap((h) =>
      hasScreen(h.kind)
        ? [
            {
              key: h.id,
              group: plural(h.kind),
              icon: `k-${h.kind}`,
              name: h.name,
              detail: detail(h),
              go: leave(() => navigate({ to: screens[h.kind], params: { id: h.id } })),
            },
          ]
        : [],
    );
    const order = new Map<string, number>();
    for (const r of found) if (!order.has(r.group)) order.set(r.group, order.size);
    found.sort((a, b) => (order.get(a.group) ?? 0) - (order.get(b.group) ?? 0));
    const first = hits.data?.find((h) => canFail(h.kind));
    const questions: Row[] = first
      ? [
          {
            key: 'explore',
            group: 'Questions',
            icon: 'k-route',
            name: `Explore from ${first.name}`,
            detail: '',
            go: leave(() => navigate({ to: '/explore', search: { focus: first.id } })),
          },
          {
            key: 'path',
            group: 'Questions',
            icon: 'k-route',
            name: `Path from ${first.name}`,
            detail: 'how it hangs on another',
            go: leave(() => navigate({ to: '/path', search: { from: first.id } })),
          },
        ]
      : [];
    const want = text.trim().toLowerCase();
    const places: Row[] = screensList
      .filter((s) => (s.need === 'editor' ? mayEdit : true))
      .filter((s) => !want || s.name.toLowerCase().includes(want))
      .map((s) => ({
        key: s.to,
        group: 'Screens',
        icon: 'k-screen',
        name: s.name,
        detail: '',
        go: leave(() => navigate({ to: s.to })),
      }));
    return [...found, ...questions, ...places];
  }, [hits.data, text, navigate, onClose, mayEdit]);
}

function plural(kind: Hit['kind']): string {
  const many = kindNames[kind].many;
  return many.charAt(0).toUpperCase() + many.slice(1);
}

function detail(h: Hit): string {
  const matched =
    h.matched && h.text !== h.name && !['name', 'title'].includes(h.matched)
      ? `${fieldName(h.matched)}: ${h.text}`
      : '';
  return [h.layer && layerNames[h.layer], matched || h.externalId].filter(Boolean).join(' · ');
}

const screensList = [
  { to: '/' as const, name: 'Start', need: '' as const },
  ...places.map(({ to, name }) => ({ to, name, need: '' as const })),
  ...storedKinds.map((k) => ({
    to: lists[k].add,
    name: `Add ${article(kindNames[k].one)}`,
    need: 'editor' as const,
  })),
];
