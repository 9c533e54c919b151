// Every page, for those who use it: whole, named, translated, calm. Its pictures are for people to look at.
import { after, before, describe, test } from 'node:test'
import { assertCalm, go, kDesktop, kPhone, launch, openDesk, picture, settled } from './desk.mjs'
import { assertWellMade } from './page_checks.mjs'
import { startDemo } from './program.mjs'

const kClerk = 'su.wenxiu'
const kCadre = 'he.xiuying'
const kKeeper = 'tang.shuning'

/** The first plan and the first entry that the person may see. */
async function placesOf(page) {
  return page.evaluate(async () => {
    const ask = async (path) => (await fetch(path)).json()
    const plans = ((await ask('/api/plans')).plans ?? []).filter((plan) => plan.state === 'adopted')
    const entries = (await ask('/api/ledgers/activity/entries?limit=1')).entries ?? []
    return [...plans.slice(0, 1).map((plan) => ['board', `/plans/${plan.id}`]), ...entries.map((entry) => ['entry', `/ledgers/activity/${entry.id}`])]
  })
}
const kPages = [
  ['today', '/'], ['plans', '/plans'], ['reader', '/plans/read'], ['write', '/write'], ['ledgers', '/ledgers'], ['ledger', '/ledgers/help_request'],
  ['form', '/ledgers/help_request/new'], ['form-grant', '/ledgers/spring_bud/new'], ['account', '/account'], ['waiting', '/waiting'], ['nothing', '/there/is/nothing'],
]
const kClerkPages = [...kPages, ['import', '/ledgers/activity/import'], ['organisations', '/organisations']]

describe('every page', () => {
  let program, browser
  before(async () => {
    program = await startDemo()
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await program?.stop()
  })

  async function walk(t, name, pages, options) {
    const desk = await openDesk(browser, program.address, options)
    for (const [place, path] of options.account ? [...pages, ...(await placesOf(desk.page))] : pages) {
      await t.test(`${name} ${place}`, async () => {
        desk.complaints.length = 0
        await go(desk, path)
        await picture(desk.page, `${name}-${place}`)
        await assertWellMade(desk.page, options)
        assertCalm(desk)
      })
    }
    await desk.close()
  }

  test('signing in', (t) => walk(t, 'desktop', [['sign-in', '/sign-in']], { size: kDesktop }))
  test('signing in by phone', (t) => walk(t, 'phone', [['sign-in', '/sign-in']], { size: kPhone }))
  test('a clerk at her desk', (t) => walk(t, 'desktop', kClerkPages, { account: kClerk, size: kDesktop }))
  test('in the dark', (t) => walk(t, 'dark', kClerkPages, { account: kClerk, size: kDesktop, theme: 'dark' }))
  test('a village cadre with her phone', (t) => walk(t, 'phone', kPages, { account: kCadre, size: kPhone }))
  test('the keeper of accounts', (t) => walk(t, 'desktop', [['accounts', '/accounts'], ['organisations-keeper', '/organisations']], { account: kKeeper, size: kDesktop }))
  test('in English', (t) => walk(t, 'english', kClerkPages, { account: kClerk, size: kDesktop, locale: 'en' }))
})
