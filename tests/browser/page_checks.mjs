// What holds for every page: nothing untranslated, one heading, everything named, no sideways scrolling.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'

const kLocales = new URL('../../web/src/locales/', import.meta.url)
const kGroups = ['zh-CN.json', 'plan.zh-CN.json'].flatMap((name) => Object.keys(JSON.parse(readFileSync(new URL(name, kLocales)))))
const kRawKey = new RegExp(`\\b(${[...new Set(kGroups)].join('|')})\\.[a-z][A-Za-z]+(\\.[A-Za-z]+)*\\b`)
// Names of keys, of kinds of files, of the other language, and an account's login.
const kAllowedEnglish = /^(niangjia|english|excel|word|csv|xlsx?|docx?|txt|md|ctrl|enter|esc|tab|shift|alt|html?|id|kb|mb|gb|utf|wps)$/i
const kLogin = /\b[a-z]+\.[a-z]+\b/g

/** Runs in the page: every text that a person sees or hears. */
function textsOf() {
  const seen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden'
  const texts = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement
    if (!holder || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEXTAREA'].includes(holder.tagName) || holder.closest('[lang="en"]') || !seen(holder)) continue
    if (node.textContent.trim()) texts.push(node.textContent.trim())
  }
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
    if (!seen(element) || element.closest('[lang="en"]')) continue
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) if (element.getAttribute(name)) texts.push(element.getAttribute(name))
  }
  return [...texts, document.title]
}

/** Runs in the page: what somebody who hears it, or walks it by keyboard, would miss. */
function barriers() {
  const seen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden'
  const all = (selector) => [...document.querySelectorAll(selector)].filter((one) => seen(one) && !one.closest('[aria-hidden="true"]'))
  const tag = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 160)
  const byIds = (ids) => (ids ?? '').split(/\s+/).map((id) => id && document.getElementById(id)?.textContent.trim()).filter(Boolean).join(' ')
  const nameOf = (element) =>
    element.getAttribute('aria-label')?.trim() || byIds(element.getAttribute('aria-labelledby')) ||
    (element.labels && [...element.labels].map((label) => label.textContent.trim()).join(' ')) ||
    (['INPUT', 'SELECT', 'TEXTAREA'].includes(element.tagName) ? '' : element.textContent.trim()) || element.getAttribute('title')?.trim() ||
    element.querySelector('img[alt]:not([alt=""]), svg[aria-label]')?.getAttribute('aria-label') || ''
  const faults = []
  const headings = all('h1').filter((one) => one.textContent.trim())
  if (headings.length !== 1) faults.push(`${headings.length} headings h1: ${headings.map((one) => one.textContent.trim())}`)
  if (!all('main, [role="main"]').length) faults.push('no main landmark')
  if (!document.documentElement.lang) faults.push('no language')
  for (const one of all('input:not([type="hidden"]), select, textarea')) if (!nameOf(one)) faults.push(`unlabelled field: ${tag(one)}`)
  for (const one of all('button, a[href], [role="button"], [role="tab"], [role="radio"], [role="checkbox"], [role="combobox"], [role="dialog"]')) if (!nameOf(one)) faults.push(`unnamed control: ${tag(one)}`)
  for (const one of all('img:not([alt]), [role="img"]:not([aria-label]):not([aria-labelledby])')) faults.push(`unnamed picture: ${tag(one)}`)
  for (const one of all('[tabindex]')) if (one.tabIndex > 0) faults.push(`tab order forced: ${tag(one)}`)
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id)
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) faults.push(`id twice: ${id}`)
  return faults
}

export async function assertWellMade(page, { locale = 'zh-CN' } = {}) {
  const where = new URL(page.url()).pathname
  const texts = await page.evaluate(textsOf)
  assert.deepEqual(texts.filter((text) => kRawKey.test(text)), [], `${where}: keys instead of words`)
  if (locale === 'zh-CN') {
    const english = texts.flatMap((text) => text.replace(kLogin, '').match(/[A-Za-z]{3,}/g) ?? []).filter((word) => !kAllowedEnglish.test(word))
    assert.deepEqual(english, [], `${where}: English words in the Chinese page`)
  }
  assert.deepEqual(await page.evaluate(barriers), [], where)
  // A phone widens its window to what overflows, so the window itself can't be asked.
  const needed = await page.evaluate(() => Math.max(document.scrollingElement.scrollWidth, window.innerWidth))
  const wide = page.viewportSize().width
  assert.ok(needed <= wide, `${where} is ${needed} wide on ${wide}`)
}
