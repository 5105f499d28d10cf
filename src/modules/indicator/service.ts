import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { indicatorContract } from './contract.ts'
import { rankCommand } from './rules/rank-document.ts'
import { claimVerbs } from './service/claims.ts'
import { definitionVerbs } from './service/definitions.ts'
import { editionVerbs } from './service/editions.ts'
import { figureVerbs } from './service/figures.ts'
import { fileVerbs } from './service/files.ts'
import { rankingVerbs } from './service/ranking.ts'
import { versionVerbs } from './service/versions.ts'

/** The verbs of figures. */
export const indicatorVerbs: Verbs<typeof indicatorContract, Ctx> = {
  ...figureVerbs,
  ...editionVerbs,
  ...definitionVerbs,
  ...claimVerbs,
  ...rankingVerbs,
  ...fileVerbs,
  ...versionVerbs,
  rank: rankCommand,
}
