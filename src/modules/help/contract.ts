import { defineVerbs } from '../../kernel/verb.ts'
import { helperVerbs } from './contract/helpers.ts'
import { pairingVerbs } from './contract/pairing.ts'
import { resourceVerbs } from './contract/resources.ts'
import { visitVerbs } from './contract/visits.ts'

/** Help: four channels of helpers, enterprises paired with co-ops, visits and issues, offers and needs. */
export const helpContract = defineVerbs({
  ...helperVerbs,
  ...pairingVerbs,
  ...visitVerbs,
  ...resourceVerbs,
})
