import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { developmentContract } from './contract.ts'
import { campaignVerbs } from './service/campaigns.ts'
import { classVerbs } from './service/classes.ts'
import { effectVerbs } from './service/effects.ts'
import { lineVerbs } from './service/form-lines.ts'
import { formVerbs } from './service/forms.ts'
import { groupVerbs } from './service/groups.ts'
import { pairingVerbs } from './service/pairings.ts'
import { placeVerbs } from './service/places.ts'
import { planVerbs } from './service/plans.ts'
import { previewVerbs } from './service/preview.ts'
import { ruleVerbs } from './service/rules.ts'

export const developmentVerbs: Verbs<typeof developmentContract, Ctx> = {
  ...ruleVerbs,
  ...classVerbs,
  ...campaignVerbs,
  ...planVerbs,
  ...pairingVerbs,
  ...effectVerbs,
  ...groupVerbs,
  ...placeVerbs,
  ...previewVerbs,
  ...formVerbs,
  ...lineVerbs,
}
