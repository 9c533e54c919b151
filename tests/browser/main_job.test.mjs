// The main job at a desk: a plan is pasted, set right and adopted; work is written down once; the plan's progress moves by
// itself, opens down to its entries, and the ledger leaves as the workbook that the inspection asks for.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { assertCalm, go, launch, openDesk, picture, settled } from './desk.mjs'
import { assertWellMade } from './page_checks.mjs'
import { startDemo } from './program.mjs'
import { rowsOf } from './workbook.mjs'

const kPlan = `青禾县妇联2026年下半年家庭与普法工作计划
一、加强普法宣传
9月至12月，与司法局一起开展《婚姻法》宣传讲座6场。
二、关爱儿童
10月底前，联合教育局资助春蕾女童30名。
三、丰富妇女生活
全年组织读书活动12场，参加妇女不少于500人次。
四、加强自身建设
修订妇联干部学习制度。
`
const kTalk = '青禾县文化馆二楼'

describe('the main job', () => {
  let program, browser, desk, page
  before(async () => {
    program = await startDemo()
    browser = await launch()
    desk = await openDesk(browser, program.address, { account: 'su.wenxiu' })
    page = desk.page
  })
  after(async () => {
    await browser?.close()
    await program?.stop()
  })

  const cards = () => page.locator('article.card')
  const row = (name) => page.getByRole('row').filter({ hasText: name })
  // Each step stands on the one before; after a fault the rest says nothing of its own.
  let broken = false
  const step = (name, run) =>
    test(name, async (t) => {
      if (broken) return t.skip('a step before did not come through')
      broken = true
      await run()
      broken = false
    })

  /** What the board says of a measure: its figure, and the target with its unit. */
  const progress = async (name) => (await row(name).locator('.figure').first().innerText()).replace(/\s/g, '')
  const choose = async (label, choice) => {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: choice, exact: true }).click()
  }

  step('a pasted plan is read into marks and cards', async () => {
    await go(desk, '/plans')
    await page.locator('a[href="/plans/read"]').click()
    await page.locator('#plan-text').fill(kPlan)
    await page.getByRole('button', { name: '读入', exact: true }).click()
    await cards().first().waitFor()
    await settled(page)
    assert.equal(await cards().count(), 4)
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), '青禾县妇联2026年下半年家庭与普法工作计划')
    const marked = async (kind) => (await page.locator(`.run.${kind}`).allInnerTexts()).join('|')
    assert.match(await marked('is-number'), /6场.*30名.*12场/)
    assert.match(await marked('is-window'), /9月至12月/)
    assert.match(await marked('is-partner'), /司法局.*教育局/)
    assert.match(await marked('is-notice'), /《婚姻法》/)
    const asked = (await page.locator('article.card .question > span').allInnerTexts()).map((text) => text.trim())
    assert.ok(asked.length > 0 && asked.every((text) => text.endsWith('吗？')), `a doubtful card asks: ${asked}`)
    const source = (await page.locator('.pane .line').allInnerTexts()).join('')
    assert.ok(source.includes('开展《婚姻法》宣传讲座6场。'), 'the source is shown as it was written')
    await picture(page, 'desktop-review')
    await assertWellMade(page)
  })

  step('hovering a card lights its place in the text', async () => {
    await cards().nth(1).hover()
    assert.match((await page.locator('.run.is-lit').allInnerTexts()).join(''), /资助春蕾女童30名/)
  })

  step('a measure is set right in place and named', async () => {
    await cards().first().click()
    await cards().first().locator('input.name').fill('普法讲座4场')
    await cards().first().locator('input.name').press('Tab')
    await cards().first().locator('.target input').first().fill('4')
    await cards().first().locator('.target input').first().press('Tab')
    await cards().first().getByRole('button', { name: '核对无误' }).click()
    await page.getByRole('button', { name: /^下一步/ }).click()
    await page.getByRole('heading', { name: '一、加强普法宣传' }).waitFor()
    await picture(page, 'desktop-assign')
    await assertWellMade(page)
  })

  step('adopted, it stands on the board', async () => {
    await page.getByRole('button', { name: /^下一步/ }).click()
    await picture(page, 'desktop-adopt')
    await assertWellMade(page)
    await page.getByRole('button', { name: '采用这份计划' }).click()
    await page.waitForURL(/\/plans\/\d+$/)
    await settled(page)
    assert.equal(await row('普法讲座4场').count(), 1)
    assert.match(await progress('普法讲座4场'), /^\d+\/4场$/)
    assert.match(await progress('修订妇联干部学习制度'), /凭材料/)
    await picture(page, 'desktop-adopted')
    await assertWellMade(page)
  })

  let board, countedBefore
  step('work is written down once, checked while it is typed', async () => {
    board = page.url()
    countedBefore = Number.parseInt(await progress('普法讲座4场'), 10)
    await go(desk, '/ledgers/law_talk/new')
    await page.getByLabel('听众人次').fill('很多')
    await page.getByLabel('听众人次').blur()
    const fault = page.locator('[data-field="audience"] [id$="-said"]')
    await fault.getByText(/./).first().waitFor()
    assert.equal(await page.getByLabel('听众人次').getAttribute('aria-invalid'), 'true')
    await picture(page, 'desktop-form-fault')
    await page.getByRole('button', { name: '记下' }).click()
    await page.getByText(/还有\d+处要改/).waitFor()
    assert.ok(page.url().endsWith('/ledgers/law_talk/new'), 'a wrong form is not sent')

    await page.getByLabel('听众人次').fill('86')
    await page.getByLabel('听众人次').blur()
    assert.equal((await fault.innerText()).trim(), '', 'the word goes with the fault')
    await choose('主要法律', '民法典')
    await choose('宣传方式', '讲座')
    await choose('进哪里', '机关')
    await page.getByLabel('地点').fill(kTalk)
    await page.getByRole('button', { name: '记下' }).click()
    const saved = page.getByRole('status').filter({ hasText: '已记下' })
    await saved.waitFor()
    assert.match(await saved.innerText(), /普法场次\d+→\d+/)
    await picture(page, 'desktop-saved')
    await assertWellMade(page)
  })

  step('the progress has moved by itself', async () => {
    await page.goto(board)
    await settled(page)
    assert.equal(await progress('普法讲座4场'), `${countedBefore + 1}/4场`)
  })

  step('the figure opens down to the entry behind it', async () => {
    await row('普法讲座4场').getByRole('button', { name: /打开/ }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText(kTalk).waitFor()
    await picture(page, 'desktop-drill')
    await assertWellMade(page)
    assert.equal(await drawer.locator('tbody tr').count(), countedBefore + 1)
    await drawer.getByRole('tab', { name: '按月' }).click()
    await drawer.getByText('9月').first().waitFor()
    await drawer.getByRole('tab').first().click()
    await drawer.getByRole('link').filter({ hasText: kTalk }).or(drawer.locator('tbody tr').filter({ hasText: kTalk }).getByRole('link')).first().click()
    await page.waitForURL(/\/ledgers\/law_talk\/\d+$/)
    await settled(page)
    assert.ok((await page.locator('main').innerText()).includes(kTalk))
  })

  step('the ledger leaves as a workbook that opens', async () => {
    await go(desk, '/ledgers/law_talk')
    await page.getByRole('button', { name: '导出', exact: true }).first().click()
    const dialog = page.getByRole('dialog')
    if (await dialog.locator('#export-purpose').count()) await dialog.locator('#export-purpose').fill('县里检查备查')
    await picture(page, 'desktop-export')
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '导出', exact: true }).click()])
    assert.match(download.suggestedFilename(), /\.xlsx$/)
    const rows = rowsOf(readFileSync(await download.path()))
    const cells = rows.flat().join('|')
    for (const owed of ['普法宣传', '青禾县妇联', '宣传日期', '听众人次']) assert.ok(cells.includes(owed), `${owed} is missing in ${cells.slice(0, 400)}`)
    const written = rows.find((cellsOfRow) => cellsOfRow.includes(kTalk))
    assert.ok(written, 'the entry is in the workbook')
    assert.ok(written.includes('86') && written.includes('民法典') && written.includes('机关'), String(written))
  })

  test('nothing was complained about on the way', () => assertCalm(desk))
})
