import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { contestContract } from './contract.ts'
import { awardVerbs } from './service/awards.ts'
import { editionVerbs, judgeVerbs } from './service/editions.ts'
import { paperVerbs } from './service/papers.ts'
import { photoVerbs } from './service/photos.ts'
import { resultVerbs } from './service/results.ts'
import { sheetVerbs } from './service/sheets.ts'
import { viewVerbs } from './service/view.ts'

export const contestVerbs: Verbs<typeof contestContract, Ctx> = {
  ...editionVerbs,
  ...judgeVerbs,
  ...sheetVerbs,
  ...viewVerbs,
  ...resultVerbs,
  ...photoVerbs,
  ...awardVerbs,
  ...paperVerbs,
}
