import { must } from '../../kernel/assert.ts'
import type { Client, Endpoints } from '../../kernel/verb.ts'
import { identityContract } from '../../modules/identity/contract.ts'
import { policyContract } from '../../modules/policy/contract.ts'
import { registryContract } from '../../modules/registry/contract.ts'
import { sharesContract } from '../../modules/shares/contract.ts'
import type { Caller } from '../../platform/caller.ts'
import { invoke } from '../../platform/invoke.ts'
import type { Runtime } from '../../platform/runtime.ts'

/** The product's verbs as the loader calls them: JSON in, JSON out, with every check on the way. */
export interface Door {
  readonly identity: Client<typeof identityContract>
  readonly policy: Client<typeof policyContract>
  readonly registry: Client<typeof registryContract>
  readonly shares: Client<typeof sharesContract>
}

/** A job of the county reaches what the county reaches; everything it does is in the audit trail. */
export function openDoor(runtime: Runtime, county: number): Door {
  return doorFor(runtime, { kind: 'job', county, name: 'demo' })
}

/** The same verbs for any caller: somebody who signs in, or a session. */
export function doorFor(runtime: Runtime, caller: Caller): Door {
  const verbs = new Map(runtime.verbs.map((verb) => [verb.name, verb]))
  const client = <E extends Endpoints>(contract: E): Client<E> =>
    Object.fromEntries(
      Object.keys(contract).map((name) => [
        name,
        (input: unknown) =>
          invoke(runtime, { verb: must(verbs.get(name), name), caller, input, requestId: 'demo' }),
      ]),
    ) as Client<E>
  return {
    identity: client(identityContract),
    policy: client(policyContract),
    registry: client(registryContract),
    shares: client(sharesContract),
  }
}
