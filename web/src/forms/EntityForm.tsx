import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { call } from '../api/client';
import { problemOf } from '../api/problem';
import type { Refs } from '../api/types';
import { announce, notify } from '../app/announce';
import { collections, kindNames, type Screened, screens } from '../format/kinds';
import { Failed, Notice } from '../ui/Notice';
import { Conflict } from './Conflict';
import type { Group } from './define';
import { Field } from './Field';
import { fieldsOf, forms } from './fields';
import { LinkEditor } from './LinkEditor';
import { type Draft, linkDefs, task } from './links';
import { address, type Stored, saveEntity, saveLinks } from './save';
import { useUnsaved } from './Unsaved';
import { compare, type Entity, entityName, patchBody, placeErrors, toValues, type Values } from './values';

type Props = { kind: Screened; stored: Stored | null; base: Values; drafts: Draft[]; back: string };
type Clash = ReturnType<typeof compare> & { theirs: Values; etag: string };

/** A reply that never came says nothing about what it answered. */
const unheard = 'Look whether it was saved before you save it again. What you typed is still here.';

/** The form of one entity and its links. Saves the entity, then its links; says beside each field what is wrong. */
export function EntityForm(props: Props) {
  const { kind, back } = props;
  const fields = fieldsOf(kind);
  const collection = collections[kind];
  const [stored, setStored] = useState(props.stored);
  const [base, setBase] = useState(props.base);
  const [values, setValues] = useState(props.base);
  const [drafts, setDrafts] = useState(props.drafts);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failed, setFailed] = useState<unknown>(null);
  const [partly, setPartly] = useState(false);
  const [clash, setClash] = useState<Clash | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const navigate = useNavigate();
  const dirty =
    Object.keys(patchBody(fields, base, values)).length > 0 || drafts.some((d) => task(d) !== 'none');
  const unsaved = useUnsaved(dirty);
  const client = useQueryClient();

  const refuse = (e: unknown) => {
    const p = problemOf(e);
    const { by, rest } = placeErrors(
      p.errors,
      fields.map((f) => f.name),
    );
    setErrors(by);
    setFailed(Object.keys(by).length && !rest.length ? null : e);
    const wrong = Object.keys(by).length;
    announce(
      wrong ? `Not saved: ${wrong === 1 ? 'one field needs' : `${wrong} fields need`} attention.` : p.message,
    );
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus(),
    );
  };

  const meet = async (at: Stored) => {
    const now = await call<Entity>('GET', address(collection, at.id));
    const theirs = toValues(fields, now.data, await names(fields, now.data));
    setClash({ ...compare(fields, base, values, theirs), theirs, etag: now.etag });
    announce('Somebody else was faster. Choose what to keep.');
  };

  const save = async (from: { stored: Stored | null; base: Values; values: Values }) => {
    setBusy(true);
    setFailed(null);
    setErrors({});
    setPartly(false);
    try {
      const now = await saveEntity(collection, fields, from.stored, from.base, from.values);
      setStored(now);
      setBase(from.values);
      setClash(null);
      const [left, good] = await saveLinks(linkDefs[kind], now.id, drafts);
      setDrafts(left);
      void client.invalidateQueries({ queryKey: ['graph'] });
      if (!good) {
        setPartly(true);
        return;
      }
      notify(`${entityName(from.values) ?? kindNames[kind].one} saved.`);
      unsaved.pass();
      await navigate({ to: screens[kind], params: { id: now.id } });
    } catch (e) {
      if (problemOf(e).status === 412 && from.stored) await meet(from.stored).catch(refuse);
      else refuse(e);
    } finally {
      setBusy(false);
    }
  };

  const submit = (e: FormEvent) => {
    e.preventDefault();
    void save({ stored, base, values });
  };

  const group = (g: Group) => (
    <fieldset key={g.title} className="group">
      <legend>{g.title}</legend>
      <div className="fields">
        {g.fields.map((f) => (
          <Field
            key={f.name}
            def={f}
            value={values[f.name] ?? null}
            error={errors[f.name] && `${f.label} ${errors[f.name]}.`}
            onChange={(v) => setValues((all) => ({ ...all, [f.name]: v }))}
          />
        ))}
      </div>
    </fieldset>
  );
  return (
    <form ref={form} className="entity-form" onSubmit={submit} noValidate>
      {unsaved.question}
      {failed !== null && (
        <Failed error={failed} what={problemOf(failed).status ? 'Nothing was saved.' : unheard} />
      )}
      {partly && (
        <Notice tone="unknown" alert title={`The ${kindNames[kind].one} is saved, some of its links are not`}>
          <p>Those that failed say why. Change them and save again.</p>
        </Notice>
      )}
      {clash && stored && (
        <Conflict
          clash={clash}
          mine={values}
          busy={busy}
          onResolve={(chosen) => {
            const next = { id: stored.id, etag: clash.etag };
            setValues(chosen);
            void save({ stored: next, base: clash.theirs, values: chosen });
          }}
          onTheirs={() => {
            setStored({ id: stored.id, etag: clash.etag });
            setBase(clash.theirs);
            setValues(clash.theirs);
            setClash(null);
          }}
        />
      )}
      {forms[kind].slice(0, -1).map(group)}
      {linkDefs[kind].map((d) => (
        <LinkEditor key={d.kind} def={d} drafts={drafts} onChange={setDrafts} />
      ))}
      {forms[kind].slice(-1).map(group)}
      <div className="verbs save">
        <button type="submit" className="btn primary" aria-disabled={busy} disabled={busy}>
          {busy ? 'Saving' : 'Save'}
        </button>
        <button
          type="button"
          className="btn plain"
          onClick={() =>
            void navigate(stored ? { to: screens[kind], params: { id: stored.id } } : { to: back })
          }
        >
          Cancel
        </button>
      </div>
    </form>
  );
}

/** The names of the entities that ref fields point to, asked one by one: there are at most three. */
async function names(fields: ReturnType<typeof fieldsOf>, entity: Entity): Promise<Refs> {
  const refs: Refs = {};
  for (const f of fields) {
    const id = entity[f.name];
    if (f.type !== 'ref' || typeof id !== 'string' || !id || !f.ref) continue;
    const known = await call<Entity>('GET', address(collections[f.ref as Screened], id)).catch(() => null);
    refs[id] = { id, kind: f.ref, name: String(known?.data.name ?? id) };
  }
  return refs;
}
