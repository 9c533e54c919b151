// One way to the server: JSON in and out, the header that keeps other sites out, errors as ApiError.
export class ApiError extends Error {
  constructor(
    readonly status: number, // 0: the server could not be reached
    readonly code: string,
    message: string,
    readonly fields: Record<string, string> = {},
    readonly body: unknown = null, // the whole answer; a conflict carries the current entry
  ) {
    super(message)
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>
export interface Call {
  query?: Query
  body?: unknown
  file?: Blob
  key?: string // Idempotency-Key: the same key and body are written once
  signal?: AbortSignal
  keepSignedOut?: boolean // a 401 is the caller's answer, not the end of a session
  patience?: number // milliseconds after which no answer counts as no network
}

interface Surroundings {
  language: () => string
  // Resolves to true when the person has signed in again and the call may be repeated.
  signInAgain: () => Promise<boolean>
  // Told after each call whether any answer came.
  hear: (answered: boolean) => void
}
let surroundings: Surroundings = { language: () => 'zh', signInAgain: async () => false, hear: () => undefined }
export function setSurroundings(given: Surroundings) {
  surroundings = given
}

export function address(path: string, query: Query = {}): string {
  const parts = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') parts.set(name, String(value))
  }
  const text = parts.toString()
  return `/api${path}${text ? `?${text}` : ''}`
}

// The caller's own signal, or one that ends the call when patience does.
function limited(call: Call): { signal?: AbortSignal; end: () => void } {
  if (!call.patience) return { signal: call.signal, end: () => undefined }
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), call.patience)
  call.signal?.addEventListener('abort', () => controller.abort())
  return { signal: controller.signal, end: () => clearTimeout(timer) }
}

async function send(method: string, path: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = { 'X-Niangjia': '1', 'Accept-Language': surroundings.language() }
  if (call.body !== undefined) headers['Content-Type'] = 'application/json'
  if (call.file) headers['Content-Type'] = call.file.type || 'application/octet-stream'
  if (call.key) headers['Idempotency-Key'] = call.key
  const body = call.file ?? (call.body === undefined ? undefined : JSON.stringify(call.body))
  const limit = limited(call)
  try {
    const response = await fetch(address(path, call.query), { method, headers, body, signal: limit.signal, credentials: 'same-origin' })
    surroundings.hear(true)
    return response
  } catch (reason) {
    if (call.signal?.aborted) throw reason
    surroundings.hear(false)
    throw new ApiError(0, 'unreachable', '')
  } finally {
    limit.end()
  }
}

async function failure(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  const error = (body as { error?: { code?: string; message?: string; fields?: Record<string, string> } } | null)?.error
  return new ApiError(response.status, error?.code ?? String(response.status), error?.message ?? '', error?.fields ?? {}, body)
}

async function answered(method: string, path: string, call: Call): Promise<Response> {
  let response = await send(method, path, call)
  if (response.status === 401 && !call.keepSignedOut && (await surroundings.signInAgain())) {
    response = await send(method, path, call)
  }
  if (!response.ok) throw await failure(response)
  return response
}

async function json<T>(method: string, path: string, call: Call = {}): Promise<T> {
  const response = await answered(method, path, call)
  return (response.status === 204 ? undefined : await response.json()) as T
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => json<T>('GET', path, { query, signal }),
  call: json,
  // A file from the server, saved under the name that the server gives it.
  async download(method: string, path: string, call: Call, fallbackName: string) {
    const response = await answered(method, path, call)
    const named = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('Content-Disposition') ?? '')
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download = named?.[1] ? decodeURIComponent(named[1]) : fallbackName
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  },
}

export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
