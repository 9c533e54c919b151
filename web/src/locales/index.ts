import { createI18n } from 'vue-i18n'
import planZh from './plan.zh-CN.json'
import zh from './zh-CN.json'

export type Locale = 'zh-CN' | 'en'
const chinese = { ...zh, plan: planZh }

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': chinese, en: {} as typeof chinese },
})

// English comes when it is first asked for; most never do. Without network the page stays Chinese.
let english: Promise<void> | null = null
function loadEnglish(): Promise<void> {
  english ??= Promise.all([import('./en.json'), import('./plan.en.json')]).then(
    ([words, plan]) => i18n.global.setLocaleMessage('en', { ...words.default, plan: plan.default }),
    (reason: unknown) => {
      english = null
      throw reason
    },
  )
  return english
}

export async function setLocale(locale: Locale): Promise<void> {
  if (locale === 'en') await loadEnglish()
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}
