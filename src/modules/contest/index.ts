import { defineModule } from '../../platform/module.ts'
import { contestContract } from './contract.ts'
import { contestVerbs } from './service.ts'
import { contestEvidence, followCase } from './service/results.ts'
import { unitsOfContest } from './store/editions.ts'

export const contestModule = defineModule({
  name: 'contest',
  contract: contestContract,
  verbs: contestVerbs,
  scopes: { contest: unitsOfContest },
  reactions: { 'case.ended': followCase },
  evidence: contestEvidence,
})

/** Tours and contests, for the register of meetings. */
export const { listContests } = contestVerbs

/** Places of published tours and contests: for rewards and penalties. */
export { publishedPlaces } from './service/published.ts'
