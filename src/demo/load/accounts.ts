import { must } from '../../kernel/assert.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { sha256 } from '../../platform/secrets.ts'
import { DEMO_PASSWORD, type DemoAccount, FIRST_PASSWORD, showCoop } from '../accounts.ts'
import { doorFor } from './door.ts'
import { idOf } from './ids.ts'
import { each, type Load, type Step } from './step.ts'

const SOURCE = 'demo'

/**
 * Accounts of all roles. They are made, given their roles and signed in like any other; each leaves its
 * first password behind, so that a visitor can sign in at once.
 */
export function accountSteps(runtime: Runtime, accounts: readonly DemoAccount[]): readonly Step[] {
  return [
    {
      name: 'accounts',
      title: text('演示账号', 'Demo accounts'),
      weight: 450,
      run: async (load) => {
        const before = await accountsByName(load)
        const missing = accounts.filter(({ username }) => !before.has(username))
        if (missing.length > 0) {
          await load.door.identity.createAccounts({
            accounts: missing.map((account) => newAccount(load, account)),
          })
        }
        const known = await accountsByName(load)
        await grantMissing(load, accounts, known)
        const fresh = accounts.filter(({ username }) => known.get(username)?.mustChange === true)
        await each(load, fresh, ({ username }) => leaveFirstPassword(runtime, username))
      },
    },
  ]
}

async function accountsByName(load: Load) {
  const { rows } = await load.door.identity.listAccounts({ limit: 500 })
  return new Map(rows.map((row) => [row.username, row]))
}

function newAccount(load: Load, { username, role, title }: DemoAccount) {
  const coop = showCoop(load.plan)
  const base = { username, displayName: `演示·${title.zh}`, password: FIRST_PASSWORD }
  // A secretary's own score hangs on the person, not on the village.
  const secretary = load.plan.party.find(
    (row) => row.villageCode === coop.villageCode && row.secretary,
  )
  const key =
    role === 'member'
      ? coop.holders.filter(({ kind }) => kind === 'person')[7]?.personKey
      : role === 'village_secretary'
        ? secretary?.personKey
        : null
  return key === undefined || key === null
    ? base
    : { ...base, personId: idOf(load.ids.persons, key) }
}

async function grantMissing(
  load: Load,
  accounts: readonly DemoAccount[],
  known: Awaited<ReturnType<typeof accountsByName>>,
): Promise<void> {
  const grants = accounts.flatMap(({ username, role, place }) => {
    const row = must(known.get(username), username)
    if (row.grants.some((grant) => grant.role === role)) return []
    const unitId = unitOf(load, place)
    return [{ accountId: row.id, role, ...(unitId === null ? {} : { unitId }) }]
  })
  if (grants.length > 0) await load.door.identity.grantRoles({ grants })
}

function unitOf(load: Load, place: DemoAccount['place']): string | null {
  const { ids } = load
  const coop = showCoop(load.plan)
  switch (place) {
    case 'county':
      return ids.county
    case 'town':
      return idOf(ids.towns, coop.villageCode.slice(0, 9))
    case 'village':
      return idOf(ids.villages, coop.villageCode)
    case 'coop':
      return idOf(ids.coops, coop.key)
    case 'person':
      return null
  }
}

async function leaveFirstPassword(runtime: Runtime, username: string): Promise<void> {
  const outside = doorFor(runtime, { kind: 'anonymous', source: SOURCE })
  const { token } = await outside.identity.signIn({ username, password: FIRST_PASSWORD })
  const tokenHash = sha256(must(token, `the session of ${username}`))
  const inside = doorFor(runtime, { kind: 'session', tokenHash, source: SOURCE })
  await inside.identity.changePassword({ password: FIRST_PASSWORD, newPassword: DEMO_PASSWORD })
  await inside.identity.signOut({})
}
