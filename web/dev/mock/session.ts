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
  ['GET', /^\/accounts$/, () => ({
    body: {
      accounts: [
        { id: '11', login: 'lin.xiaomei', name: '林晓梅', positions: session.positions },
        { id: '12', login: 'he.jia', name: '何佳', positions: [{ ...session.positions[0], title: '干事' }] },
        { id: '13', login: 'cun.yushuwan', name: '孙秀兰', positions: [{ role: 'village', role_title: { zh: '村妇联主席', en: 'Village chair' }, organisation: '44', organisation_name: '榆树湾村妇联', title: '主席' }] },
      ],
    },
  })],
  ['POST', /^\/accounts$/, () => ({ status: 201, body: {} })],
  ['GET', /^\/catalogue$/, () => ({ body: catalogue })],
]
