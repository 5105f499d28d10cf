import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoCounty } from './index.ts'
import { withPrintedParts } from './page.ts'

const file = new URL('../../docs/demo.md', import.meta.url)

test('docs/demo.md lists the accounts and the planted breaches as they are', () => {
  const { plan } = demoCounty()
  const page = readFileSync(file, 'utf8')
  expect(withPrintedParts(page, plan)).toBe(page)
  for (const { coopKey } of plan.planted) {
    expect(page).toContain(plan.coops.find(({ key }) => key === coopKey)?.name)
  }
})

test('a page without the marks is refused', () => {
  expect(() => withPrintedParts('# nothing', demoCounty().plan)).toThrow('accounts')
})
