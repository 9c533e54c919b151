import { createI18n } from 'vue-i18n'
import en from './en.json'
import planEn from './plan.en.json'
import planZh from './plan.zh-CN.json'
import zh from './zh-CN.json'

export type Locale = 'zh-CN' | 'en'

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': { ...zh, plan: planZh }, en: { ...en, plan: planEn } },
})

export function setLocale(locale: Locale) {
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}
