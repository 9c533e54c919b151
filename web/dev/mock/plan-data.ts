import type { Measure, Status } from '../../src/api/types'

// The year's plan of an invented county, as the board of the mockups shows it.
export const kPlanText = `青禾县妇女联合会2026年工作要点
2026年，县妇联紧紧围绕县委、县政府中心工作，以妇女儿童得实惠为目标，着力做好以下工作。
一、以创业就业为抓手，助力妇女增收
配合县委组织部举办两期培训班：一期实用技术，一期女干部。会同县财政局新增妇女贷款贴息150名，严格贷前、贷中、贷后管理。6至9月再建“巾帼巧手坊”1家。
二、以维权服务为重点，守护妇女儿童合法权益
深入开展普法宣传“六进”活动，全年不少于24场，重点宣传《婚姻法》《反家庭暴力法》《妇女权益保障法》。保障12338热线畅通，接通率达到95%以上。6月底前对18个妇女维权岗开展一次规范检查。求助登记后24小时内回访率不低于95%，不让一个求助者空等。
三、以关爱行动为抓手，推进家庭文明建设
继续实施“春蕾计划”，9至10月会同县教育局资助困难女童20名，让每一名女童安心读书。5至8月配合县卫生健康局为300名困难母亲免费体检。组织爱心妈妈与留守儿童结对60对，每月联系一次，切实把党和政府的温暖送到孩子身边。
深化“平安家庭”创建，年内为100户挂牌。“三八”节期间举办万名妇女健身活动，展现我县妇女的精神风貌。办好留守儿童爱心书屋，不断提升服务水平。`

type Row = [chapter: string, short: string, value: number | null, target: number | null, unit: string, expected: number | null, from: string, to: string, owner: string, person: string, status: Status, days: number, more?: Partial<Measure>]
const kOne = '一、创业就业'
const kTwo = '二、维权服务'
const kThree = '三、关爱行动与家庭文明'
const kFour = '四、组织建设'
const kFive = '五、宣传与信息'
const rows: Row[] = [
  [kOne, '举办培训班2期：实用技术、女干部', 1, 2, '期', null, '03-01', '10-31', '发展部', '陈玉兰', 'on_time', 44],
  [kOne, '新增妇女贷款贴息150名', 112, 150, '名', 107, '01-01', '12-31', '发展部', '陈玉兰', 'on_time', 105],
  [kOne, '巾帼巧手坊再建1家', 0, 1, '家', null, '06-01', '09-30', '发展部', '杜春燕', 'due_soon', 13],
  [kTwo, '普法“六进”不少于24场', 19, 24, '场', 17, '01-01', '12-31', '权益部', '林晓梅', 'on_time', 105],
  [kTwo, '12338接通率95%以上', 97.2, 95, '%', 95, '01-01', '12-31', '权益部', '林晓梅', 'on_time', 105],
  [kTwo, '妇女维权岗规范检查18个', 18, 18, '个', 18, '04-01', '06-30', '权益部', '何佳', 'done', 0, { done_on: '2026-06-19' }],
  [kTwo, '求助24小时内回访率95%以上', 96.8, 95, '%', 95, '01-01', '12-31', '权益部', '林晓梅', 'on_time', 105],
  [kThree, '资助春蕾女童20名', 16, 20, '名', 6, '09-01', '10-31', '家儿部', '苏文秀', 'on_time', 44],
  [kThree, '困难母亲免费体检300名', 186, 300, '名', 300, '05-01', '08-31', '家儿部', '苏文秀', 'overdue', -17],
  [kThree, '爱心妈妈结对60对，每月联系', 57, 60, '对', 60, '01-01', '12-31', '家儿部', '赵敏', 'due_soon', 13],
  [kThree, '“平安家庭”挂牌100户', 72, 100, '户', 70, '04-01', '11-30', '家儿部', '赵敏', 'on_time', 74],
  [kThree, '“三八”万名妇女健身', 10412, 10000, '人', 10000, '03-01', '03-31', '宣传部', '梁雨', 'done', 0, { done_on: '2026-03-29' }],
  [kThree, '留守儿童爱心书屋5处', 5, 5, '处', 5, '02-01', '07-31', '家儿部', '苏文秀', 'done', 0, { done_on: '2026-07-11' }],
  [kFour, '新经济组织组建率85%', 77.4, 85, '%', 85, '01-01', '08-31', '组联部', '方云', 'overdue', -17],
  [kFour, '巾帼志愿服务队巡访90次', 61, 90, '次', 64, '01-01', '12-31', '组联部', '方云', 'due_soon', 13],
  [kFour, '妇联执委培训2期', 2, 2, '期', 2, '03-01', '06-30', '组联部', '方云', 'done', 0, { done_on: '2026-06-12' }],
  [kFour, '规范妇女之家60个', 44, 60, '个', 43, '01-01', '12-31', '组联部', '邵晴', 'on_time', 105],
  [kFour, '健全党建带妇建联席制度', null, null, '', null, '01-01', '12-31', '组联部', '邵晴', 'on_time', 105, { manual_state: 'doing', evidence: '3月召开第一次联席会，纪要存组联部2026-3号卷。' }],
  [kFive, '妇女儿童工作信息120篇', 96, 120, '篇', 85, '01-01', '12-31', '宣传部', '梁雨', 'on_time', 105],
  [kFive, '最美家庭宣传月', 1, 1, '次', 1, '05-01', '05-31', '宣传部', '梁雨', 'done', 0, { done_on: '2026-05-28' }],
  [kFive, '年终工作展板', null, null, '', null, '11-15', '12-20', '宣传部', '梁雨', 'not_yet', 94],
]
const indicators: Record<number, string> = { 4: 'law_talks', 8: 'spring_bud_girls', 7: 'help_requests' }

export const measures: Measure[] = rows.map(([chapter, short, value, target, unit, expected, from, to, owner, person, status, days, more], index) => ({
  id: String(300 + index + 1), plan: '200', ordinal: index + 1, revision: 1, short, text: short, chapter, capability: 'C10',
  tracking: target === null ? 'evidence' : 'indicator', indicator: target === null ? null : (indicators[index + 1] ?? 'law_talks'),
  target_min: target === null ? null : String(target), target_max: null, unit, comparison: 'at_least',
  window_from: `2026-${from}`, window_to: `2026-${to}`, owner_organisation: '20', owner_organisation_name: '青禾县妇联', owner_position: owner,
  owner_account: null, owner_name: person, partners: index === 7 ? ['县教育局'] : [], status, value: value === null ? null : String(value),
  expected: expected === null ? null : String(expected), days, done_on: null, extended_to: null, extension_reason: null, manual_state: null,
  evidence: null, from_plan_title: '青禾县妇联2026年工作要点', shares_count: [9, 11].includes(index + 1) ? 5 : 0, source_from: 0, source_to: 0, ...more,
}))
