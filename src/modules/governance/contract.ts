import { defineVerbs } from '../../kernel/verb.ts'
import { charterVerbs } from './contract/charter.ts'
import { meetingVerbs } from './contract/meetings.ts'
import { motionVerbs } from './contract/motions.ts'
import { ownVerbs } from './contract/own.ts'
import { postVerbs } from './contract/posts.ts'
import { voteVerbs } from './contract/votes.ts'

/** Meetings from draft to resolution, votes, posts, charters, internal rules, members' motions. */
export const governanceContract = defineVerbs({
  ...meetingVerbs,
  ...voteVerbs,
  ...ownVerbs,
  ...postVerbs,
  ...charterVerbs,
  ...motionVerbs,
})
