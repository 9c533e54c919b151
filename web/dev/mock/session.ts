import { catalogue } from './catalogue'
import { kToday, refuse, type MockRoute } from './http'

const session = {
  account: { id: '11', login: 'lin.xiaomei', name: '林晓梅' },
  positions: [
    { role: 'rights_clerk', role_title: { zh: '权益干事', en: 'Rights clerk' }, organisation: '20', organisation_name: '青禾县妇联', title: '权益部' },
  ],
  organisation: { id: '20', name: '青禾县妇联', kind: 'federation', level: 3, path: [{ id: '1', name: '云岫市' }, { id: '20', name: '青禾县妇联' }] },
  duties: ['plans', 'organisations', 'accounts'],
  today: kToday,
  version: '0.1.0',
  demo: true,
}
let signedIn = process.env.MOCK_SIGNED_OUT !== '1'

export const sessionRoutes: MockRoute[] = [
  ['GET', /^\/session$/, () => (signedIn ? { body: session } : refuse(401, 'unauthenticated', '请先登录。'))],
  ['POST', /^\/session$/, (request) => {
    if (request.json().password === 'wrong') return refuse(401, 'unauthenticated', '账号或密码不对，还可以试3次。')
    signedIn = true
    return { body: session }
  }],
  ['DELETE', /^\/session$/, () => {
    signedIn = false
    return { status: 204 }
  }],
  ['PATCH', /^\/account$/, (request) =>
    request.json().old_password === 'wrong' ? refuse(422, 'invalid', '', { old_password: '原密码不对。' }) : { status: 204 }],
  ['GET', /^\/catalogue$/, () => ({ body: catalogue })],
]
