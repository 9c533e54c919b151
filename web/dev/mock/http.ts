// A table of routes for the invented server of `npm run dev`.
export interface MockRequest {
  method: string
  path: string
  params: string[] // what the groups of the pattern matched
  query: URLSearchParams
  body: Buffer
  json: () => Record<string, unknown>
}
export interface MockAnswer {
  status?: number
  body?: unknown
  file?: { name: string; content: string; type: string }
}
export type MockRoute = [method: string, pattern: RegExp, answer: (request: MockRequest) => MockAnswer]

export const refuse = (status: number, code: string, message: string, fields: Record<string, string> = {}): MockAnswer => ({
  status,
  body: { error: { code, message, fields } },
})
export const kToday = '2026-09-17'
export const moment = (day: string, clock = '10:00') => `${day}T${clock}:00.000+08:00`
