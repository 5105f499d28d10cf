import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit } from './browser.ts'
import { signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/* Those who watch over the system: auditor, three separate administrators, and the door itself. */

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe('the door', () => {
  test('a wrong password and an unknown name get the same answer', async () => {
    const { page, context } = await visit(browser, sharedAddress())
    const texts: string[] = []
    for (const username of ['demo-county', 'nobody-at-all']) {
      await page.goto('/')
      await page.getByLabel('用户名').fill(username)
      await page.getByLabel('密码').fill('surely-wrong-1')
      await page.keyboard.press('Enter')
      // The number of the request differs, as it must; the sentence may not.
      texts.push((await page.getByRole('alert').first().innerText()).replace(/[0-9a-f-]{36}/, ''))
    }
    expect(texts[0]).toBe(texts[1])
    await context.close()
  })

  test('the public page opens without signing in, light and printable', async () => {
    const { page, context, problems } = await visit(browser, sharedAddress())
    await page.goto('/public')
    await page.locator('h1').first().waitFor()
    const scripts = await page.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => entry.name),
    )
    expect(scripts.filter((name) => name.includes('antd'))).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  })
})

describe('the auditor', () => {
  test('reads the trail, and the chain proves itself', async () => {
    const person = await signIn(browser, sharedAddress(), { username: 'demo-auditor' })
    await person.go('/audit')
    await expect.poll(() => person.page.locator('table tbody tr').count()).toBeGreaterThan(3)
    await person.settled('audit')
    const proof = await person.page.request.get('/api/audit/verify')
    expect(await proof.json()).toMatchObject({ ok: true, broken: null })
    const write = await person.page.request.post('/api/units/x/recheck', {
      data: {},
      headers: { 'idempotency-key': 'a' },
    })
    expect(write.status()).toBe(403)
    await person.leave()
  })
})

describe('the administrators', () => {
  test('each has its own pages and not the others’', async () => {
    const admin = await signIn(browser, sharedAddress(), { username: 'demo-admin' })
    await admin.go('/accounts')
    await expect.poll(() => admin.page.locator('table tbody tr').count()).toBeGreaterThan(5)
    await admin.settled('accounts')
    expect((await admin.page.request.get('/api/audit')).status()).toBe(403)
    expect((await admin.page.request.get('/api/persons')).status()).toBe(403)
    await admin.leave()
    const security = await signIn(browser, sharedAddress(), { username: 'demo-security' })
    await security.go('/security')
    await security.settled('security')
    await security.leave()
  })

  test('a member’s account is opened for one person, found by name and masked number', async () => {
    const admin = await signIn(browser, sharedAddress(), { username: 'demo2-admin' })
    const { page } = admin
    await admin.go('/accounts')
    await page.getByRole('button', { name: '开立账号' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('给成员开户').click()
    await dialog.getByLabel('查找人员').fill('wang')
    await dialog.getByRole('button', { name: '查找', exact: true }).click()
    const hit = dialog.locator('.picks button').first()
    expect(await hit.innerText()).toMatch(/村.*\*{8}/)
    await hit.click()
    await dialog.getByLabel(/的用户名$/).fill('member-of-two')
    await admin.settled('create-member-account')
    await dialog.getByRole('button', { name: /^开立/ }).click()
    await expect.poll(() => dialog.innerText()).toContain('member-of-two')
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    await admin.leave()
    const trail = await signIn(browser, sharedAddress(), { username: 'demo2-audit' })
    const answer = await trail.page.request.get('/api/audit?verb=findPersons')
    expect(await answer.text()).toContain('findPersons')
    await trail.leave()
  })
})
