import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { supportContract } from './contract.ts'
import { allocateVerbs } from './service/allocate.ts'
import { coopVerbs } from './service/coop.ts'
import { criteriaVerbs } from './service/criteria.ts'
import { fundVerbs } from './service/funds.ts'
import { paperVerbs } from './service/papers.ts'
import { queueVerbs } from './service/queue.ts'
import { requestVerbs } from './service/requests.ts'
import { traceVerbs } from './service/trace.ts'

export const supportVerbs: Verbs<typeof supportContract, Ctx> = {
  ...fundVerbs,
  ...allocateVerbs,
  ...criteriaVerbs,
  ...traceVerbs,
  ...coopVerbs,
  ...requestVerbs,
  ...queueVerbs,
  ...paperVerbs,
}
