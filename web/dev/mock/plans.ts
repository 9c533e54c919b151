import type { Measure, Organisation, Status } from '../../src/api/types'
import type { MeasureBody, PlanBody, PlanSummary, ShareBody } from '../../src/features/plan/types'
import { kToday, moment, refuse, type MockRequest, type MockRoute } from './http'
import { organisationRoutes } from './organisations'
import { kPlanText, measures as kMeasures } from './plan-data'
import { readPlans } from './plan-reader'

type Stored = Omit<PlanSummary, 'counts' | 'measures'> & { source_text: string; rows: Measure[] }
const plan = (id: string, title: string, year: number, state: PlanSummary['state'], rows: Measure[]): Stored => ({
  id, title, year, organisation: '20', organisation_name: '青禾县妇联', state, revision: 1, source_text: kPlanText, rows,
})
const plans = new Map<string, Stored>([
  ['200', plan('200', '青禾县妇联2026年工作要点', 2026, 'adopted', kMeasures)],
  ['199', plan('199', '青禾县实施妇女发展规划2026年分工', 2026, 'adopted', kMeasures.slice(3, 11).map((row) => ({ ...row, id: `1${row.id}`, plan: '199' })))],
])
const shares = new Map<string, Measure[]>()
let nextId = 900

function counts(rows: Measure[]): Partial<Record<Status, number>> {
  const found: Partial<Record<Status, number>> = {}
  for (const row of rows) found[row.status] = (found[row.status] ?? 0) + 1
  return found
}
const summary = ({ rows, source_text, ...rest }: Stored): PlanSummary & { source_text: string } => ({ ...rest, source_text, counts: counts(rows), measures: rows.length })
const lost = refuse(404, 'not_found', '没有找到，或你无权查看。')
const below = (parent: string): Organisation[] => {
  const route = organisationRoutes.find(([method, path]) => method === 'GET' && path.test('/organisations')) as MockRoute
  const request = { query: new URLSearchParams({ parent }) } as MockRequest
  return (route[2](request).body as { organisations: Organisation[] }).organisations
}
const townships = below('20').filter((one) => one.level === 4)

function board(stored: Stored) {
  const titles = [...new Set(stored.rows.map((row) => row.chapter))]
  return {
    plan: summary(stored),
    today: kToday,
    counts: counts(stored.rows),
    chapters: titles.map((title) => ({ title, measures: stored.rows.filter((row) => row.chapter === title) })),
    organisations: townships.map((one, index) => ({ id: one.id, name: one.name, counts: { done: 2 + index, on_time: 4 - index % 3, due_soon: index % 2, overdue: index === 1 ? 1 : 0 } })),
  }
}
function rowFrom(body: MeasureBody, planId: string, index: number): Measure {
  return {
    ...body, id: String(nextId++), plan: planId, ordinal: index + 1, revision: 1, status: 'on_time', value: body.indicator ? '0' : null, expected: null, days: 100,
    done_on: null, extended_to: null, extension_reason: null, manual_state: body.indicator ? null : 'not_started', evidence: null, owner_organisation_name: '青禾县妇联', owner_name: null,
    from_plan_title: null, shares_count: 0,
  }
}
function write(id: string, body: PlanBody): Stored {
  const stored: Stored = {
    id, title: body.title, year: body.year, organisation: '20', organisation_name: '青禾县妇联', state: body.adopt ? 'adopted' : 'draft',
    revision: (plans.get(id)?.revision ?? 0) + 1, source_text: body.source_text, rows: body.measures.map((one, index) => rowFrom(one, id, index)),
  }
  plans.set(id, stored)
  return stored
}
const find = (id: string | undefined) => [...plans.values()].flatMap((stored) => stored.rows).find((row) => row.id === id)
const share = (row: Measure, organisation: Organisation, amount: number, value: number): Measure => ({
  ...row, id: String(nextId++), owner_organisation: organisation.id, owner_organisation_name: organisation.name, owner_position: '', owner_name: null, target_min: String(amount), value: String(value),
  status: value >= amount ? 'done' : row.status, shares_count: 0,
})
function sharesOf(row: Measure): Measure[] {
  const given = shares.get(row.id)
  if (given || row.shares_count === 0) return given ?? []
  const each = Math.round(Number(row.target_min) / townships.length)
  return townships.map((one, index) => share(row, one, each, Math.round(each * (1 - index * 0.18))))
}

export const planRoutes: MockRoute[] = [
  ['POST', /^\/plans:read$/, (request) => {
    const text = request.body.toString('utf8')
    return text.trim() ? { body: readPlans(text) } : refuse(422, 'invalid', '没有读到文字。')
  }],
  ['GET', /^\/plans$/, (request) => {
    const year = request.query.get('year')
    return { body: { plans: [...plans.values()].filter((one) => !year || String(one.year) === year).map(summary) } }
  }],
  ['POST', /^\/plans$/, (request) => ({ status: 201, body: { plan: summary(write(String(nextId++), request.json() as unknown as PlanBody)) } })],
  ['PUT', /^\/plans\/(\d+)$/, (request) => {
    const body = request.json() as unknown as PlanBody
    const stored = plans.get(request.params[0] ?? '')
    if (!stored) return lost
    return stored.revision === body.revision ? { body: { plan: summary(write(stored.id, body)) } } : refuse(409, 'conflict', '这份草稿刚被改过。')
  }],
  ['GET', /^\/plans\/(\d+)$/, (request) => {
    const stored = plans.get(request.params[0] ?? '')
    return stored ? { body: board(stored) } : lost
  }],
  ['GET', /^\/measures\/(\d+)$/, (request) => {
    const row = find(request.params[0])
    const months = [2, 0, 3, 2, 1, 2, 4, 3, 2].map((value, index) => ({ month: `2026-0${index + 1}`, value: String(value) }))
    return row ? { body: { measure: row, shares: sharesOf(row), months: row.value === null ? [] : months } } : lost
  }],
  ['PATCH', /^\/measures\/(\d+)$/, (request) => {
    const row = find(request.params[0])
    if (!row) return lost
    Object.assign(row, request.json(), { revision: row.revision + 1 })
    return { body: { measure: row } }
  }],
  ['POST', /^\/measures\/(\d+)\/shares$/, (request) => {
    const row = find(request.params[0])
    if (!row) return lost
    const given = (request.json().shares as ShareBody[]).flatMap(({ organisation, target_min }) => {
      const found = below('20').find((one) => one.id === organisation)
      return found ? [share(row, found, target_min, 0)] : []
    })
    shares.set(row.id, given)
    row.shares_count = given.length
    return { status: 201, body: { shares: given } }
  }],
  ['GET', /^\/ledgers\/measure\/entries\/(\d+)\/history$/, () => ({
    body: {
      history: [
        { kind: 'revised', at: moment('2026-09-02', '15:20'), account: { id: '12', name: '何佳' }, revision: 2, reason: '县里统一调到10月底', changes: [{ field: 'window_to', before: '2026-09-30', after: '2026-10-31' }] },
        { kind: 'created', at: moment('2026-01-20', '09:30'), account: { id: '11', name: '林晓梅' }, revision: 1, reason: null, changes: [] },
      ],
    },
  })],
]
