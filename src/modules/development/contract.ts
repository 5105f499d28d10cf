import { defineVerbs } from '../../kernel/verb.ts'
import { classVerbs } from './contract/classes.ts'
import { formVerbs } from './contract/forms.ts'
import { matchingVerbs } from './contract/matching.ts'
import { placeVerbs } from './contract/places.ts'
import { planVerbs } from './contract/plans.ts'

/** Classes and campaigns, plans, pairings and unions, forms of business. */
export const developmentContract = defineVerbs({
  ...classVerbs,
  ...planVerbs,
  ...matchingVerbs,
  ...placeVerbs,
  ...formVerbs,
})
