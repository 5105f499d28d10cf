import { randomUUID } from 'node:crypto'
import { afterAll } from 'vitest'
import { date, instant } from '../../kernel/date.ts'
import type { Role } from '../../kernel/role.ts'
import { text } from '../../kernel/text.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { inCounty } from '../../platform/db.ts'
import type { Call } from '../../platform/invoke.ts'
import type { Module } from '../../platform/module.ts'
import { asJob } from '../../platform/outbox.ts'
import { testDatabase } from '../../platform/postgres/testing.ts'
import { sha256 } from '../../platform/secrets.ts'
import { placeUnits } from '../../platform/unit.ts'
import { identityModule } from '../identity/index.ts'
import { openTestHouse } from '../identity/testing.ts'
import { policyModule } from '../policy/index.ts'
import { seat, step, yuan } from './data/processes/words.ts'
import { approvalsModule } from './index.ts'
import type { Process, Step } from './model.ts'
import { insertVersion } from './store/processes.ts'

/** A photograph as small as one can be: a JPEG of one pixel's worth of bytes. */
export const PHOTO = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]).toString(
  'base64',
)

/** A county with two towns, villages and a co-op, accounts that can sign, and a clock the test sets. */
export async function casesWorld(later: readonly Module[] = []) {
  const db = await testDatabase()
  const house = openTestHouse(db, [identityModule, policyModule, approvalsModule, ...later])
  const { database, clock } = house
  afterAll(() => database.close())
  await db.owner.query(
    `INSERT INTO county (county_id, code, name) VALUES (1, '371323', '沂水县'), (2, '371300', '邻县')`,
  )
  const [county, town, village, coop] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const [otherTown, otherVillage] = [randomUUID(), randomUUID()]
  const units = { county, town, village, coop, otherTown, otherVillage }
  await inCounty(database, 1, (tx) =>
    placeUnits({ tx, county: 1 } as Ctx, [
      { id: county as never, kind: 'county', name: '沂水县', parentId: null },
      { id: town as never, kind: 'town', name: '许家湖镇', parentId: county as never },
      { id: village as never, kind: 'village', name: '甲村', parentId: town as never },
      { id: coop as never, kind: 'coop', name: '甲合作社', parentId: village as never },
      { id: otherTown as never, kind: 'town', name: '黄山铺镇', parentId: county as never },
      { id: otherVillage as never, kind: 'village', name: '乙村', parentId: otherTown as never },
    ]),
  )
  const accounts = new Map<string, string>()

  /** Puts the clock to noon in China of a day; every session stays signed in. */
  const at = async (day: string): Promise<void> => {
    clock.now = Date.parse(`${day}T04:00:00Z`)
    await db.owner.query(
      `UPDATE session SET last_seen_at = $1, second_factor_at = $1, expires_at = $1::timestamptz + interval '1 day'`,
      [instant(clock.now)],
    )
  }

  /** An account with a role at a unit, signed in; a role more when called again. */
  const account = async (
    name: string,
    role: Role,
    where: { readonly unit: string; readonly personId?: string },
  ): Promise<string> => {
    const id = accounts.get(name) ?? randomUUID()
    if (!accounts.has(name)) {
      await db.owner.query(
        `INSERT INTO account (county_id, id, username, display_name, person_id, password_hash, must_change,
          password_set_at, created_at) VALUES (1, $1, $2, $3, $4, '', false, now(), now())`,
        [id, `login-${name}`, name, where.personId ?? null],
      )
      await db.owner.query(
        `INSERT INTO session (token_hash, county_id, account_id, created_at, last_seen_at, expires_at,
          second_factor_at, address, agent)
         VALUES ($1, 1, $2, $3, $3, $3::timestamptz + interval '1 day', $3, '', '')`,
        [sha256(name), id, instant(clock.now)],
      )
      accounts.set(name, id)
    }
    await db.owner.query(
      `INSERT INTO account_grant (county_id, id, account_id, role, unit_id, valid_from, granted_by)
       VALUES (1, $1, $2, $3, $4, '2000-01-01', 'test')`,
      [randomUUID(), id, role, where.unit],
    )
    return id
  }

  /** Calls a verb with the session of the account of that name. */
  const as = <T = never>(
    name: string,
    verb: string,
    input: unknown = {},
    more: Partial<Call> = {},
  ): Promise<T> => house.call(name, verb as never, input, more) as Promise<T>

  await at('2026-03-02')
  return { db, house, database, units, accounts, at, account, as, refusal: house.refusal }
}

const station = [seat('station', 'town_station')]

/** A process of one decision, for tests of the engine. */
export const trialProcess = (steps: readonly Step[]): Process => ({
  id: 'four-discussions',
  title: text('试行流程', 'Trial'),
  purpose: text('试行', 'Trial'),
  unit: 'village',
  openers: ['village_secretary'],
  facts: [yuan('amount', ['金额', 'Amount'], { optional: true })],
  sources: ['县〔2026〕1号'],
  steps,
})

/** The station decides, and not whoever opened the case. */
export const decision = (more: Partial<Step> = {}): Step =>
  step('decide', ['审核', 'Decide'], {
    kind: 'approval',
    after: [],
    seats: station,
    apart: ['open'],
    ...more,
  })

export const CHARTER = { basis: 'charter', basisText: '章程第十二条' }

/**
 * Trial processes of a world: `save` writes a version straight into the store, because no county may put a process
 * of one step in the place of a lawful one (rules/lock.ts).
 */
export function trials({ house, database, units, as }: Awaited<ReturnType<typeof casesWorld>>) {
  const save = (steps: readonly Step[], validFrom = '2026-03-02'): Promise<void> =>
    inCounty(database, 1, (tx) =>
      asJob(house.runtime, { tx, county: 1, name: 'trial' }, async (ctx) => {
        await insertVersion(ctx, {
          process: trialProcess(steps),
          origin: 'county',
          source: '县〔2026〕1号',
          validFrom: date(validFrom),
        })
      }),
    )
  const open = async (title = '一件事', who = '村书记'): Promise<string> => {
    const { caseId } = await as<{ caseId: string }>(who, 'openCase', {
      unitId: units.village,
      process: 'four-discussions',
      title,
      facts: {},
    })
    return caseId
  }
  const sign = (who: string, caseId: string, more: object = {}) =>
    as<{ state: string; stepDone: boolean; acts: number }>(who, 'signStep', {
      caseId,
      step: 'decide',
      ...CHARTER,
      ...more,
    })
  return { save, open, sign }
}
