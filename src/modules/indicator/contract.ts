import { defineVerbs } from '../../kernel/verb.ts'
import { commandVerbs } from './contract/commands.ts'
import { definitionVerbs } from './contract/definitions.ts'
import { figureVerbs } from './contract/figures.ts'
import { rankingVerbs } from './contract/ranking.ts'

/** Figures: what they mean, what they are, what was frozen, who stands where. */
export const indicatorContract = defineVerbs({
  ...figureVerbs,
  ...definitionVerbs,
  ...rankingVerbs,
  ...commandVerbs,
})
