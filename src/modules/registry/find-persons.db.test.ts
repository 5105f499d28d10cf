import { beforeAll, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { sharesWorld } from '../shares/testing.ts'

/* An administrator opens a member's account: the person is found, the registry stays closed. */

const world = await sharesWorld()
const { run, as, ids } = world
interface Found {
  readonly rows: readonly { id: string; name: string; idNumber: string | null; village: string }[]
  readonly more: boolean
}
const find = (q: string) => as<Found>('admin', 'findPersons', { q })

const byText = (a: readonly unknown[], b: readonly unknown[]) => (String(a) < String(b) ? -1 : 1)

beforeAll(async () => {
  await run('addPersons', {
    unitId: ids.county,
    rows: [
      { name: '单国庆', villageId: ids.villageA, idNumber: '371323196001010019' },
      { name: '单国庆', villageId: ids.villageB },
      ...Array.from({ length: 25 }, (_, i) => ({ name: `王大${i}`, villageId: ids.villageA })),
    ],
  })
  await world.account('admin', 'tenant_admin', { unit: ids.county })
  await world.account('security', 'security_admin', { unit: ids.county })
})

test('two of one name are told apart by village and masked number; more is not shown', async () => {
  const { rows, more } = await find('国庆')
  expect(more).toBe(false)
  expect(
    rows.map(({ name, idNumber, village }) => [name, idNumber, village]).toSorted(byText),
  ).toEqual([
    ['单国庆', null, '乙村'],
    ['单国庆', '371323********0019', '甲村'],
  ])
  expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['id', 'idNumber', 'name', 'village'])
})

test('pinyin and initials find as well; at most twenty come, and one character is too few', async () => {
  for (const q of ['shanguoqing', 'sgq', ' Shan Guo ']) expect((await find(q)).rows).toHaveLength(2)
  const many = await find('王大')
  expect(many.rows).toHaveLength(20)
  expect(many.more).toBe(true)
  expect((await find('371323196001010019')).rows).toEqual([])
  expect((await refusalOf(find('王'))).code).toBe('bad_input')
})

test('only who opens accounts may look, and whom they saw stands in the trail', async () => {
  expect((await refusalOf(as('security', 'findPersons', { q: '国庆' }))).code).toBe('forbidden')
  expect((await refusalOf(as('admin', 'listPersons', {}))).code).toBe('forbidden')
  const { rows } = await find('国庆')
  const trail = await world.db.owner.query<{ changes: { after: { shown: string[] } }[] }>(
    `SELECT changes FROM audit_event WHERE verb = 'findPersons' ORDER BY at DESC, id DESC LIMIT 1`,
  )
  expect(trail.rows[0]?.changes[0]?.after.shown).toEqual(rows.map(({ id }) => id))
})
