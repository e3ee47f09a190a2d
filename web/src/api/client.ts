import createClient from 'openapi-fetch';
import { followed, heard } from '../app/away';
import { Problem } from './problem';
import type { paths } from './schema';

/** The API by its description: every path, parameter and answer is checked by the compiler. */
export const api = createClient<paths>({ fetch: reach });

export const base = '/api/v1';

/** fetch, with what went wrong on the way as a Problem of status 0. A question that was given up says nothing of the server. */
async function reach(request: Request): Promise<Response> {
  try {
    const response = await followed(fetch(request));
    heard(response);
    return response;
  } catch (e) {
    if (request.signal.aborted) throw e;
    heard(undefined);
    throw new Problem(0, e instanceof TypeError ? {} : { detail: String(e) }); // "Failed to fetch" says nothing more
  }
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The data of an answer; a refusal is thrown as a Problem. */
export async function take<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok || error !== undefined) {
    throw new Problem(response.status, error, response.headers.get('X-Request-Id') ?? undefined);
  }
  return data as T;
}

/** As take, for answers that exist as JSON and as CSV: the description's type of both together is unknown. */
export function rows<T>(asked: Promise<Answer<unknown>>): Promise<T> {
  return take(asked as Promise<Answer<T>>);
}

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

/** An address below the API, for links to files and for calls whose path is put together. */
export function url(path: string, query: Query = {}): string {
  const q = new URLSearchParams();
  for (const [k, v] of Object.entries(query)) {
    if (v === undefined || v === '') continue;
    q.set(k, typeof v === 'object' ? v.join(',') : String(v));
  }
  const text = q.toString();
  return `${base}${path}${text ? `?${text}` : ''}`;
}

export type Answered<T> = { data: T; etag: string };

/** One call whose path is put together: entities of any collection. Gives the ETag beside the data. */
export async function call<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  address: string,
  body?: unknown,
  etag?: string,
  signal?: AbortSignal,
): Promise<Answered<T>> {
  const headers = new Headers({ Accept: 'application/json' });
  if (etag) headers.set('If-Match', etag);
  const file = body instanceof FormData;
  if (body !== undefined && !file)
    headers.set('Content-Type', method === 'PATCH' ? 'application/merge-patch+json' : 'application/json');
  const response = await reach(
    new Request(address, {
      method,
      headers,
      signal,
      body: body === undefined || file ? body : JSON.stringify(body),
    }),
  );
  const text = await response.text();
  let data: unknown;
  try {
    data = text ? JSON.parse(text) : undefined;
  } catch {
    data = { detail: text.slice(0, 200) };
  }
  if (!response.ok)
    throw new Problem(response.status, data, response.headers.get('X-Request-Id') ?? undefined);
  return { data: data as T, etag: response.headers.get('ETag') ?? '' };
}

/** A read by a path that is put together, given up with the screen that asked. */
export function read<T>(address: string, signal: AbortSignal): Promise<Answered<T>> {
  return call<T>('GET', address, undefined, undefined, signal);
}
