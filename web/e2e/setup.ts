import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type APIRequestContext, request } from '@playwright/test';

const dir = process.env.E2E_DIR ?? '';
const baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`;

/** Signs in once for each role with a one-time link, as a person would, and keeps the session for the tests. */
export default async function setup() {
  for (const role of ['admin', 'viewer']) {
    const out = execFileSync(
      process.env.E2E_BIN ?? '../bin/linchpin',
      ['user', 'link', '--role', role, '--name', `e2e-${role}`],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          LINCHPIN_DATA: join(dir, 'data'),
          LINCHPIN_LISTEN: baseURL.replace('http://', ''),
        },
      },
    );
    const secret = /[?&]link=([^\s&]+)/.exec(out)?.[1];
    if (!secret) throw new Error(`no link in ${JSON.stringify(out)}`);
    const context = await request.newContext({ baseURL });
    const answer = await context.get(`/signin?link=${secret}`);
    if (!answer.ok()) throw new Error(`sign-in: ${answer.status()}`);
    if (role === 'admin') await checkedImport(context);
    await context.storageState({ path: join(dir, `${role}.json`) });
    await context.dispose();
  }
}

/** A file in the middle of its way, so that the steps of the wizard have something to show. */
async function checkedImport(api: APIRequestContext) {
  const rows = [
    'Vendor No;Vendor;Country;Web;Parent;Remarks',
    'V-9001;Ardenholt Sensors GmbH;DE;https://ardenholt.example;;second source wanted',
    'V-9002;Brockmere Plastics Ltd;GB;;;',
    'V-9003;;FR;;;nobody knows the name',
    'V-9004;Calderwick Tooling;XX;not a site;;',
  ].join('\r\n');
  const up = await api.post('/api/v1/imports', {
    multipart: {
      as: 'partners',
      source: 'erp-e2e',
      file: { name: 'vendors-2026q4.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) },
    },
  });
  if (!up.ok()) throw new Error(`upload: ${up.status()} ${await up.text()}`);
  const { id } = (await up.json()) as { id: string };
  const start = await api.post(`/api/v1/imports/${id}/check`);
  if (!start.ok()) throw new Error(`check: ${start.status()} ${await start.text()}`);
}
