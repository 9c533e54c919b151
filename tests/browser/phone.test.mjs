// A village cadre's day on her phone: what is due, a request for help written step by step, what her village has taken over.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assertCalm, go, kPhone, launch, openDesk, picture, settled } from './desk.mjs'
import { assertWellMade } from './page_checks.mjs'
import { startDemo } from './program.mjs'

const kName = '骆秋荷'
const kStory = '她说丈夫外出打工后婆家不让她回娘家，想问土地承包的事。'

describe('a village cadre with her phone', () => {
  let program, browser, desk, page
  before(async () => {
    program = await startDemo()
    browser = await launch()
    desk = await openDesk(browser, program.address, { account: 'he.xiuying', size: kPhone })
    page = desk.page
  })
  after(async () => {
    await browser?.close()
    await program?.stop()
  })

  const field = (key) => page.locator(`[data-field="${key}"]`)
  const pick = (key, choice) => field(key).getByRole('radio', { name: choice, exact: true }).tap()
  const choose = async (key, choice) => {
    await field(key).getByRole('combobox').tap()
    await page.getByRole('option', { name: choice, exact: true }).tap()
  }
  const onward = () => page.getByRole('button', { name: /^下一节/ }).tap()

  test('today says what is due and how much', async () => {
    assert.equal(new URL(page.url()).pathname, '/')
    const said = await page.locator('main').innerText()
    assert.match(said, /今天有\s*\d+\s*件要办/)
    await assertWellMade(page)
  })

  test('everything that is touched is large enough for a thumb', async () => {
    // What answers to the thumb may reach beyond what is drawn; a word within a sentence is as high as its line.
    const small = await page.evaluate(() => {
      const reach = (one, step) => {
        const box = one.getBoundingClientRect()
        let far = 0
        while (far < 60 && one.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2 + step * (far + 1)))) far += 1
        return far
      }
      return [...document.querySelectorAll('main button, main a, nav a')].filter((one) => one.getClientRects().length && !one.closest('p'))
        .map((one) => (one.scrollIntoView({ block: 'center' }), [one.textContent.trim(), reach(one, -1) + reach(one, 1)]))
        .filter(([, height]) => height < 43)
    })
    assert.deepEqual(small, [])
  })

  test('a request for help is written step by step', async () => {
    await page.getByRole('link', { name: '记一条' }).last().tap()
    await page.waitForURL(/\/write$/)
    await settled(page)
    await assertWellMade(page)
    await page.locator('a[href="/ledgers/help_request/new"]').first().tap()
    await page.waitForURL(/help_request\/new$/)
    await settled(page)

    await onward()
    assert.ok((await field('name').innerText()).length > '求助人姓名*'.length, 'who goes on too early is told what is missing')
    await pick('channel', '来电')
    await field('name').locator('input').fill(kName)
    await field('phone').locator('input').fill('1380000')
    await field('phone').locator('input').blur()
    await field('phone').getByText(/11位/).waitFor()
    await picture(page, 'phone-form-fault')
    await assertWellMade(page)
    await field('phone').locator('input').fill('13800006027')
    await onward()

    await choose('category', '财产权益')
    await field('request').locator('input, textarea').first().fill('想问土地承包权益')
    await field('narrative').locator('textarea').fill(kStory)
    await assertWellMade(page)
    await onward()
    await page.getByRole('button', { name: '记下', exact: true }).tap()
    await page.getByRole('status').filter({ hasText: '已记下' }).waitFor()
    await settled(page)
    await picture(page, 'phone-saved')
    await assertWellMade(page)
  })

  test('her story is covered until there is a reason', async () => {
    await page.getByRole('link', { name: /看/ }).first().tap()
    await page.waitForURL(/help_request\/\d+$/)
    await settled(page)
    await picture(page, 'phone-request')
    await assertWellMade(page)
    assert.ok(!(await page.content()).includes(kStory), 'what is covered is not in the page')
    const covered = page.locator('.masked').filter({ has: page.getByRole('button', { name: '显示' }) })
    const before = await covered.count()
    await covered.last().getByRole('button', { name: '显示' }).tap()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('group').getByRole('button').first().tap()
    await picture(page, 'phone-reason')
    await assertWellMade(page)
    await dialog.getByRole('button').last().tap()
    await page.getByText(kStory).waitFor()
    assert.ok((await page.locator('.masked').getByRole('button', { name: '显示' }).count()) < before)
  })

  test('the plan shows what the village has taken over', async () => {
    await go(desk, '/plans')
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /我村承担的\s*\d+\s*条/)
    await page.getByRole('button', { name: /打开背后的记录/ }).first().tap()
    await page.getByRole('dialog').getByRole('tab').first().waitFor()
    await settled(page)
    await picture(page, 'phone-drill')
    await assertWellMade(page)
  })

  test('nothing was complained about on the way', () => assertCalm(desk))
})
