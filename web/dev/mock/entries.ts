import type { Entry, FieldValue, HistoryLine, Ledger, Values } from '../../src/api/types'
import { catalogue } from './catalogue'
import { kToday, moment, refuse, type MockAnswer, type MockRequest, type MockRoute } from './http'
import { mask, people } from './people'

type Stored = { entry: Entry; clear: Values; history: HistoryLine[] }
export const store = new Map<string, Stored[]>()
const me = { id: '11', name: '林晓梅' }
let nextId = 5000

const dayBefore = (days: number) => new Date(Date.parse(`${kToday}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
export const ledgerOf = (id: string): Ledger | undefined => catalogue.ledgers.find((ledger) => ledger.id === id)
const isPersonal = (ledger: Ledger, key: string) =>
  ['personal', 'confidential'].includes(ledger.fields.find((field) => field.key === key)?.sensitivity ?? 'internal')

function maskValue(value: FieldValue): FieldValue {
  const text = String(value)
  if (/^1\d{10}$/.test(text)) return `${text.slice(0, 3)}****${text.slice(7)}`
  return text.length > 6 ? `${text.slice(0, 4)}******` : mask(text)
}

export function put(ledger: Ledger, values: Values, place: string, day: string, clock: string, number: string | null): Stored {
  const shown: Values = {}
  const display: Record<string, string> = {}
  const masked: string[] = []
  const hidden: string[] = []
  for (const [key, value] of Object.entries(values)) {
    const field = ledger.fields.find((one) => one.key === key)
    if (!field || value === null) continue
    const found = field.type === 'person' ? people.find((one) => one.id === String(value)) : undefined
    if (field.sensitivity === 'confidential') hidden.push(key)
    else if (isPersonal(ledger, key)) {
      masked.push(key)
      shown[key] = found ? String(value) : maskValue(value)
      if (found) display[key] = mask(found.name)
    } else shown[key] = value
  }
  const id = String(nextId++)
  const at = moment(day, clock)
  const entry: Entry = {
    id, ledger: ledger.id, number, organisation: '20', organisation_name: place, revision: 1, retired: false, created_at: at, created_by: me, updated_at: at,
    values: shown, display, masked, hidden, revealable: [...masked, ...hidden],
  }
  const stored: Stored = { entry, clear: values, history: [{ kind: 'created', at, account: me, revision: 1, reason: null, changes: [] }] }
  const all = store.get(ledger.id) ?? []
  store.set(ledger.id, [stored, ...all])
  return stored
}

const pick = <T>(list: T[], index: number): T => list[index % list.length] as T
const places = ['枫林街道', '石桥镇', '白杨镇', '南屏乡', '柳湾镇']
const clocks = ['10:42', '09:15', '17:30', '15:08', '11:20', '16:45', '14:02']
for (let index = 74; index >= 0; index--) {
  const ledger = ledgerOf('help_request') as Ledger
  const day = dayBefore(Math.floor(index * 0.7))
  const closed = index % 4 === 3
  put(ledger, {
    applicant: pick(people, index).id, phone: `138${String(55500000 + index * 6027).slice(0, 8)}`, address: `${pick(places, index)}榆树湾村三组12号`,
    ...(index % 5 === 0 ? { contact_hint: '只在9:00至17:00打电话，不发短信' } : {}),
    received_on: day, category: pick(['violence', 'divorce', 'violence', 'custody', 'land', 'labour', 'dispute', 'dispute', 'hardship', 'property'], index),
    source: pick(['call', 'visit', 'net', 'call', 'visit', 'letter'], index), injured: index % 3 === 0,
    narrative: '来电人说，16日中午因孩子学费与丈夫争执，被推倒致左臂挫伤，下午带女儿住到姐姐家。近半年类似情况有三次，此前没有报过警。',
    handler: pick(['林晓梅', '何佳', '周向荣', '苏文秀'], index), state: closed ? 'closed' : pick(['open', 'open', 'referred'], index),
    ...(closed ? { closed_on: dayBefore(Math.max(0, index - 2)) } : {}),
  }, pick(places, index), day, pick(clocks, index), `求2026-${String(318 - index).padStart(4, '0')}`)
}
const talks = ['反家庭暴力法进乡村', '民法典婚姻家庭编讲座', '妇女权益保障法进企业', '“两癌”防治知识课', '家风家教故事会']
for (let index = 30; index >= 0; index--) {
  put(ledgerOf('activity') as Ledger, {
    title: pick(talks, index), held_on: dayBefore(index * 7), kind: pick(['law', 'law', 'law', 'health', 'family'], index), place: `${pick(places, index)}文化室`,
    venue: pick(['village', 'community', 'firm', 'school'], index), participants: 28 + ((index * 17) % 60), women: 20 + ((index * 11) % 30), speaker: '王静',
  }, pick(places, index), dayBefore(index * 7), '15:00', null)
}
for (let index = 15; index >= 0; index--) {
  put(ledgerOf('spring_bud') as Ledger, {
    girl: pick(people, index + 10).id, granted_on: dayBefore(index), school: pick(['石桥镇中心小学', '柳湾镇初级中学', '南屏乡中心小学', '白杨镇中心小学'], Math.floor(index / 2)), amount: '2000.00',
  }, pick(places, index), dayBefore(index), '09:30', null)
}
for (const one of people) put(ledgerOf('person') as Ledger, { name: one.name, sex: 'female' }, one.place, dayBefore(200), '09:00', null)

// Enough of the formula language for the list's own conditions.
function matches(stored: Stored, filter: string): boolean {
  return filter.replace(/[()]/g, ' ').split('&&').every((part) => {
    const text = part.trim()
    const several = /^(\w+) in \[(.*)\]$/.exec(text)
    if (several) return (several[2] ?? '').includes(`'${String(stored.clear[several[1] ?? ''] ?? stored.entry.number)}'`)
    const found = /^(\w+)\s*(==|>=|<=)\s*(?:date\s*)?["']?([^"']*)["']?$/.exec(text)
    if (!found) return text.startsWith('!') ? stored.clear[text.slice(1)] !== true : !text || stored.clear[text] === true
    const value = String(stored.clear[found[1] as string] ?? '')
    const wanted = found[3] as string
    return found[2] === '==' ? value === wanted : found[2] === '>=' ? value >= wanted : value <= wanted
  })
}

function list(request: MockRequest): MockAnswer {
  const [id = ''] = request.params
  const q = request.query.get('q') ?? ''
  const all = (store.get(id) ?? []).filter((stored) => {
    const text = JSON.stringify(stored.clear) + (stored.entry.number ?? '') + Object.values(stored.clear).map((value) => people.find((one) => one.id === value)?.name ?? '').join('')
    return !stored.entry.retired && matches(stored, request.query.get('filter') ?? '') && (!q || text.includes(q))
  })
  const sort = request.query.get('sort') ?? ''
  const key = sort.replace('-', '')
  if (key) all.sort((a, b) => String(a.clear[key] ?? '').localeCompare(String(b.clear[key] ?? '')) * (sort.startsWith('-') ? -1 : 1))
  const from = Number(request.query.get('after') ?? 0)
  const limit = Number(request.query.get('limit') ?? 50)
  const next = from + limit < all.length ? String(from + limit) : null
  return { body: { entries: all.slice(from, from + limit).map((stored) => stored.entry), next, ...(request.query.get('count') ? { count: all.length } : {}) } }
}

const find = (ledger: string, id: string) => store.get(ledger)?.find((stored) => stored.entry.id === id)
const missing = () => refuse(404, 'not_found', '没有找到，或你无权查看。')
const movedOf = (ledger: string) =>
  ledger === 'activity' ? [{ indicator: 'law_talks', title: { zh: '普法“六进”', en: 'Law talks' }, unit: '场', before: '18', after: '19' }] : []

function create(request: MockRequest): MockAnswer {
  const ledger = ledgerOf(request.params[0] ?? '')
  if (!ledger) return missing()
  const values = request.json().values as Values
  const owed = ledger.fields.filter((field) => field.required && !values[field.key] && values[field.key] !== false)
  if (owed.length) {
    return refuse(422, 'invalid', '', Object.fromEntries(owed.map((field) => [field.key, `请写${field.title.zh}。`])))
  }
  if (ledger.id === 'person') people.push({ id: String(nextId), name: String(values.name), sex: '女', age: 30, place: '枫林街道' })
  const number = ledger.id === 'help_request' ? '求2026-0319' : null
  return { status: 201, body: { entry: put(ledger, values, '青禾县妇联', kToday, '15:12', number).entry, warnings: [], moved: movedOf(ledger.id) } }
}

function revise(request: MockRequest): MockAnswer {
  const stored = find(request.params[0] ?? '', request.params[1] ?? '')
  if (!stored) return missing()
  const { revision, values } = request.json() as { revision: number; values: Values }
  if (values.handler === '冲突') {
    return { status: 409, body: { error: { code: 'conflict', message: '何佳15:20改过这条记录。', fields: {} }, entry: { ...stored.entry, revision: revision + 1, values: { ...stored.entry.values, handler: '周向荣' } } } }
  }
  const changes = Object.entries(values).map(([field, after]) => ({ field, before: stored.entry.values[field] ?? null, after }))
  Object.assign(stored.clear, values)
  for (const [key, value] of Object.entries(values)) {
    if (value === null) delete stored.entry.values[key]
    else stored.entry.values[key] = value
  }
  stored.entry.revision = revision + 1
  stored.history.unshift({ kind: 'revised', at: moment(kToday, '15:20'), account: me, revision: revision + 1, reason: null, changes })
  return { body: { entry: stored.entry, warnings: [], moved: [] } }
}

function reveal(request: MockRequest): MockAnswer {
  const stored = find(request.params[0] ?? '', request.params[1] ?? '')
  if (!stored) return missing()
  const { fields, reason } = request.json() as { fields: string[]; reason: string }
  const display: Record<string, string> = {}
  const values: Values = {}
  for (const key of fields) {
    values[key] = stored.clear[key] ?? null
    const known = people.find((one) => one.id === values[key])
    if (known) display[key] = known.name
  }
  stored.history.unshift({ kind: 'revealed', at: moment(kToday, '15:12'), account: me, revision: null, reason, changes: fields.map((field) => ({ field, before: null, after: null })) })
  return { body: { values, display } }
}

function importAnswer(request: MockRequest): MockAnswer {
  const ledger = ledgerOf(request.params[0] ?? '')
  if (!ledger) return missing()
  const dry = request.query.get('dry_run') === 'true'
  const columns = ledger.fields.slice(0, 6).map((field) => ({ heading: field.title.zh, field: field.key }))
  return {
    body: {
      sheet: '9月', columns: [...columns, { heading: '备注', field: null }], missing: [], rows: { right: 46, warned: 2, refused: 3 },
      faults: [
        { row: 8, field: 'held_on', heading: '活动日期', message: '日期“9月31日”不存在。', warning: false },
        { row: 15, field: 'participants', heading: '参加人数', message: '参加人数应为整数，这里写的是“四十”。', warning: false },
        { row: 22, field: 'place', heading: '地点', message: '请写地点。', warning: false },
        { row: 30, field: 'participants', heading: '参加人数', message: '参加人数比平常多，请看一眼。', warning: true },
      ],
      preview: [['反家庭暴力法进乡村', '2026-09-02', '普法', '石桥镇文化室', '进乡村', '45', ''], ['家风家教故事会', '2026-09-05', '家庭文明', '白杨镇文化室', '进社区', '38', '']],
      batch: dry ? null : '77',
    },
  }
}

const csv = { name: '台账.csv', content: '﻿编号\n', type: 'text/csv' }
export const entryRoutes: MockRoute[] = [
  ['GET', /^\/ledgers\/([^/]+)\/entries$/, list],
  ['POST', /^\/ledgers\/([^/]+)\/entries$/, create],
  ['GET', /^\/ledgers\/([^/]+)\/entries\/(\d+)$/, (request) => {
    const stored = find(request.params[0] ?? '', request.params[1] ?? '')
    return stored ? { body: { entry: stored.entry } } : missing()
  }],
  ['PATCH', /^\/ledgers\/([^/]+)\/entries\/(\d+)$/, revise],
  ['DELETE', /^\/ledgers\/([^/]+)\/entries\/(\d+)$/, (request) => {
    const stored = find(request.params[0] ?? '', request.params[1] ?? '')
    if (!stored) return missing()
    stored.entry.retired = true
    return { body: { entry: stored.entry } }
  }],
  ['GET', /^\/ledgers\/([^/]+)\/entries\/(\d+)\/history$/, (request) => {
    const stored = find(request.params[0] ?? '', request.params[1] ?? '')
    return stored ? { body: { history: stored.history } } : missing()
  }],
  ['POST', /^\/ledgers\/([^/]+)\/entries\/(\d+)\/reveal$/, reveal],
  ['GET', /^\/ledgers\/([^/]+)\/export$/, () => ({ file: csv })],
  ['GET', /^\/ledgers\/([^/]+)\/template$/, () => ({ file: csv })],
  ['POST', /^\/ledgers\/([^/]+)\/import$/, importAnswer],
  ['POST', /^\/ledgers\/([^/]+)\/import:errors$/, () => ({ file: csv })],
  ['POST', /^\/batches\/(\d+)\/undo$/, () => ({ body: { retired: 48 } })],
  ['GET', /^\/people$/, (request) => {
    const q = request.query.get('q') ?? ''
    return { body: { people: people.filter((one) => one.name.includes(q)).slice(0, 8).map((one) => ({ id: one.id, name: mask(one.name), sex: one.sex, age: one.age, organisation_name: one.place })), search: 'token' } }
  }],
]
