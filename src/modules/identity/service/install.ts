import { must } from '../../../kernel/assert.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Id } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { inCounty } from '../../../platform/db.ts'
import { asJob } from '../../../platform/outbox.ts'
import { type DatabaseAddress, withClient } from '../../../platform/postgres/connection.ts'
import type { Runtime } from '../../../platform/runtime.ts'
import { placeUnits } from '../../../platform/unit.ts'
import { type Administrator, ADMINISTRATORS, DEFAULT_SETTINGS } from '../model.ts'
import { unitsOfKind } from '../store/accounts.ts'
import { saveSettings } from '../store/settings.ts'
import { createAccounts } from './accounts.ts'
import { grantRoles } from './grants.ts'
import { storedNames } from './settings.ts'

export interface NewCounty {
  /** The six digits of GB/T 2260; also the number that all its rows carry. */
  readonly code: string
  readonly name: string
  readonly demo: boolean
  /** How far the county's clock stands from the server's; 0 but for a demonstration. */
  readonly clockShiftMs: number
  /** Whether roles that approve or administer need a second factor; yes unless said. */
  readonly secondFactor?: boolean
  /** One account at least for each of the three administrators. */
  readonly administrators: readonly {
    readonly role: Administrator
    readonly username: string
    readonly displayName: string
    /** Made here when absent. */
    readonly password?: string
  }[]
}

export interface InstalledCounty {
  readonly county: number
  readonly unitId: Id<'unit'>
  /** First passwords, to be handed over apart; they must be changed at the first sign-in. */
  readonly administrators: readonly {
    readonly id: Id<'account'>
    readonly username: string
    readonly role: Administrator
    readonly password: string
  }[]
}

/**
 * Makes a county: its row, its unit at the root of the permission tree, its settings and its first
 * administrators. No call of the product's interface can do this: the county table belongs to the owner
 * of the schema. Refuses with `conflict` when the county has accounts, with `bad_input` for bad names
 * or passwords; a half-made county of an interrupted run is completed.
 */
export async function installCounty(
  runtime: Runtime,
  owner: DatabaseAddress,
  made: NewCounty,
): Promise<InstalledCounty> {
  const county = Number(made.code)
  if (!/^[1-9]\d{5}$/.test(made.code)) throw new RangeError(`${made.code} is no county code`)
  const missing = ADMINISTRATORS.filter(
    (role) => !made.administrators.some((account) => account.role === role),
  )
  if (missing.length > 0) throw new RangeError(`no account for ${missing.join(', ')}`)
  await withClient(owner, (client) =>
    client.query(
      `INSERT INTO county (county_id, code, name, demo, clock_shift_ms) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (county_id) DO NOTHING`,
      [county, made.code, made.name, made.demo, made.clockShiftMs],
    ),
  )
  const installed: InstalledCounty[] = []
  await inCounty(runtime.database, county, (tx) =>
    asJob(runtime, { tx, county, name: 'installCounty' }, async (ctx) => {
      installed[0] = await fill(ctx, made)
    }),
  )
  runtime.afterWrite(county)
  return must(installed[0], 'the county that was just made')
}

async function fill(ctx: Ctx, made: NewCounty): Promise<InstalledCounty> {
  if ((await unitsOfKind(ctx, 'county')).length > 0) {
    throw new Refusal('conflict', text('该县已经建立。', 'The county exists already.'))
  }
  const unitId: Id<'unit'> = ctx.newId()
  ctx.record({ entity: 'county', id: made.code, after: { name: made.name, demo: made.demo } })
  await placeUnits(ctx, [{ id: unitId, kind: 'county', name: made.name, parentId: null }])
  const secondFactor = made.secondFactor ?? DEFAULT_SETTINGS.secondFactor
  await saveSettings(ctx, storedNames({ ...DEFAULT_SETTINGS, secondFactor }))
  const { accounts } = await createAccounts(ctx, {
    accounts: made.administrators.map(({ username, displayName, password }) => ({
      username,
      displayName,
      password,
    })),
  })
  const administrators = made.administrators.map((wanted, i) => {
    const account = accounts[i]
    return {
      id: account?.id ?? '',
      username: account?.username ?? wanted.username,
      role: wanted.role,
      password: account?.password ?? wanted.password ?? '',
    }
  })
  await grantRoles(ctx, {
    grants: administrators.map(({ id, role }) => ({ accountId: id, role, unitId })),
  })
  return { county: ctx.county, unitId, administrators }
}
