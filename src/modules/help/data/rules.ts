import type { HelpRules } from '../model.ts'

/**
 * What counts until the county sets its own: leaders reach every co-op that counts, departments and enterprises the
 * co-ops of the classes that need most. The seed (R99-R103) names the four channels and "one to one", no numbers.
 */
export const SHIPPED_RULES: HelpRules = {
  reach: {
    county_leader: 'all',
    town_leader: 'all',
    department: 'supported',
    enterprise: 'supported',
  },
  supported: ['transform', 'rebuild'],
  visitDays: { county_leader: 92, town_leader: 31, department: 31, enterprise: 92 },
  answerDays: 10,
}
