import type { Account, Position, Role } from '../../src/api/types'
import { kToday, moment, refuse, type MockRoute } from './http'

const roles: Role[] = [
  { id: 'clerk', title: { zh: '妇联干事', en: 'Staff of the federation' }, duties: ['plans'], opens_entries: true, givable: true },
  { id: 'village_chair', title: { zh: '村（社区）妇联主席', en: 'Village chair' }, duties: [], opens_entries: true, givable: true },
  { id: 'administrator', title: { zh: '系统管理员', en: 'Administrator' }, duties: ['accounts', 'organisations'], opens_entries: false, givable: false },
]
let nextId = 100
const roleOf = (id: string) => roles.find((role) => role.id === id)
function position(role: string, organisation: string, name: string, title: string, from = '2025-03-01', to: string | null = null): Position {
  const state = to && to < kToday ? 'ended' : from > kToday ? 'future' : 'current'
  return { id: String(nextId++), revision: 1, role, role_title: roleOf(role)?.title ?? { zh: role, en: role }, organisation, organisation_name: name, title, from, to, state }
}
const account = (id: string, login: string, name: string, positions: Position[], more: Partial<Account> = {}): Account => ({
  id, login, name, state: 'active', created_at: moment('2025-03-01'), password_temporary: false, manageable: true, positions, ...more,
})
const all: Account[] = [
  account('11', 'lin.xiaomei', '林晓梅', [position('clerk', '20', '青禾县妇联', '权益部干事')], { manageable: false }),
  account('12', 'he.jia', '何佳', [position('clerk', '20', '青禾县妇联', '干事'), position('clerk', '30', '枫林街道妇联', '干事', '2023-01-01', '2025-02-28')]),
  account('13', 'sun.xiulan', '孙秀兰', [position('village_chair', '44', '榆树湾村妇联', '主席')], { password_temporary: true }),
  account('14', 'zhou.yun', '周云', [], { state: 'disabled' }),
]
const find = (id: string | undefined) => all.find((one) => one.id === id)
const missing = () => refuse(404, 'not_found', '没有找到，或你无权查看。')
const owe = (fields: Record<string, string>) => refuse(422, 'invalid_fields', '有几处要改。', fields)

export const accountRoutes: MockRoute[] = [
  ['GET', /^\/roles$/, () => ({ body: { roles } })],
  ['GET', /^\/accounts$/, (request) => {
    const q = request.query.get('q') ?? ''
    const state = request.query.get('state')
    return { body: { accounts: all.filter((one) => (one.name + one.login).includes(q) && (!state || one.state === state)), next: null } }
  }],
  ['GET', /^\/accounts\/(\d+)$/, (request) => {
    const found = find(request.params[0])
    return found ? { body: { account: found } } : missing()
  }],
  ['POST', /^\/accounts$/, (request) => {
    const body = request.json() as { login: string; name: string; position: { role: string; organisation: string; title?: string; from?: string } }
    if (all.some((one) => one.login === body.login)) return owe({ login: '这个登录名已经有人用了，请换一个。' })
    const made = account(String(nextId++), body.login, body.name, [position(body.position.role, body.position.organisation, '青禾县妇联', body.position.title ?? '', body.position.from ?? kToday)], { password_temporary: true })
    all.push(made)
    return { status: 201, body: { account: made, password: 'qing-he-7431' } }
  }],
  ['PATCH', /^\/accounts\/(\d+)$/, (request) => {
    const found = find(request.params[0])
    return found ? { body: { account: Object.assign(found, request.json()) } } : missing()
  }],
  ['POST', /^\/accounts\/(\d+)\/password$/, (request) => {
    const found = find(request.params[0])
    if (!found) return missing()
    found.password_temporary = true
    return { body: { password: 'feng-lin-2086' } }
  }],
  ['POST', /^\/accounts\/(\d+)\/positions$/, (request) => {
    const found = find(request.params[0])
    if (!found) return missing()
    const body = request.json() as { role: string; organisation: string; title?: string; from?: string; to?: string }
    found.positions.unshift(position(body.role, body.organisation, '青禾县妇联', body.title ?? '', body.from ?? kToday, body.to ?? null))
    return { status: 201, body: { account: found } }
  }],
  ['PATCH', /^\/accounts\/(\d+)\/positions\/(\d+)$/, (request) => {
    const found = find(request.params[0])
    const held = found?.positions.find((one) => one.id === request.params[1])
    if (!found || !held) return missing()
    const { to } = request.json() as { to?: string | null }
    if (to && to < held.from) return owe({ to: '到期日早于开始的日子。' })
    Object.assign(held, { to: to ?? null, revision: held.revision + 1, state: to && to < kToday ? 'ended' : 'current' })
    return { body: { account: found } }
  }],
]
