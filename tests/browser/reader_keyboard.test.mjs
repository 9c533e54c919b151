// The plan reader without a mouse: walk, accept, merge, drop, take back, and read the same plan again after a pause.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assertCalm, go, launch, openDesk, picture, settled } from './desk.mjs'
import { startDemo } from './program.mjs'

const kPlan = `青禾县妇联2026年培训工作计划
一、开展技能培训
3月举办母婴护理培训班2期。
4月举办电商培训班3期。
5月举办刺绣培训班1期。
二、关爱困难妇女
走访慰问困难妇女40名。
`

describe('the plan reader by keyboard', () => {
  let program, browser, desk, page
  before(async () => {
    program = await startDemo()
    browser = await launch()
    desk = await openDesk(browser, program.address, { account: 'su.wenxiu' })
    page = desk.page
    await go(desk, '/plans/read')
    await page.locator('#plan-text').focus()
    await page.keyboard.insertText(kPlan)
    await page.keyboard.press('Control+Enter')
    await page.locator('article.card').first().waitFor()
    await settled(page)
  })
  after(async () => {
    await browser?.close()
    await program?.stop()
  })

  const cards = () => page.locator('article.card')
  const chosen = () => page.evaluate(() => [...document.querySelectorAll('article.card')].findIndex((card) => card.classList.contains('is-chosen')))
  const accepted = (at) => cards().nth(at).getByText('已核对').count()
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key)
    await page.waitForTimeout(50)
  }
  /** From anywhere in the page, as after reading. */
  const rest = () => page.evaluate(() => document.activeElement?.blur())

  test('J and K walk the measures, the text follows', async () => {
    assert.equal(await cards().count(), 4)
    await rest()
    await press('j')
    const first = await chosen()
    await press('j', 'j')
    assert.equal(await chosen(), Math.min(first + 2, 3))
    await press('k')
    assert.equal(await chosen(), Math.min(first + 2, 3) - 1)
    assert.equal(await page.locator('.chip.is-chosen').count(), 1)
  })

  test('Enter accepts, Ctrl+Z takes it back', async () => {
    await rest()
    while ((await chosen()) > 0) await press('k')
    const before = await Promise.all([0, 1, 2, 3].map(accepted))
    const open = before.findIndex((one) => one === 0)
    assert.notEqual(open, -1, 'the reader asks about at least one measure')
    while ((await chosen()) < open) await press('j')
    await press('Enter')
    assert.equal(await accepted(open), 1)
    await rest()
    await press('Control+z')
    assert.equal(await accepted(open), 0)
    await press('Control+Shift+z')
    assert.equal(await accepted(open), 1)
    await press('Control+z')
  })

  test('U merges up, X drops, each taken back in turn', async () => {
    await rest()
    while ((await chosen()) < 1) await press('j')
    while ((await chosen()) > 1) await press('k')
    await press('u')
    assert.equal(await cards().count(), 3)
    await press('x')
    assert.equal(await cards().count(), 2)
    await press('Control+z')
    assert.equal(await cards().count(), 3)
    await press('Control+z')
    assert.equal(await cards().count(), 4)
    await picture(page, 'desktop-reader-keyboard')
  })

  test('letters typed into a field stay letters', async () => {
    await press('e')
    const name = page.locator('article.card.is-chosen input.name')
    assert.ok(await name.evaluate((field) => field === document.activeElement), 'E goes to the name')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('jkxu')
    assert.equal(await name.inputValue(), 'jkxu')
    assert.equal(await cards().count(), 4)
    await page.keyboard.press('Tab')
  })

  test('what was set right is still there after the page is loaded again', async () => {
    await page.keyboard.press('Control+s')
    await page.getByText(/草稿已存/).first().waitFor()
    await page.reload()
    await settled(page)
    const resume = page.getByRole('button', { name: '接着核对' }).or(page.locator('.resume button').first())
    if (await resume.count()) await resume.first().click()
    await cards().first().waitFor()
    assert.equal(await cards().count(), 4)
    assert.ok((await page.locator('main').innerText()).includes('jkxu') || (await page.locator('input.name').inputValue()) === 'jkxu')
  })

  test('the whole page is walked by Tab in reading order and always shows where one is', async () => {
    await go(desk, '/ledgers/law_talk/new')
    await page.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0) })
    const walked = []
    for (let count = 0; count < 60; ++count) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(() => {
        const focused = document.activeElement
        if (!focused || focused === document.body) return null
        const style = getComputedStyle(focused)
        const frame = focused.closest('.el-select__wrapper')
        const shown = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || (frame && (getComputedStyle(frame).boxShadow !== 'none' || getComputedStyle(frame).outlineStyle !== 'none'))
        return { field: focused.closest('[data-field]')?.dataset.field ?? '', what: focused.outerHTML.slice(0, 120), shown }
      })
      if (at === null) break
      assert.ok(at.shown, `the focus cannot be seen on ${at.what}`)
      if (at.field && walked.at(-1) !== at.field) walked.push(at.field)
    }
    const drawn = await page.locator('[data-field]').evaluateAll((fields) => fields.map((field) => field.dataset.field))
    assert.deepEqual(walked, drawn)
  })

  test('nothing was complained about on the way', () => assertCalm(desk))
})
