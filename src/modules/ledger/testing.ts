import { randomUUID } from 'node:crypto'
import { inCounty } from '../../platform/db.ts'
import type { Module } from '../../platform/module.ts'
import { registryWorld } from '../registry/testing.ts'
import { ledgerModule } from './index.ts'

/** Two co-ops with three members each and open books of 2020, for the tests of the ledger. */
export async function ledgerWorld(later: readonly Module[] = []) {
  const world = await registryWorld([ledgerModule, ...later])
  const { db, ids, people, cooperative, run } = world

  /** A co-op with members known to the register; their contributions are none of the ledger's business. */
  const withMembers = async (villageId: string, name: string) => {
    const found = await people(villageId, 4)
    const coopId = await cooperative(villageId, found, name)
    await db.owner.query(
      `INSERT INTO share_register (county_id, coop_id, opened_on) VALUES (1, $1, '2020-01-01')`,
      [coopId],
    )
    const members: string[] = []
    for (const [i, personId] of found.personIds.slice(0, 3).entries()) {
      const id = randomUUID()
      await db.owner.query(
        `INSERT INTO share_holder (county_id, id, coop_id, member_number, kind, class, person_id, name,
          name_pinyin, name_initials, farmer, joined_on, created_at)
         VALUES (1, $1, $2, $3, 'person', 'villager', $4, $5, '', '', true, '2020-01-01', now())`,
        [id, coopId, `00${i + 1}`, personId, `社员${i + 1}`],
      )
      members.push(id)
    }
    return { coopId, members }
  }

  const a = await withMembers(ids.villageA, '甲合作社')
  const b = await withMembers(ids.villageB, '乙合作社')
  await run('openBooks', {
    unitId: ids.county,
    books: [a, b].map(({ coopId }) => ({ coopId, openedPeriod: 202001, appliedEarly: true })),
  })
  /** A statement as the application role, in the county of the test. */
  const sqlAsApp = <T>(text: string, values: unknown[] = []) =>
    inCounty(world.database, 1, async (tx) => {
      const { CompiledQuery } = await import('kysely')
      const answer = await tx.executeQuery<T>(CompiledQuery.raw(text, values))
      return answer.rows
    })
  return { ...world, a, b, sqlAsApp }
}

/** A line of a voucher as the contracts take it; amounts in yuan. */
export const debit = (account: string, amount: string, more: object = {}) => ({
  account,
  debit: amount,
  ...more,
})
export const credit = (account: string, amount: string, more: object = {}) => ({
  account,
  credit: amount,
  ...more,
})
