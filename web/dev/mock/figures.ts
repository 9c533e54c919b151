import type { Change, IndicatorCell, Measure, Task } from '../../src/api/types'
import { store } from './entries'
import { catalogue } from './catalogue'
import { kToday, moment, refuse, type MockRoute } from './http'

const task = (id: string, title: string, subject: string, verb: string, due_on: string, days: number, level: Task['level'], ledger = 'help_request'): Task => ({
  id, title, subject, verb, ledger, entry: store.get(ledger)?.[Number(id)]?.entry.id ?? '', organisation_name: '石桥镇妇联', due_on, days, level,
})
const tasks = {
  today: kToday,
  overdue: [task('1', '回访求助人', '求2026-0311 · 刘*燕 · 家庭纠纷', '记回访', '2026-09-14', -3, 'overdue')],
  due_today: [
    task('0', '回访求助人', '求2026-0318 · 李*芬 · 家庭暴力', '记回访', kToday, 0, 'due_soon'),
    task('2', '补写活动小结', '反家庭暴力法进乡村 · 石桥镇文化室', '补小结', kToday, 0, 'due_soon', 'activity'),
  ],
  week: [
    task('3', '回访求助人', '求2026-0315 · 陈* · 抚养与探望', '记回访', '2026-09-18', 1, 'on_time'),
    task('4', '补写活动小结', '家风家教故事会 · 白杨镇文化室', '补小结', '2026-09-18', 1, 'on_time', 'activity'),
    task('5', '回访求助人', '求2026-0313 · 孙* · 劳动权益', '记回访', '2026-09-20', 3, 'on_time'),
  ],
  later: 4,
  next: '2026-09-23',
}

const measure = (ordinal: number, short: string, indicator: string | null, value: string, target: string, unit: string, expected: string | null, status: Measure['status'], days: number): Measure => ({
  id: String(300 + ordinal), plan: '200', ordinal, revision: 1, short, text: short, chapter: '二、维权服务', capability: 'C10', tracking: indicator ? 'indicator' : 'evidence', indicator,
  target_min: target, target_max: null, unit, comparison: 'at_least', window_from: '2026-01-01', window_to: '2026-12-31', owner_organisation: '20', owner_organisation_name: '青禾县妇联', owner_position: '权益部',
  owner_account: '11', owner_name: '林晓梅', partners: [], status, value, expected, days, done_on: status === 'done' ? '2026-06-19' : null, extended_to: null, extension_reason: null, manual_state: null, evidence: null,
  from_plan_title: null, shares_count: 0,
})
const measures = [
  measure(5, '普法“六进”不少于24场', 'law_talks', '19', '24', '场', '17', 'on_time', 105),
  measure(6, '资助春蕾女童20名', 'spring_bud_girls', '16', '20', '名', '12', 'on_time', 44),
  measure(7, '巾帼志愿服务队巡访', 'help_requests', '61', '90', '次', '64', 'due_soon', 13),
  measure(8, '妇女维权岗规范检查18个', null, '18', '18', '个', null, 'done', 0),
]
const change = (day: string, clock: string, ledger: string, index: number, title: string, who: string): Change => {
  const entry = store.get(ledger)?.[index]?.entry
  return { at: moment(day, clock), kind: 'created', ledger, entry: entry?.id ?? '', number: entry?.number ?? null, title, organisation_name: entry?.organisation_name ?? '', account_name: who }
}

export const figureRoutes: MockRoute[] = [
  ['GET', /^\/tasks$/, () => ({ body: tasks })],
  ['GET', /^\/changes$/, () => ({
    body: {
      changes: [
        change(kToday, '14:32', 'activity', 0, '反家庭暴力法进乡村', '孙秀兰'),
        change(kToday, '11:20', 'help_request', 0, '李*芬', '林晓梅'),
        change('2026-09-16', '16:05', 'spring_bud', 1, '杨*', '何佳'),
        change('2026-09-16', '10:11', 'activity', 1, '民法典婚姻家庭编讲座', '苏文秀'),
      ],
    },
  })],
  ['GET', /^\/measures$/, () => ({ body: { measures } })],
  ['GET', /^\/indicators\/([^/]+)$/, (request) => {
    const indicator = catalogue.indicators.find((one) => one.id === request.params[0])
    if (!indicator) return refuse(404, 'not_found', '没有找到，或你无权查看。')
    const by = request.query.get('by')
    const cells: IndicatorCell[] =
      by === 'month'
        ? [3, 0, 4, 2, 1, 2, 3, 2, 2].map((value, index) => ({ month: `2026-0${index + 1}`, title: `${index + 1}月`, value: String(value) }))
        : ['枫林街道', '石桥镇', '白杨镇', '南屏乡', '柳湾镇'].map((title, index) => ({ organisation: String(30 + index), title: `${title}妇联`, value: String(6 - index) }))
    return { body: { indicator: indicator.id, title: indicator.title, explanation: indicator.explanation, unit: indicator.unit, organisation: '20', from: '2026-01-01', to: '2026-12-31', value: String(store.get(indicator.ledger)?.length ?? 0), cells: by ? cells : [] } }
  }],
  ['GET', /^\/indicators\/([^/]+)\/entries$/, (request) => {
    const indicator = catalogue.indicators.find((one) => one.id === request.params[0])
    if (!indicator) return refuse(404, 'not_found', '没有找到，或你无权查看。')
    const all = store.get(indicator.ledger) ?? []
    const from = Number(request.query.get('after') ?? 0)
    const limit = Number(request.query.get('limit') ?? 10)
    return { body: { ledger: indicator.ledger, entries: all.slice(from, from + limit).map((stored) => stored.entry), next: from + limit < all.length ? String(from + limit) : null, hidden: 3 } }
  }],
]
