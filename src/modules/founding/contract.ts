import { defineVerbs } from '../../kernel/verb.ts'
import { accountVerbs } from './contract/accounts.ts'
import { assetVerbs } from './contract/assets.ts'
import { mobilisationVerbs } from './contract/mobilisation.ts'
import { projectVerbs } from './contract/projects.ts'
import { promotionVerbs } from './contract/promotion.ts'
import { sheetVerbs } from './contract/sheets.ts'
import { unionVerbs } from './contract/unions.ts'

/** Founding a co-op: projects, mobilisation, the three accounts, assets, task forces and meetings. */
export const foundingContract = defineVerbs({
  ...projectVerbs,
  ...mobilisationVerbs,
  ...accountVerbs,
  ...assetVerbs,
  ...promotionVerbs,
  ...sheetVerbs,
  ...unionVerbs,
})
