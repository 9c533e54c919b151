import { useEventListener, useMediaQuery, usePreferredDark, useStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, watch, watchEffect } from 'vue'
import { setLocale, type Locale } from '@/locales'

export type Theme = 'system' | 'light' | 'dark'
export type TextSize = 'standard' | 'large' | 'largest'

// How this browser shows things. Belongs to the device, not to the account.
export const usePreferences = defineStore('preferences', () => {
  const theme = useStorage<Theme>('niangjia.theme', 'system')
  const locale = useStorage<Locale>('niangjia.locale', navigator.language.startsWith('en') ? 'en' : 'zh-CN')
  const textSize = useStorage<TextSize>('niangjia.text-size', 'standard')
  const shortcuts = useStorage('niangjia.shortcuts', true)

  const systemDark = usePreferredDark()
  const dark = computed(() => (theme.value === 'system' ? systemDark.value : theme.value === 'dark'))

  // Paper is white. The event comes in time for old browsers, the query for the preview of new ones.
  const toPaper = ref(false)
  const onPaper = useMediaQuery('print')
  useEventListener(window, 'beforeprint', () => (toPaper.value = true))
  useEventListener(window, 'afterprint', () => (toPaper.value = false))
  watchEffect(() => document.documentElement.classList.toggle('dark', dark.value && !toPaper.value && !onPaper.value), { flush: 'sync' })
  watchEffect(() => (document.documentElement.dataset.textSize = textSize.value))
  const worded = ref<Promise<void>>(Promise.resolve()) // until the words of the language are there
  watch(locale, (now) => (worded.value = setLocale(now).catch(() => undefined)), { immediate: true })

  function nextTheme() {
    const order: Theme[] = ['system', 'light', 'dark']
    theme.value = order[(order.indexOf(theme.value) + 1) % order.length] ?? 'system'
  }
  return { theme, locale, textSize, shortcuts, dark, worded, nextTheme }
})
