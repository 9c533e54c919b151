import { onBeforeUnmount, watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'

export interface PrintSheet {
  landscape?: boolean
  root?: number // size of 1rem on paper, in px
}

// How this page goes on paper. Old browsers know one kind of sheet per document, so the page that is open says which. The
// rules are added to a sheet of our own, as the content security policy wants it.
export function usePrintSheet(sheet: () => PrintSheet) {
  const { t } = useI18n()
  const own = [...document.styleSheets].find((one) => !one.href || one.href.startsWith(location.origin))
  const added: CSSRule[] = []

  function clear() {
    if (!own) return
    for (const rule of added.splice(0)) {
      const at = [...own.cssRules].indexOf(rule)
      if (at >= 0) own.deleteRule(at)
    }
  }
  function add(text: string) {
    if (!own) return
    const at = own.insertRule(text, own.cssRules.length)
    const rule = own.cssRules[at]
    if (rule) added.push(rule)
  }
  watchEffect(() => {
    clear()
    const { landscape, root } = sheet()
    const [before, middle, after] = t('print.page', { n: '|', all: '|' }).split('|')
    const pages = `"${before}" counter(page) "${middle}" counter(pages) "${after}"`
    add(`@page { size: A4 ${landscape ? 'landscape' : 'portrait'}; margin: ${landscape ? '12mm' : '16mm 14mm'}; @bottom-center { content: ${pages}; font-size: 9pt; } }`)
    if (root) add(`@media print { html { font-size: ${root}px !important; } }`)
  })
  onBeforeUnmount(clear)
}
