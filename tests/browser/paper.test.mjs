// What a page does beside being read: on paper, by keyboard, at twice the size, and what a date field understands.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assertCalm, go, launch, openDesk, picture, settled } from './desk.mjs'
import { startDemo } from './program.mjs'

const kBlackOnWhite = 'rgb(0, 0, 0) on rgb(255, 255, 255)'
const kA4 = { upright: [595, 842], lying: [842, 595] }

describe('a clerk at her desk', () => {
  let program, browser, desk, page, board
  before(async () => {
    program = await startDemo()
    browser = await launch()
    desk = await openDesk(browser, program.address, { account: 'su.wenxiu', theme: 'dark' })
    page = desk.page
    board = await page.evaluate(async () => (await (await fetch('/api/plans')).json()).plans.sort((a, b) => b.measures - a.measures)[0].id)
  })
  after(async () => {
    await browser?.close()
    await program?.stop()
  })

  // How many sheets of which size a page becomes.
  async function sheets() {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const boxes = [...pdf.matchAll(/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map((found) => [Math.round(found[1]), Math.round(found[2])])
    return { count: boxes.length, size: boxes[0] }
  }
  const colours = () => page.evaluate(() => `${getComputedStyle(document.body).color} on ${getComputedStyle(document.body).backgroundColor}`)
  async function onPaper(look) {
    await page.emulateMedia({ media: 'print' })
    try {
      for (let tries = 0; (await colours()) !== kBlackOnWhite; tries += 1) {
        assert.ok(tries < 50, await colours())
        await page.waitForTimeout(100)
      }
      await look()
    } finally {
      await page.emulateMedia({ media: null })
    }
  }

  test('an entry prints upright, black on white from a dark page too', async () => {
    await go(desk, '/ledgers/activity')
    await page.locator('tbody a').first().click()
    await settled(page)
    assert.deepEqual((await sheets()).size, kA4.upright)
    await onPaper(async () => {
      await page.getByText('制表人：苏文秀').waitFor()
      assert.equal(await page.locator('.nj-no-print').evaluateAll((all) => all.filter((one) => one.getClientRects().length).length), 0)
      await picture(page, 'print-entry')
    })
  })

  test('a wide ledger lies on its side, and its names stay covered', async () => {
    await go(desk, '/ledgers/help_request')
    assert.deepEqual((await sheets()).size, kA4.lying)
    await onPaper(async () => {
      assert.match(await page.locator('tbody').innerText(), /\*/)
      assert.equal(await page.locator('thead').evaluate((head) => getComputedStyle(head).display), 'table-header-group')
      await picture(page, 'print-ledger')
    })
  })

  test('the plan board prints on one sheet', async () => {
    await go(desk, `/plans/${board}`)
    assert.deepEqual(await sheets(), { count: 1, size: kA4.lying })
  })

  test('a print with personal values in the clear asks why and says who', async () => {
    await go(desk, '/ledgers/help_request')
    await page.locator('tbody a').first().click()
    await settled(page)
    await page.evaluate(() => (window.print = () => (window.printed = true)))
    await page.locator('.masked').getByRole('button', { name: '显示' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('group').getByRole('button').first().click()
    await dialog.getByRole('button', { name: '显示' }).click()
    await page.getByText('显示1分钟').first().waitFor()
    await page.getByRole('button', { name: '打印' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '会议研究' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '打印', exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.waitForTimeout(400)
    assert.equal(await page.evaluate(() => window.printed), true)
    await onPaper(async () => assert.match(await page.locator('.print-mark').innerText(), /苏文秀 · su\.wenxiu · 2026年9月17日 · 会议研究/))
  })

  test('a date field understands what is typed and knows who rests', async () => {
    await go(desk, '/ledgers/activity/new')
    const field = page.locator('[data-field="held_on"]')
    const input = field.locator('input')
    for (const [typed, read] of [['3.8', '3月8日 周日'], ['3。8', '3月8日 周日'], ['0308', '3月8日 周日'], ['8/3', '8月3日 周一'], ['昨天', '9月16日 周三']]) {
      await input.fill(typed)
      await input.blur()
      assert.equal(await input.inputValue(), read, typed)
    }
    await input.fill('13.1')
    await input.blur()
    await field.getByText('没看懂“13.1”').waitFor()
    await field.getByRole('button', { name: '从日历里选' }).click()
    const month = page.getByRole('grid')
    await month.waitFor()
    assert.match(await month.getByRole('button', { name: /9月20日.*调休上班/ }).innerText(), /班/)
    assert.match(await month.getByRole('button', { name: /9月25日.*放假/ }).innerText(), /休/)
    await picture(page, 'month')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    assert.match(await input.inputValue(), /9月\d+日/)
  })

  test('Enter goes on to the next field, arrows walk a list', async () => {
    await page.locator('[data-field="title"] input').focus()
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement.closest('[data-field]')?.dataset.field !== 'title'), true)
    assert.equal(new URL(page.url()).pathname, '/ledgers/activity/new')
    await go(desk, '/ledgers/activity')
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowDown')
    assert.equal(await page.evaluate(() => [...document.querySelectorAll('tbody a')].indexOf(document.activeElement)), 1)
    await page.keyboard.press('Enter')
    await page.waitForURL(/activity\/\d+$/)
  })

  test('at twice the size nothing scrolls sideways and tables are cards', async () => {
    await page.setViewportSize({ width: 720, height: 450 })
    for (const path of ['/', '/plans', `/plans/${board}`, '/ledgers', '/ledgers/help_request', '/ledgers/help_request/new', '/organisations', '/account', '/waiting']) {
      await go(desk, path)
      assert.ok((await page.evaluate(() => document.scrollingElement.scrollWidth)) <= 720, path)
    }
    await go(desk, '/ledgers/help_request')
    assert.equal(await page.locator('table').count(), 0)
    await picture(page, 'twice-the-size')
  })

  test('nothing was complained about on the way', () => assertCalm(desk))
})
