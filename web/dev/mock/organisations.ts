import type { Organisation } from '../../src/api/types'
import { refuse, type MockRoute } from './http'

const levels = ['nation', 'province', 'city', 'county', 'street', 'community', 'unit']
const org = (id: string, name: string, kind: string, level: number | string, parent: string | null): Organisation => ({
  id, name, kind, level: levels[Number(level)] ?? level, parent, division: null, children: 0, second_lines: [],
})
const all: Organisation[] = [
  org('1', '云岫市妇联', 'federation', 2, null),
  org('20', '青禾县妇联', 'federation', 3, '1'),
  org('21', '云溪县妇联', 'federation', 3, '1'),
  org('25', '青禾县教育局妇委会', 'committee', 3, '20'),
  ...['枫林街道', '石桥镇', '白杨镇', '南屏乡', '柳湾镇'].map((name, index) => org(String(30 + index), `${name}妇联`, 'federation', 4, '20')),
  ...['榆树湾村', '杏花村', '双井村', '塔山村'].map((name, index) => org(String(44 + index), `${name}妇联`, 'village', 5, '31')),
  org('60', '青禾县第一幼儿园妇委会', 'committee', 5, '25'),
]
const kindergarten = all.find((one) => one.id === '60')
if (kindergarten) kindergarten.second_lines.push({ id: '30', name: '枫林街道妇联', from: '2024-09-01', to: null })
let nextId = 80

const find = (id: string | null | undefined) => all.find((one) => one.id === id)
const missing = () => refuse(404, 'not_found', '没有找到，或你无权查看。')
const pathOf = (one: Organisation): { id: string; name: string }[] => [...(find(one.parent) ? pathOf(find(one.parent) as Organisation) : []), { id: one.id, name: one.name }]
const count = () => all.forEach((one) => (one.children = all.filter((other) => other.parent === one.id).length))
const shown = (one: Organisation) => ({ ...one, path: pathOf(one) })
count()

// Two invented counties of one name, as the picker of divisions has to show them.
const divisions = ['云岫市', '澄江市'].map((city, index) => {
  const code = `99010${index + 1}000000`
  const path = [{ code: '990000000000', name: '云岭省' }, { code: '990100000000', name: city }, { code, name: '青禾区' }]
  return { code, name: '青禾区', full_name: path.map((one) => one.name).join(''), level: 'county', path, children: 5, match: 'name' }
})

export const organisationRoutes: MockRoute[] = [
  ['GET', /^\/divisions$/, () => ({ body: { divisions, total: divisions.length, equally_good: divisions.length } })],
  ['GET', /^\/divisions\/(\d+)$/, (request) => {
    const division = divisions.find((one) => one.code === request.params[0])
    return division ? { body: { division } } : refuse(404, 'not_found', '没有这个行政区划。')
  }],
  ['GET', /^\/organisations$/, (request) => {
    const q = request.query.get('q')
    const parent = request.query.get('parent')
    return { body: { organisations: all.filter((one) => (q ? one.name.includes(q) : parent ? one.parent === parent : one.id === '20')).map(shown) } }
  }],
  ['GET', /^\/organisations\/(\d+)$/, (request) => {
    const found = find(request.params[0])
    return found ? { body: { organisation: shown(found) } } : missing()
  }],
  ['POST', /^\/organisations$/, (request) => {
    const body = request.json() as { name: string; kind: string; level: number; parent: string }
    const made = org(String(nextId++), body.name, body.kind, body.level, body.parent)
    all.push(made)
    count()
    return { status: 201, body: { organisation: shown(made) } }
  }],
  ['PATCH', /^\/organisations\/(\d+)$/, (request) => {
    const found = find(request.params[0])
    if (!found) return missing()
    const change = request.json() as Partial<Organisation>
    if (change.closed_on && found.children) return refuse(422, 'invalid_fields', '有几处要改。', { closed_on: '下级还开着，请先搬走或关闭。' })
    Object.assign(found, change)
    count()
    return { body: { organisation: shown(found) } }
  }],
  ['POST', /^\/organisations\/(\d+)\/second_lines$/, (request) => {
    const found = find(request.params[0])
    const body = request.json() as { superior: string; from: string; to?: string }
    const superior = find(body.superior)
    if (!found || !superior) return missing()
    found.second_lines.push({ id: superior.id, name: superior.name, from: body.from, to: body.to ?? null })
    return { status: 201, body: { organisation: shown(found) } }
  }],
  ['PATCH', /^\/organisations\/(\d+)\/second_lines\/(\d+)$/, (request) => {
    const found = find(request.params[0])
    const line = found?.second_lines.find((one) => one.id === request.params[1])
    if (!found || !line) return missing()
    line.to = (request.json() as { to: string | null }).to
    return { body: { organisation: shown(found) } }
  }],
]
