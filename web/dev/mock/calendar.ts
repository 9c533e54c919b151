import type { MockRoute } from './http'

const autumn = [['2026-09-20', 'makeup'], ['2026-09-25', 'holiday'], ['2026-09-26', 'holiday'], ['2026-09-27', 'holiday']]
export const calendarRoutes: MockRoute[] = [
  ['GET', /^\/calendar$/, (request) => ({ body: { year: Number(request.query.get('year')), days: autumn.map(([day, kind]) => ({ day, kind })) } })],
]
