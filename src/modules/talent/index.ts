import { defineModule } from '../../platform/module.ts'
import { talentContract } from './contract.ts'
import { talentVerbs } from './service.ts'
import { everyMorning, tellAppeal } from './service/morning.ts'

/** First secretaries and teams who serve in these villages today: for later modules, which check permissions. */
export { KIND_NAMES } from './model.ts'
export { servingAt } from './store/postings.ts'

export const talentModule = defineModule({
  name: 'talent',
  contract: talentContract,
  verbs: talentVerbs,
  reactions: { 'point.appealed': tellAppeal },
  daily: [{ name: 'talent.morning', at: '07:45', run: everyMorning }],
})
