// Chromium at somebody's desk or in her hand. Whatever a page complains about is kept and fails the test that asks.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kPassword } from './program.mjs'

const kRoot = fileURLToPath(new URL('../../', import.meta.url))
const { chromium } = createRequire(join(kRoot, 'web/package.json'))('playwright-core')
const kPictures = join(kRoot, 'build/screenshots')
const kPatience = 15_000
export const kDesktop = { width: 1440, height: 900 }
export const kPhone = { width: 390, height: 844 }

export function launch() {
  return chromium.launch({
    executablePath: process.env.NIANGJIA_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync',
           '--disable-default-apps', '--no-first-run', '--force-prefers-reduced-motion'],
  })
}

/** A fresh browser profile, signed in when an account is named. */
export async function openDesk(browser, address, { account = null, size = kDesktop, theme = 'light', locale = 'zh-CN' } = {}) {
  const phone = size.width < 600
  const context = await browser.newContext({
    baseURL: address, viewport: size, locale, hasTouch: phone, isMobile: phone, deviceScaleFactor: phone ? 2 : 1,
    colorScheme: theme, reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai', acceptDownloads: true,
  })
  context.setDefaultTimeout(kPatience)
  await context.addInitScript(([wantedTheme, wantedLocale]) => {
    localStorage.setItem('niangjia.theme', wantedTheme)
    localStorage.setItem('niangjia.locale', wantedLocale)
    window.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))
  }, [theme, locale])
  const page = await context.newPage()
  const complaints = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(`${page.url()}: ${message.text()} (${message.location().url})`))
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.stack ?? error.message}`))
  page.on('requestfailed', (request) => {
    // A page that is left drops its stream and what was still on the way.
    const reason = request.failure()?.errorText ?? ''
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${page.url()}: ${request.url()} ${reason}`)
  })
  page.on('response', (answer) => answer.status() >= 500 && complaints.push(`${page.url()}: ${answer.url()} ${answer.status()}`))
  const desk = { page, context, phone, complaints, close: () => context.close() }
  if (account) await signIn(desk, account)
  return desk
}

// That nobody is signed in yet is an answer, which Chromium still writes into its console.
const kNobodyYet = /status of 401 .*\/api\/session\)$/

export function assertCalm(desk) {
  assert.deepEqual(desk.complaints.filter((line) => !kNobodyYet.test(line)), [])
}

export async function signIn({ page }, account, password = kPassword) {
  await page.goto('/sign-in')
  await page.locator('#sign-in-account').fill(account)
  await page.locator('#sign-in-password').fill(password)
  await page.locator('#sign-in-password').press('Enter')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await settled(page)
}

/** Until the page has its heading and nothing loads any more. */
export async function settled(page) {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => {
    const texts = [...document.querySelectorAll('h1')].map((one) => one.textContent.trim())
    return texts.some(Boolean) && !document.querySelector('.nj-skeleton, .skeleton, [aria-busy="true"]')
  })
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(150)
}

export async function go({ page }, path) {
  await page.goto(path)
  await settled(page)
}

export async function picture(page, name, { whole = false } = {}) {
  mkdirSync(kPictures, { recursive: true })
  await page.screenshot({ path: join(kPictures, `${name}.png`), fullPage: whole })
}
