import type { BoardRow, ReadPlan } from './types'

/** A small reading with a character beyond the basic plane before most places, and text of another plan in front. */
const kBefore = '另一份计划\n'
export const kPlanText = [
  '青禾县妇联2026年工作要点',
  '',
  '一、关爱行动',
  '9至10月会同县教育局资助𠮷村女童20名，让她们安心读书。挂牌100户，组织1至2次回访。',
  '宣传《婚姻法》。',
].join('\n')
export const kSource = kBefore + kPlanText

export function spanOfText(words: string): [number, number] {
  const before = kSource.slice(0, kSource.indexOf(words))
  const from = Array.from(before).length
  return [from, from + Array.from(words).length]
}

const kWindow = { text: '9至10月', from: '09-01', to: '10-31' }

export const kReading: ReadPlan = {
  title: '青禾县妇联2026年工作要点',
  level: 'county',
  year: 2026,
  span: [Array.from(kBefore).length, Array.from(kSource).length],
  notices: [{ kind: 'renamed_law', text: '《婚姻法》', span: spanOfText('《婚姻法》') }],
  measures: [
    {
      text: '9至10月会同县教育局资助𠮷村女童20名',
      span: spanOfText('9至10月会同县教育局资助𠮷村女童20名'),
      headings: ['一、关爱行动'],
      capabilities: ['C33'],
      targets: [{ text: '20名', min: 20, max: 20, unit: '名' }],
      window: kWindow,
      owners: [],
      partners: ['县教育局'],
      short: '资助𠮷村女童20名',
      indicator: '31',
      indicators: ['31', '32'],
      question: null,
    },
    {
      text: '挂牌100户，组织1至2次回访',
      span: spanOfText('挂牌100户，组织1至2次回访'),
      headings: ['一、关爱行动'],
      capabilities: ['C20'],
      targets: [
        { text: '100户', min: 100, max: 100, unit: '户' },
        { text: '1至2次', min: 1, max: 2, unit: '次' },
      ],
      window: null,
      owners: [],
      partners: [],
      short: '挂牌100户并回访',
      indicator: '41',
      indicators: ['41'],
      question: 'which_indicator',
    },
  ],
}

export const boardRow = (change: Partial<BoardRow> = {}): BoardRow => ({
  id: '1',
  plan: '1',
  ordinal: 1,
  revision: 1,
  short: '普法“六进”不少于24场',
  text: '深入开展普法宣传“六进”活动，全年不少于24场',
  chapter: '二、维权服务',
  capability: 'C29',
  tracking: 'indicator',
  indicator: '29',
  target_min: 24,
  target_max: null,
  unit: '场',
  comparison: 'at_least',
  window_from: '2026-01-01',
  window_to: '2026-12-31',
  owner_organisation: '7',
  owner_position: '权益部',
  owner_account: null,
  partners: [],
  source_from: 0,
  source_to: 10,
  status: 'on_time',
  value: 19,
  expected: 17,
  days: 100,
  done_on: null,
  extended_to: null,
  extension_reason: null,
  manual_state: null,
  evidence: null,
  owner_organisation_name: '青禾县妇联',
  owner_name: '林晓梅',
  from_plan_title: null,
  shares_count: 0,
  ...change,
})
