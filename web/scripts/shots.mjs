// Pictures of pages, to lay beside the mockups: node scripts/shots.mjs FOLDER NAME=PATH …
// Each page is taken at 1440 × 900 and 390 × 844. SERVER (default the development server), THEME=light|dark, LOCALE=zh-CN|en, WIDTHS.
import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'

const server = process.env.SERVER ?? 'http://127.0.0.1:5173'
const theme = process.env.THEME ?? 'light'
const locale = process.env.LOCALE ?? 'zh-CN'
const widths = (process.env.WIDTHS ?? '1440,390').split(',').map(Number)
const [folder, ...pages] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
})
for (const width of widths) {
  const phone = width < 600
  const context = await browser.newContext({ viewport: { width, height: phone ? 844 : 900 }, deviceScaleFactor: phone ? 2 : 1, hasTouch: phone })
  await context.addInitScript(([wantedTheme, wantedLocale]) => {
    localStorage.setItem('niangjia.theme', wantedTheme)
    localStorage.setItem('niangjia.locale', wantedLocale)
  }, [theme, locale])
  const page = await context.newPage()
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log(`${width}:`, message.text()))
  page.on('pageerror', (error) => console.log(`${width}: ${error.message}`))
  for (const one of pages) {
    const [name, path] = [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]
    await page.goto(server + path, { waitUntil: 'domcontentloaded' })
    await page.waitForTimeout(Number(process.env.WAIT ?? 1500))
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    if (scrolls) console.log(`${name} scrolls sideways at ${width}`)
    await page.screenshot({ path: `${folder}/${name}-${width}.png` })
  }
  await context.close()
}
await browser.close()
