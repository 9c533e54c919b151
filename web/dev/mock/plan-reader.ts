import type { ReadMeasure, ReadNotice, ReadPlan, Reading } from '../../src/features/plan/types'

// A plain sentence splitter that stands in for the plan reader while developing. It knows just enough to draw every mark.
const kNumber = /(\d+(?:\.\d+)?|两|一|万|百)(%以上|%|名|人次|人|户|家|个|场|期|对|处|次|支)/g
const kDigits: Record<string, number> = { 一: 1, 两: 2, 百: 100, 万: 10000 }
const kWindow = /(\d{1,2})至(\d{1,2})月|(\d{1,2})月底前/
const kPartner = /(?:会同|配合)([^，。、]{2,6}?(?:部|局))/
const kHeading = /^[一二三四五六七八九十]+、/
const pad = (month: string) => month.padStart(2, '0')
const points = (text: string) => Array.from(text).length

function indicatorFor(text: string): { id: string; capability: string } | null {
  if (/普法/.test(text)) return { id: 'law_talks', capability: 'C10' }
  if (/春蕾|女童/.test(text)) return { id: 'spring_bud_girls', capability: 'C31' }
  return /求助|热线/.test(text) ? { id: 'help_requests', capability: 'C20' } : null
}

function measureFrom(text: string, from: number, heading: string): ReadMeasure {
  const targets = [...text.matchAll(kNumber)].map((found) => {
    const amount = kDigits[found[1] ?? ''] ?? Number(found[1])
    const floor = found[2] === '%以上'
    return { text: found[0], min: amount, max: floor ? null : amount, unit: floor ? '%' : (found[2] ?? '') }
  })
  const month = kWindow.exec(text)
  const last = month?.[2] ?? month?.[3] ?? '12'
  const partner = kPartner.exec(text)?.[1]
  const found = indicatorFor(text)
  const monthly = /每月/.exec(text)
  return {
    text,
    span: [from, from + points(text)],
    headings: heading ? [heading] : [],
    capabilities: [found?.capability ?? 'C10'],
    targets,
    window: month ? { text: month[0], from: `${pad(month[1] ?? '1')}-01`, to: `${pad(last)}-${['4', '6', '9', '11'].includes(last) ? '30' : '31'}` } : null,
    owners: [],
    partners: partner ? [partner] : [],
    short: text.replace(/^.*?(?=资助|举办|新增|挂牌|保障|深入|组织|深化)/, '').slice(0, 24),
    indicator: targets.length ? (found?.id ?? null) : null,
    indicators: found ? [found.id] : [],
    question: monthly ? 'which_indicator' : targets.length ? null : 'no_indicator',
  }
}

function planFrom(text: string, start: number): ReadPlan {
  const measures: ReadMeasure[] = []
  const notices: ReadNotice[] = []
  const lines = text.split('\n')
  const title = lines.find((line) => line.trim() !== '')?.trim() ?? ''
  let at = start
  let heading = ''
  for (const line of lines) {
    if (kHeading.test(line.trim())) heading = line.trim()
    else if (heading) {
      for (const sentence of line.matchAll(/[^。；;]+/g)) {
        const blank = sentence[0].length - sentence[0].trimStart().length
        const from = at + points(line.slice(0, (sentence.index ?? 0) + blank))
        const words = sentence[0].trim().replace(/，(?:让|切实|不断|展现|严格|不让)[^，]*$/, '')
        if (points(words) > 7) measures.push(measureFrom(words, from, heading))
      }
    }
    const law = line.indexOf('《婚姻法》')
    if (law >= 0) notices.push({ kind: 'renamed_law', text: '《婚姻法》', span: [at + points(line.slice(0, law)), at + points(line.slice(0, law)) + 5], message: '《婚姻法》已于2021年并入《民法典》，统计按《民法典》计，原文不动。' })
    at += points(line) + 1
  }
  const year = /(20\d\d)年/.exec(title)
  return { title, level: 'county', year: year ? Number(year[1]) : null, span: [start, start + points(text)], measures, notices }
}

export function readPlans(text: string): Reading {
  const heads = [...text.matchAll(/^局2023妇女工作计划篇\d$/gm)].map((found) => found.index ?? 0)
  const cuts = heads.length ? heads : [0]
  const plans = cuts.map((from, index) => planFrom(text.slice(from, cuts[index + 1] ?? text.length), points(text.slice(0, from))))
  return { text, plans: plans.filter((plan) => plan.measures.length > 0) }
}
