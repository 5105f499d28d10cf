import { defineVerbs } from '../../kernel/verb.ts'
import { awardVerbs } from './contract/awards.ts'
import { editionVerbs } from './contract/editions.ts'
import { photoVerbs } from './contract/photos.ts'
import { resultVerbs } from './contract/results.ts'

/** Tours and contests from set-up to published result, flags and stars. */
export const contestContract = defineVerbs({
  ...editionVerbs,
  ...resultVerbs,
  ...photoVerbs,
  ...awardVerbs,
})
