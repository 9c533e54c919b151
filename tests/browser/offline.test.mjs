// Where there is no network: what a village cadre writes waits in her phone, goes up by itself, and comes back when it is refused.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { go, kPhone, launch, openDesk, picture, settled } from './desk.mjs'
import { assertWellMade } from './page_checks.mjs'
import { kPassword, startDemo } from './program.mjs'

const kBar = '现在没有网络，写的内容先存在手机里，有网时自动上传。'
const kLedger = '/ledgers/activity'

describe('a phone without network', () => {
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
  const onward = () => page.getByRole('button', { name: /^下一节/ }).tap()
  const save = () => page.getByRole('button', { name: '记下', exact: true }).tap()
  const bar = () => page.getByText(kBar, { exact: false }).first()
  const waiting = () => page.evaluate(() => new Promise((resolve, reject) => {
    const asked = indexedDB.open('niangjia')
    asked.onerror = () => reject(asked.error)
    asked.onsuccess = () => {
      const all = asked.result.transaction('waiting').objectStore('waiting').getAll()
      all.onsuccess = () => (asked.result.close(), resolve(all.result))
    }
  }))
  const titled = (title) => page.evaluate(async (words) => {
    const answer = await fetch(`/api/ledgers/activity/entries?q=${encodeURIComponent(words)}&limit=20`)
    return (await answer.json()).entries.map((entry) => entry.values.title)
  }, title)

  async function writeActivity(title) {
    await field('title').locator('input').fill(title)
    await field('kind').getByRole('combobox').tap()
    await page.getByRole('option', { name: '健康关爱', exact: true }).tap()
    await onward()
    await field('participants').locator('input').fill('23')
    await onward()
    await save()
  }
  async function openForm(ledger) {
    await page.getByRole('link', { name: '记一条' }).last().tap()
    await page.locator(`a[href="/ledgers/${ledger}/new"]`).first().tap()
    await settled(page)
  }

  test('keeps the shell of the pages', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    assert.equal(await page.evaluate(async () => (await caches.keys()).length), 1)
  })

  test('keeps what is written and says where it is', async () => {
    await desk.context.setOffline(true)
    await bar().waitFor()
    await openForm('activity')
    await writeActivity('断网时的健康讲座')
    await page.getByRole('status').filter({ hasText: '没有网络，已存在手机里' }).waitFor()
    await page.getByRole('link', { name: '已存1条' }).waitFor()
    await picture(page, 'phone-offline-kept')
    await assertWellMade(page)
  })

  test('loses nothing when the page is opened anew', async () => {
    await page.goto('/')
    await bar().waitFor()
    await page.getByRole('link', { name: '已存1条' }).tap()
    await page.getByText('断网时的健康讲座').waitFor()
    await picture(page, 'phone-offline-waiting')
    await assertWellMade(page)
  })

  test('writes more after a start without network', async () => {
    await openForm('activity')
    await writeActivity('断网时的第二次讲座')
    await page.getByRole('link', { name: '已存2条' }).waitFor()
  })

  test('refuses confidential ledgers and says so', async () => {
    await openForm('help_request')
    await field('channel').getByRole('radio', { name: '来访', exact: true }).tap()
    await field('name').locator('input').fill('骆秋荷')
    await onward()
    await field('category').getByRole('combobox').tap()
    await page.getByRole('option', { name: '财产权益', exact: true }).tap()
    await field('request').locator('input, textarea').first().fill('想问土地承包权益')
    await onward()
    await save()
    await page.getByText('这份台账有机密内容，没有网络时不能记。', { exact: false }).waitFor()
    await picture(page, 'phone-offline-confidential')
    assert.ok(!JSON.stringify(await waiting()).includes('骆秋荷'), 'nothing confidential waits in the phone')
  })

  test('sends by itself when the network is back, each once', async () => {
    await page.getByRole('button', { name: '以后再写' }).tap()
    await desk.context.setOffline(false)
    await page.getByText('已上传2条。').waitFor()
    assert.deepEqual((await titled('断网时的')).sort(), ['断网时的健康讲座', '断网时的第二次讲座'].sort())
    assert.deepEqual(await waiting(), [])
    assert.equal(await bar().count(), 0)
  })

  test('brings a refused entry back to her with the words at the field', async () => {
    await desk.context.setOffline(true)
    await openForm('activity')
    await writeActivity('要改的一条')
    await page.getByRole('link', { name: '已存1条' }).waitFor()
    // A definition that has changed meanwhile refuses what the form let pass.
    await page.evaluate(() => new Promise((resolve) => {
      const asked = indexedDB.open('niangjia')
      asked.onsuccess = () => {
        const store = asked.result.transaction('waiting', 'readwrite').objectStore('waiting')
        const all = store.getAll()
        all.onsuccess = () => {
          const [row] = all.result
          store.put({ ...row, values: { ...row.values, participants: '许多' } }).onsuccess = () => (asked.result.close(), resolve())
        }
      }
    }))
    await desk.context.setOffline(false)
    await page.getByText('有1条没传上去，要你看一看。').waitFor()
    await page.getByRole('link', { name: '去看' }).tap()
    await picture(page, 'phone-offline-returned')
    await assertWellMade(page)
    await page.getByRole('link', { name: '改了再传' }).tap()
    await settled(page)
    await onward()
    await field('participants').getByText(/数/).first().waitFor()
    await field('participants').locator('input').fill('31')
    await onward()
    await save()
    await page.getByRole('status').filter({ hasText: '已记下' }).waitFor()
    assert.deepEqual(await waiting(), [])
    assert.deepEqual(await titled('要改的一条'), ['要改的一条'])
  })

  test('shows both when somebody else has changed the same entry', async () => {
    const id = await page.evaluate(async () => (await (await fetch('/api/ledgers/activity/entries?q=%E8%A6%81%E6%94%B9%E7%9A%84&limit=1')).json()).entries[0].id)
    await go(desk, `${kLedger}/${id}`)
    await desk.context.setOffline(true)
    await page.getByRole('button', { name: '修改' }).nth(1).tap()
    await field('place').locator('input').fill('村文化室')
    await save()
    await page.getByText('的改动还在手机里，等着上传。', { exact: false }).waitFor()
    const other = await openDesk(browser, program.address, { account: 'su.wenxiu' })
    const status = await other.page.evaluate(async (entry) => {
      const answer = await fetch(`/api/ledgers/activity/entries/${entry}`, {
        method: 'PATCH', headers: { 'X-Niangjia': '1', 'Content-Type': 'application/json' }, body: JSON.stringify({ revision: 1, values: { place: '镇文化站' } }),
      })
      return answer.status
    }, id)
    assert.equal(status, 200)
    await other.close()
    await desk.context.setOffline(false)
    await page.getByText('的改动没传上去，请看一看怎么办。', { exact: false }).waitFor()
    await page.getByText('镇文化站').first().waitFor()
    await picture(page, 'phone-offline-conflict')
    await assertWellMade(page)
    await page.getByRole('button', { name: '按选的记下' }).tap()
    await page.locator('.section').getByText('村文化室').waitFor()
    assert.deepEqual(await waiting(), [])
  })

  test('asks before signing out takes what waits', async () => {
    await desk.context.setOffline(true)
    await openForm('activity')
    await writeActivity('退出时还没传的')
    await page.getByRole('link', { name: '已存1条' }).waitFor()
    await page.getByRole('link', { name: '我的' }).tap()
    await page.getByRole('button', { name: '退出登录' }).tap()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('还有1条没有传上去', { exact: false }).waitFor()
    await picture(page, 'phone-offline-sign-out')
    await assertWellMade(page)
    await dialog.getByRole('button', { name: '先不退出' }).tap()
    assert.equal((await waiting()).length, 1)
    await page.getByRole('button', { name: '退出登录' }).tap()
    await dialog.getByRole('button', { name: '删掉并退出' }).tap()
    await page.waitForURL(/sign-in/)
    assert.deepEqual(await waiting(), [])
  })

  test('tells the server of the signing out as soon as it can', async () => {
    await desk.context.setOffline(false)
    await page.goto('/')
    await page.waitForURL(/sign-in/)
    assert.equal(await page.evaluate(async () => (await fetch('/api/session')).status), 401)
    const password = page.locator('#sign-in-password')
    await page.locator('#sign-in-account').fill('he.xiuying')
    await password.fill(kPassword)
    await password.press('Enter')
    await page.waitForURL((url) => url.pathname === '/')
  })
})
