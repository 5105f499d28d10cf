import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { DEMO_PASSWORD } from '../src/demo/accounts.ts'
import { axe, DESKTOP, picture, type Visit, visit } from './browser.ts'

/** Somebody at a screen: signed in through the form, as people do. */
export interface Person extends Visit {
  /** Goes to an address and waits until the page has settled and said what it is. */
  readonly go: (path: string) => Promise<void>
  /** The page as it stands: keeps a picture, axe is clean, nothing was logged as an error. */
  readonly settled: (name: string) => Promise<void>
  readonly leave: () => Promise<void>
}

export async function signIn(
  browser: Browser,
  address: string,
  who: {
    username: string
    password?: string
    viewport?: { width: number; height: number }
    door?: string
  },
): Promise<Person> {
  const seen = await visit(browser, address, who.viewport ?? DESKTOP)
  const { page, problems, context } = seen
  await page.goto(who.door ?? '/')
  await page.getByLabel('用户名').fill(who.username)
  await page
    .getByLabel('密码')
    .first()
    .fill(who.password ?? DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByLabel('密码').first().waitFor({ state: 'detached' })
  await quiet(page)
  return {
    ...seen,
    go: async (path) => {
      await page.goto(path)
      await page.locator('h1, main [role=alert]').first().waitFor()
      await quiet(page)
    },
    settled: async (name) => {
      await quiet(page)
      await picture(page, name)
      expect(await axe(page), `axe on ${name}`).toEqual([])
      expect(problems, `errors on ${name}`).toEqual([])
    },
    leave: () => context.close(),
  }
}

/** Nothing is being fetched and no skeleton stands. */
async function quiet(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page
    .locator('[aria-busy="true"]')
    .first()
    .waitFor({ state: 'detached' })
    .catch(() => undefined)
}
