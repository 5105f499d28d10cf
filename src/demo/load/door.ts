import { must } from '../../kernel/assert.ts'
import type { Client, Endpoints } from '../../kernel/verb.ts'
import { approvalsContract } from '../../modules/approvals/contract.ts'
import { assessmentContract } from '../../modules/assessment/contract.ts'
import { contestContract } from '../../modules/contest/contract.ts'
import { developmentContract } from '../../modules/development/contract.ts'
import { distributionContract } from '../../modules/distribution/contract.ts'
import { foundingContract } from '../../modules/founding/contract.ts'
import { governanceContract } from '../../modules/governance/contract.ts'
import { dutyContract } from '../../modules/duty/contract.ts'
import { helpContract } from '../../modules/help/contract.ts'
import { identityContract } from '../../modules/identity/contract.ts'
import { indicatorContract } from '../../modules/indicator/contract.ts'
import { ledgerContract } from '../../modules/ledger/contract.ts'
import { policyContract } from '../../modules/policy/contract.ts'
import { registryContract } from '../../modules/registry/contract.ts'
import { sharesContract } from '../../modules/shares/contract.ts'
import { showcaseContract } from '../../modules/showcase/contract.ts'
import { spendingContract } from '../../modules/spending/contract.ts'
import { statementsContract } from '../../modules/statements/contract.ts'
import { supervisionContract } from '../../modules/supervision/contract.ts'
import { supportContract } from '../../modules/support/contract.ts'
import { talentContract } from '../../modules/talent/contract.ts'
import { tradeContract } from '../../modules/trade/contract.ts'
import type { Caller } from '../../platform/caller.ts'
import { invoke } from '../../platform/invoke.ts'
import type { Runtime } from '../../platform/runtime.ts'

/** The product's verbs as the loader calls them: JSON in, JSON out, with every check on the way. */
export interface Door {
  readonly identity: Client<typeof identityContract>
  readonly policy: Client<typeof policyContract>
  readonly registry: Client<typeof registryContract>
  readonly approvals: Client<typeof approvalsContract>
  readonly founding: Client<typeof foundingContract>
  readonly development: Client<typeof developmentContract>
  readonly indicator: Client<typeof indicatorContract>
  readonly supervision: Client<typeof supervisionContract>
  readonly contest: Client<typeof contestContract>
  readonly duty: Client<typeof dutyContract>
  readonly help: Client<typeof helpContract>
  readonly talent: Client<typeof talentContract>
  readonly support: Client<typeof supportContract>
  readonly assessment: Client<typeof assessmentContract>
  readonly showcase: Client<typeof showcaseContract>
  readonly spending: Client<typeof spendingContract>
  readonly ledger: Client<typeof ledgerContract>
  readonly shares: Client<typeof sharesContract>
  readonly governance: Client<typeof governanceContract>
  readonly trade: Client<typeof tradeContract>
  readonly distribution: Client<typeof distributionContract>
  readonly statements: Client<typeof statementsContract>
}

/** A job of the county reaches what the county reaches; everything it does is in the audit trail. */
export function openDoor(runtime: Runtime, county: number): Door {
  return doorFor(runtime, { kind: 'job', county, name: 'demo' })
}

/**
 * The same verbs for any caller: somebody who signs in, or a session. With a label an account's calls of a verb
 * count once: a load that was cut off gets the answer of its first call again.
 */
export function doorFor(runtime: Runtime, caller: Caller, label?: string): Door {
  const verbs = new Map(runtime.verbs.map((verb) => [verb.name, verb]))
  const client = <E extends Endpoints>(contract: E): Client<E> =>
    Object.fromEntries(
      Object.keys(contract).map((name) => [
        name,
        (input: unknown) =>
          invoke(runtime, {
            verb: must(verbs.get(name), name),
            caller,
            input,
            requestId: 'demo',
            idempotencyKey: label === undefined ? undefined : `${label}/${name}`,
          }),
      ]),
    ) as Client<E>
  return {
    identity: client(identityContract),
    policy: client(policyContract),
    registry: client(registryContract),
    approvals: client(approvalsContract),
    founding: client(foundingContract),
    development: client(developmentContract),
    indicator: client(indicatorContract),
    supervision: client(supervisionContract),
    contest: client(contestContract),
    duty: client(dutyContract),
    help: client(helpContract),
    talent: client(talentContract),
    support: client(supportContract),
    assessment: client(assessmentContract),
    showcase: client(showcaseContract),
    spending: client(spendingContract),
    ledger: client(ledgerContract),
    shares: client(sharesContract),
    governance: client(governanceContract),
    trade: client(tradeContract),
    distribution: client(distributionContract),
    statements: client(statementsContract),
  }
}
