import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { foundingContract } from './contract.ts'
import { accountVerbs } from './service/accounts.ts'
import { assetVerbs } from './service/assets.ts'
import { bookVerbs } from './service/books.ts'
import { mobilisationVerbs } from './service/mobilisation.ts'
import { paperVerbs } from './service/papers.ts'
import { planVerbs } from './service/plan.ts'
import { projectVerbs } from './service/projects.ts'
import { promotionVerbs } from './service/promotion.ts'
import { readVerbs } from './service/reads.ts'
import { sheetVerbs } from './service/sheets.ts'
import { unionVerbs } from './service/unions.ts'

export const foundingVerbs: Verbs<typeof foundingContract, Ctx> = {
  ...projectVerbs,
  ...planVerbs,
  ...readVerbs,
  ...paperVerbs,
  ...mobilisationVerbs,
  ...accountVerbs,
  ...sheetVerbs,
  ...unionVerbs,
  ...assetVerbs,
  ...bookVerbs,
  ...promotionVerbs,
}
