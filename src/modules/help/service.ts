import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { helpContract } from './contract.ts'
import { helperVerbs } from './service/helpers.ts'
import { pairingVerbs } from './service/pairing.ts'
import { resourceVerbs } from './service/resources.ts'
import { visitVerbs } from './service/visits.ts'

export const helpVerbs: Verbs<typeof helpContract, Ctx> = {
  ...helperVerbs,
  ...pairingVerbs,
  ...visitVerbs,
  ...resourceVerbs,
}
