import { must } from '../../kernel/assert.ts'
import type { Role } from '../../kernel/role.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { sha256 } from '../../platform/secrets.ts'
import { DEMO_PASSWORD, type DemoAccount } from '../accounts.ts'
import { type Door, doorFor } from './door.ts'

/** Demonstration accounts at work: what they do carries their name, as in a real county. */
export interface Desk {
  /** The verbs as this account calls them; a call under one label counts once. */
  readonly as: (username: string, label: string) => Door
  /** The first account with the role; null where the county has none. */
  readonly holding: (role: Role) => string | null
  readonly has: (username: string) => boolean
}

const SOURCE = 'demo'

/** Signs the accounts in, lets `work` use them and signs them out again. */
export async function withDesk(
  runtime: Runtime,
  { accounts, names }: { accounts: readonly DemoAccount[]; names: readonly string[] },
  work: (desk: Desk) => Promise<void>,
): Promise<void> {
  const callers = new Map<string, Caller>()
  const wanted = accounts.filter(({ username }) => names.includes(username))
  for (const { username } of wanted) {
    const outside = doorFor(runtime, { kind: 'anonymous', source: SOURCE })
    const { token } = await outside.identity.signIn({ username, password: DEMO_PASSWORD })
    const tokenHash = sha256(must(token, `the session of ${username}`))
    callers.set(username, { kind: 'session', tokenHash, source: SOURCE })
  }
  const callerOf = (username: string): Caller => must(callers.get(username), username)
  try {
    await work({
      as: (username, label) => doorFor(runtime, callerOf(username), `demo ${label}`),
      holding: (role) => wanted.find((account) => account.role === role)?.username ?? null,
      has: (username) => callers.has(username),
    })
  } finally {
    for (const caller of callers.values()) await doorFor(runtime, caller).identity.signOut({})
  }
}
