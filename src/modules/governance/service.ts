import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { governanceContract } from './contract.ts'
import { charterVerbs } from './service/charter.ts'
import { ruleVerbs } from './service/internal-rules.ts'
import { meetingVerbs } from './service/meetings.ts'
import { motionVerbs } from './service/motions.ts'
import { ownVerbs } from './service/own.ts'
import { postVerbs } from './service/posts.ts'
import { readVerbs } from './service/present.ts'
import { printVerbs } from './service/print.ts'
import { resultVerbs } from './service/result.ts'
import { runningVerbs } from './service/running.ts'
import { votingVerbs } from './service/voting.ts'

export const governanceVerbs: Verbs<typeof governanceContract, Ctx> = {
  ...meetingVerbs,
  ...readVerbs,
  ...runningVerbs,
  ...votingVerbs,
  ...resultVerbs,
  ...ownVerbs,
  ...printVerbs,
  ...postVerbs,
  ...charterVerbs,
  ...ruleVerbs,
  ...motionVerbs,
}
