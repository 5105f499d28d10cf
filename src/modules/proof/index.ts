import { defineModule } from '../../platform/module.ts'
import { proofContract } from './contract.ts'
import { proofVerbs } from './service.ts'

export { appendAnchor, readAnchors } from './anchor.ts'
export { verifyExport } from './service/export.ts'

export const proofModule = defineModule({
  name: 'proof',
  contract: proofContract,
  verbs: proofVerbs,
})
