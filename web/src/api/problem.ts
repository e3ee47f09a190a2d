/** What the server says about a request it refused (RFC 9457), and what the browser says when there is no server. */

export type FieldError = { pointer: string; code?: string; detail: string };

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly request: string | undefined;
  readonly at = new Date().toISOString();

  constructor(status: number, body: unknown, request?: string) {
    const b = (typeof body === 'object' && body ? body : {}) as Record<string, unknown>;
    const text = (v: unknown) => (typeof v === 'string' ? v : undefined);
    const title =
      text(b.title) ?? (status ? `The server answered ${status}` : 'The server cannot be reached');
    super(title);
    this.name = 'Problem';
    this.status = status;
    this.code = text(b.code) ?? text(b.type)?.split('/').pop() ?? '';
    this.detail = text(b.detail) ?? '';
    this.errors = Array.isArray(b.errors) ? b.errors.flatMap(fieldError) : [];
    this.request = text(b.requestId) ?? text(b.request) ?? request;
  }
}

function fieldError(e: unknown): FieldError[] {
  if (typeof e !== 'object' || !e) return [];
  const { pointer, code, detail } = e as Record<string, unknown>;
  if (typeof pointer !== 'string' || typeof detail !== 'string') return [];
  return [{ pointer, detail, code: typeof code === 'string' ? code : undefined }];
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, { detail: error instanceof Error ? error.message : String(error) });
}
