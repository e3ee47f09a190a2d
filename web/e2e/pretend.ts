import type { Page } from '@playwright/test';

/** States of an import that pass too quickly, or come too seldom, to be looked at: the real one, changed on its way. */

const job = {
  id: '0job',
  import: '',
  state: 'running',
  progress: { done: 12_500, total: 40_000, unit: 'rows' },
  waits: null,
  result: null,
  errors: [],
  createdBy: 'e2e-admin',
  createdAt: '2026-11-22T09:41:00Z',
  updatedAt: '2026-11-22T09:41:07Z',
};

const partner = { id: 'p', kind: 'partner', name: 'Ardenholt Sensors GmbH', externalId: 'V-9001' };

const asked = {
  decisions: [
    {
      id: 'd1',
      column: 'Vendor',
      value: 'Parvell Micro Ltd',
      rows: 6,
      question: 'Which of the partners of this name is meant?',
      options: [
        { value: 'a', label: 'Parvell Micro (TW)' },
        { value: 'b', label: 'Parvell Microsystems (GB)' },
      ],
      optional: false,
    },
    {
      id: 'd2',
      column: 'Valid from',
      value: '',
      rows: 19,
      question: 'Column “Valid from” reads as 3 April or as 4 March. Which comes first?',
      options: [
        { value: 'dmy', label: 'the day' },
        { value: 'mdy', label: 'the month' },
      ],
      optional: false,
      chosen: 'dmy',
    },
  ],
  answers: { d2: 'dmy' },
  counts: { create: 2, update: 0, unchanged: 0, undecided: 25, rejected: 2, skipped: 0 },
};

/** Step of the wizard, what the import says there, what its job says. */
export const pretended: Record<string, { step: 'check' | 'done'; of: object; job?: object }> = {
  'import-checking': { step: 'check', of: { state: 'checking', plan: '' }, job: { kind: 'check' } },
  'import-decisions': { step: 'check', of: asked },
  'import-applying': { step: 'done', of: { state: 'applying' }, job: { kind: 'apply' } },
  'import-waiting': {
    step: 'done',
    of: { state: 'applying' },
    job: {
      kind: 'apply',
      waits: { import: 'x', file: 'contracts-2026.xlsx', kind: 'apply', job: 'y', silent: 260 },
    },
  },
  'import-applied': {
    step: 'done',
    of: { state: 'applied', changes: 2, appliedAt: '2026-11-22T09:41:07Z', appliedBy: 'e2e-admin' },
    job: { kind: 'apply', state: 'done' },
  },
  'import-undoing': {
    step: 'done',
    of: { state: 'applied', changes: 2 },
    job: { kind: 'undo', progress: { done: 500, total: 1600, unit: 'changes' } },
  },
  'import-undone': {
    step: 'done',
    of: {
      state: 'undone',
      restored: 1,
      undoneAt: '2026-11-22T09:45:00Z',
      errors: [{ code: 'conflict', detail: 'it was changed since', ref: partner }],
    },
    job: { kind: 'undo', state: 'done' },
  },
  'import-failed': {
    step: 'check',
    of: {
      state: 'failed',
      plan: '',
      errors: [{ code: 'internal', detail: 'an internal error; the server’s log has the details' }],
    },
    job: { kind: 'check', state: 'failed' },
  },
};

/** Shows an import as if it stood so. */
export async function pretend(page: Page, id: string, state: { of: object; job?: object }) {
  await page.route(`**/api/v1/imports/${id}`, async (r) => {
    const { 'if-none-match': _, ...headers } = r.request().headers();
    const real = await r.fetch({ headers });
    const own = state.job ? { job: job.id } : {};
    await r.fulfill({ json: { ...(await real.json()), ...own, ...state.of } });
  });
  const json = { ...job, import: id, ...state.job };
  await page.route(`**/api/v1/jobs/${job.id}`, (r) => r.fulfill({ json }));
  await page.route(`**/api/v1/jobs/${job.id}/events`, (r) =>
    r.fulfill({ contentType: 'text/event-stream', body: `event: job\ndata: ${JSON.stringify(json)}\n\n` }),
  );
}
