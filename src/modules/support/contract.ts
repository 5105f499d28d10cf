import { defineVerbs } from '../../kernel/verb.ts'
import { coopVerbs } from './contract/coop.ts'
import { fundVerbs } from './contract/funds.ts'
import { traceVerbs } from './contract/trace.ts'

/** Support: funds and allocations traced to vouchers, three supports side by side, requests, departments' queues. */
export const supportContract = defineVerbs({ ...fundVerbs, ...traceVerbs, ...coopVerbs })
