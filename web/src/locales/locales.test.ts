import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import en from './en.json'
import planEn from './plan.en.json'
import planZh from './plan.zh-CN.json'
import zh from './zh-CN.json'

type Texts = { [key: string]: string | Texts }

function flatten(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flatten(value, `${path}${key}.`),
  )
}
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort()
const pairs: [string, Texts, Texts][] = [
  ['zh-CN.json', zh, en],
  ['plan.zh-CN.json', planZh, planEn],
]

describe.each(pairs)('%s', (_name, chinese, english) => {
  const inChinese = new Map(flatten(chinese))
  const inEnglish = new Map(flatten(english))
  it('has the same keys in both languages', () => {
    expect([...inEnglish.keys()].sort()).toEqual([...inChinese.keys()].sort())
  })
  it('has the same placeholders in both languages', () => {
    for (const [key, text] of inChinese) expect([key, placeholders(inEnglish.get(key) ?? '')]).toEqual([key, placeholders(text)])
  })
  it('leaves no text empty', () => {
    for (const [key, text] of [...inChinese, ...inEnglish]) expect([key, text.trim()]).not.toEqual([key, ''])
  })
  it('keeps the tone: no exclamation marks, no machine words', () => {
    for (const [key, text] of inChinese) expect([key, /！|您|用户|提交|校验|异常|参数|操作成功|暂无数据/.test(text)]).toEqual([key, false])
  })
  it('compiles', () => {
    const i18n = createI18n({ legacy: false, locale: 'a', messages: { a: chinese, b: english } })
    for (const [key] of inChinese) expect(i18n.global.t(key)).not.toBe(key)
  })
})
