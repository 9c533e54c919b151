import type { Organisation } from '../../src/api/types'
import { refuse, type MockRoute } from './http'

const org = (id: string, name: string, kind: string, level: number, parent: string | null): Organisation => ({
  id, name, kind, level, parent, division: null, children: 0, second_lines: [],
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
for (const one of all) one.children = all.filter((other) => other.parent === one.id).length

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
    return { body: { organisations: q ? all.filter((one) => one.name.includes(q)) : all.filter((one) => (parent ? one.parent === parent : one.id === '20')) } }
  }],
  ['GET', /^\/organisations\/(\d+)$/, (request) => {
    const found = all.find((one) => one.id === request.params[0])
    return found ? { body: { organisation: found } } : refuse(404, 'not_found', '没有找到，或你无权查看。')
  }],
]
