// The keeper of accounts and of the tree: somebody new gets in with her own password, works, and is shut out again.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assertCalm, go, kPhone, launch, openDesk, picture, settled } from './desk.mjs'
import { assertWellMade } from './page_checks.mjs'
import { startDemo } from './program.mjs'

const kLogin = 'zhou.xiaoyun'
const kOwn = '石桥镇的第一把钥匙'

describe('the keeper of accounts', () => {
  let program, browser, desk, page, fresh, password
  before(async () => {
    program = await startDemo()
    browser = await launch()
    desk = await openDesk(browser, program.address, { account: 'tang.shuning' })
    page = desk.page
    fresh = await openDesk(browser, program.address, { size: kPhone })
  })
  after(async () => {
    await browser?.close()
    await program?.stop()
  })

  const drawer = () => page.locator('.el-drawer').filter({ visible: true })
  const dialog = () => page.locator('.el-dialog').filter({ visible: true })
  async function pick(id, words, name) {
    const clear = page.locator(`#${id}`).getByRole('button')
    if (await clear.count()) await clear.click()
    await page.locator(`input#${id}`).fill(words)
    await page.getByRole('option', { name }).first().click()
  }
  async function enter(secret) {
    await fresh.page.goto('/sign-in')
    await fresh.page.locator('#sign-in-account').fill(kLogin)
    await fresh.page.locator('#sign-in-password').fill(secret)
    await fresh.page.locator('#sign-in-password').press('Enter')
  }
  async function find(name) {
    await go(desk, '/accounts')
    await page.getByRole('searchbox').fill(kLogin)
    await page.getByRole('button', { name }).click()
    await drawer().getByRole('heading', { name }).waitFor()
  }

  test('what is missing is said at its field', async () => {
    await go(desk, '/accounts')
    await page.getByRole('button', { name: '开账号' }).click()
    await drawer().getByRole('button', { name: '开账号' }).click()
    for (const word of ['请写姓名。', '请写登录名。', '请选角色。']) await drawer().getByText(word).waitFor()
    await picture(page, 'keeper-new')
    await assertWellMade(page)
  })

  test('an account is opened with its first position, and its password is shown once', async () => {
    await page.locator('#account-name').fill('周小云')
    await page.locator('#account-login').fill(kLogin)
    await pick('account-organisation', '石桥镇', /石桥镇妇联/)
    await page.locator('#account-role').selectOption({ label: '乡镇（街道）妇联' }).catch(() => page.locator('#account-role').selectOption({ index: 1 }))
    await page.locator('#account-title').fill('干事')
    await drawer().getByRole('button', { name: '开账号' }).click()
    await drawer().getByText('周小云的账号开好了。').waitFor()
    password = await page.getByLabel('首次密码').inputValue()
    assert.ok(password.length >= 10, 'a password that nobody guesses')
    await picture(page, 'keeper-password')
    await assertWellMade(page)
    await drawer().getByRole('button', { name: '已告诉她' }).click()
    await page.getByRole('cell', { name: kLogin }).waitFor()
    assert.ok(!(await page.content()).includes(password), 'it is gone with the drawer')
  })

  test('she chooses her own before she sees anything', async () => {
    await enter(password)
    await fresh.page.waitForURL(/first-password/)
    await settled(fresh.page)
    await picture(fresh.page, 'phone-first-password')
    await assertWellMade(fresh.page)
    await fresh.page.goto('/ledgers')
    await fresh.page.waitForURL(/first-password/)
    await enter(password)
    await fresh.page.waitForURL(/first-password/)
    await fresh.page.locator('#old-password').fill(password).catch(() => undefined)
    await fresh.page.locator('#new-password').fill(kOwn)
    await fresh.page.locator('#again-password').fill(kOwn)
    await fresh.page.getByRole('button', { name: '换好进去' }).or(fresh.page.getByRole('button', { name: '改密码' })).first().click()
    await fresh.page.waitForURL((url) => !/first-password|sign-in/.test(url.pathname))
    await settled(fresh.page)
    assert.match(await fresh.page.locator('main').innerText(), /石桥镇/)
  })

  test('her position gets a last day', async () => {
    await find('周小云')
    await drawer().getByRole('button', { name: '到期日' }).click()
    await drawer().locator('input').last().fill('12.31')
    await drawer().getByRole('button', { name: '记下' }).click()
    await drawer().getByText('至12月31日').waitFor()
    await picture(page, 'keeper-account')
    await assertWellMade(page)
  })

  test('a new password shuts out the old one at once', async () => {
    await drawer().getByRole('button', { name: '重设密码' }).click()
    await dialog().getByRole('button', { name: '重设密码' }).click()
    password = await page.getByLabel('首次密码').inputValue()
    await enter(kOwn)
    await fresh.page.getByText('账号或密码不对', { exact: false }).waitFor()
    await enter(password)
    await fresh.page.waitForURL(/first-password/)
  })

  test('a disabled account stays outside, what it wrote stays inside', async () => {
    await find('周小云')
    await drawer().getByRole('button', { name: '停用', exact: true }).click()
    await dialog().getByRole('button', { name: '停用', exact: true }).click()
    await drawer().getByText('已停用').waitFor()
    await enter(password)
    await fresh.page.locator('[role="alert"], .message').first().waitFor()
    assert.equal(new URL(fresh.page.url()).pathname, '/sign-in')
    desk.complaints.length = 0
  })

  test('the tree is searched, grown, renamed, moved and closed', async () => {
    await go(desk, '/organisations')
    await page.getByRole('searchbox').fill('石桥镇妇联')
    await page.getByRole('button', { name: '石桥镇妇联', exact: true }).click()
    await drawer().getByRole('button', { name: '加下级' }).click()
    await page.locator('#organisation-name').fill('云桥社区妇联')
    await drawer().getByRole('button', { name: '加下级' }).click()
    await page.locator('#organisation-name').waitFor({ state: 'hidden' })
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox').fill('云桥社区')
    await page.getByRole('button', { name: '云桥社区妇联', exact: true }).click()
    await drawer().getByRole('button', { name: '改名' }).click()
    await page.locator('#organisation-new-name').fill('云桥新村妇联')
    await drawer().getByRole('button', { name: '改名' }).click()
    await drawer().getByRole('heading', { name: '云桥新村妇联' }).waitFor()
    await drawer().getByRole('button', { name: '搬到别处' }).click()
    await pick('organisation-parent', '柳湾镇', /柳湾镇妇联/)
    await drawer().getByRole('button', { name: '搬到别处' }).click()
    await drawer().locator('.path').getByText('柳湾镇妇联').waitFor()
    await drawer().getByRole('button', { name: '加一条报送线' }).click()
    await pick('line-superior', '枫林街道', /枫林街道妇联/)
    await drawer().getByRole('button', { name: '记下' }).click()
    await drawer().getByText('枫林街道妇联').first().waitFor()
    await picture(page, 'keeper-organisation')
    await assertWellMade(page)
    await drawer().getByRole('button', { name: '关闭', exact: true }).click()
    await page.locator('form').getByRole('button', { name: '关闭', exact: true }).click()
    await drawer().getByText('起关闭，写过的都还在', { exact: false }).waitFor()
  })

  test('an organisation with open ones below is not closed', async () => {
    await go(desk, '/organisations')
    await page.getByRole('searchbox').fill('石桥镇妇联')
    await page.getByRole('button', { name: '石桥镇妇联', exact: true }).click()
    await drawer().getByRole('button', { name: '关闭', exact: true }).click()
    await page.locator('form').getByRole('button', { name: '关闭', exact: true }).click()
    await page.locator('#organisation-closed-fault').getByText(/下级|先/).waitFor()
    desk.complaints.length = 0
  })

  test('nothing else was complained about on the way', () => assertCalm(desk))

  test('whoever keeps no accounts sees none', async () => {
    const other = await openDesk(browser, program.address, { account: 'su.wenxiu' })
    await go(other, '/accounts')
    assert.ok(!(await other.page.content()).includes(kLogin))
    await other.page.getByText('你的职务看不到这里', { exact: false }).waitFor()
    assert.equal(await other.page.evaluate(async () => (await fetch('/api/accounts')).status), 403)
    await other.close()
  })
})
